use std::fs;

use proptest::prelude::*;

use super::{LoadError, VectorError, VectorTable};

fn table(vectors: &[Vec<f32>]) -> VectorTable {
    let mut table = VectorTable::new(vectors.first().map_or(3, Vec::len));
    for (id, vector) in (0..).zip(vectors) {
        table.push(id, vector).unwrap();
    }
    table
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn the_nearest_come_first() {
    let table = table(&[vec![1.0, 0.0, 0.0], vec![0.0, 1.0, 0.0], vec![0.7, 0.7, 0.0], vec![-1.0, 0.0, 0.0]]);
    let ids =
        |top: usize| -> Vec<u32> { table.nearest(&[1.0, 0.1, 0.0], top).iter().map(|&(id, _)| id).collect() };
    assert_eq!(ids(2), [0, 2]);
    assert_eq!(ids(9), [0, 2, 1, 3]);
    assert_eq!(ids(0), [0; 0]);
    let best = table.nearest(&[1.0, 0.1, 0.0], 1)[0];
    assert!((best.1 - 1.0).abs() < 0.01, "{best:?}");
    let among = table.nearest_among(&[1.0, 0.1, 0.0], 1, |id| id != 0);
    assert_eq!(among[0].0, 2);
}

#[test]
fn of_equals_the_smaller_id_comes_first() {
    let table = table(&vec![vec![1.0, 2.0, 3.0]; 5000]);
    let ids: Vec<u32> = table.nearest(&[1.0, 2.0, 3.0], 3).iter().map(|&(id, _)| id).collect();
    assert_eq!(ids, [0, 1, 2]);
}

#[test]
fn what_is_no_vector_is_refused() {
    let mut table = VectorTable::new(2);
    assert_eq!(table.push(1, &[1.0]), Err(VectorError::Dimension { expected: 2, got: 1 }));
    assert_eq!(table.push(1, &[f32::NAN, 1.0]), Err(VectorError::NotFinite));
    assert_eq!(table.push(1, &[1.0, f32::INFINITY]), Err(VectorError::NotFinite));
    assert!(table.is_empty());
    assert_eq!(table.nearest(&[1.0, 1.0], 5), []);
    table.push(7, &[0.0, 0.0]).unwrap();
    assert_eq!(table.nearest(&[1.0, 1.0], 5), [(7, 0.0)]);
    assert_eq!(table.nearest(&[1.0], 5), []);
    assert_eq!(table.nearest(&[f32::NAN, 1.0], 5), []);
    assert_eq!(VectorTable::new(0).nearest(&[], 5), []);
}

#[test]
fn what_is_taken_out_is_gone() {
    let mut table = table(&[vec![1.0, 0.0], vec![0.9, 0.0], vec![0.8, 0.1]]);
    assert!(table.remove(1));
    assert!(!table.remove(1));
    let ids: Vec<u32> = table.nearest(&[1.0, 0.0], 5).iter().map(|&(id, _)| id).collect();
    assert_eq!((ids, table.len()), (vec![0, 2], 2));
    table.push(1, &[2.0, 0.0]).unwrap();
    assert_eq!(table.nearest(&[1.0, 0.0], 1)[0].0, 1);
}

#[test]
fn a_table_comes_back_from_its_file_and_a_damaged_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vectors");
    let missing = VectorTable::load(&path).unwrap_err();
    assert!(missing.calls_for_rebuild());
    let table = table(&[vec![1.0, 0.5, -0.2], vec![0.0, 1.0, 0.0]]);
    VectorTable::new(9).save(&path).unwrap();
    assert_eq!(VectorTable::load(&path).unwrap(), VectorTable::new(9));
    table.save(&path).unwrap();
    assert_eq!(VectorTable::load(&path).unwrap(), table);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");

    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        fs::write(&path, &damaged).unwrap();
        let error = VectorTable::load(&path).unwrap_err();
        assert!(error.calls_for_rebuild(), "byte {at}: {error}");
    }
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        assert!(matches!(VectorTable::load(&path), Err(LoadError::Damaged)), "{length} bytes");
    }
    let mut huge = whole.clone();
    huge[16..24].copy_from_slice(&u64::MAX.to_le_bytes());
    fs::write(&path, &huge).unwrap();
    assert!(matches!(VectorTable::load(&path), Err(LoadError::Damaged)));
    let mut newer = whole;
    newer[8] = 2;
    fs::write(&path, &newer).unwrap();
    assert!(matches!(VectorTable::load(&path), Err(LoadError::Version(2))));
}

#[test]
fn a_table_that_cannot_be_written_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none").join("vectors");
    assert!(VectorTable::new(2).save(&path).is_err());
    let error = VectorTable::load(folder.path()).unwrap_err();
    assert!(!error.calls_for_rebuild() || matches!(error, LoadError::Damaged), "{error}");
}

prop_compose! {
    fn vectors()(dimension in 1usize..70, count in 1usize..40)(
        vectors in prop::collection::vec(prop::collection::vec(-10f32..10.0, dimension), count),
        query in prop::collection::vec(-10f32..10.0, dimension),
    ) -> (Vec<Vec<f32>>, Vec<f32>) {
        (vectors, query)
    }
}

proptest! {
    #[test]
    fn scores_are_close_to_the_true_products((vectors, query) in vectors()) {
        let found = table(&vectors).nearest(&query, vectors.len());
        prop_assert_eq!(found.len(), vectors.len());
        prop_assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        // Half a step off in each number of a row.
        let slack = 10.0 / 127.0 * 0.5 * query.iter().map(|number| number.abs()).sum::<f32>() + 1e-2;
        for (id, score) in found {
            let truth = product(&vectors[id as usize], &query);
            prop_assert!((score - truth).abs() <= slack, "{score} for {truth}");
        }
    }

    #[test]
    fn removing_and_adding_in_any_order_keeps_rows_and_ids_together(
        (vectors, query) in vectors(), gone in prop::collection::vec(0u32..40, 0..20)
    ) {
        let mut kept = table(&vectors);
        for &id in &gone {
            kept.remove(id);
        }
        let expected: Vec<(u32, f32)> = table(&vectors)
            .nearest(&query, vectors.len())
            .into_iter()
            .filter(|(id, _)| !gone.contains(id))
            .collect();
        prop_assert_eq!(kept.nearest(&query, vectors.len()), expected);
    }
}
