use super::query::parse;
use super::*;
use crate::case::Profile;
use crate::case::profile::Sentenced;
use crate::extract::elements::{CircumstanceKind, SentenceKind};
use crate::store::{CaseRecord, Origin, PaperRecord, Tag};

fn paper(kind: &str, text: &str, page_starts: Vec<u32>) -> PaperRecord {
    PaperRecord {
        document: "d1".to_owned(),
        file: format!("{kind}.txt"),
        kind: kind.to_owned(),
        title: Some(kind.to_owned()),
        first_page: 1,
        page_starts,
        facts: Vec::new(),
        text: text.to_owned(),
    }
}

fn sentenced(months: f64, suspended_months: Option<f64>) -> Sentenced {
    let person = "赵某某".to_owned();
    let kind = SentenceKind::Imprisonment;
    Sentenced { person, kind, months: Some(months), suspended_months, fine_fen: Some(500_000) }
}

fn theft() -> CaseRecord {
    CaseRecord {
        key: "青城一号".to_owned(),
        origin: Origin::Dossier,
        profile: Profile {
            name: "赵某某盗窃案".to_owned(),
            number: Some("（2023）青01刑初12号".to_owned()),
            charges: vec!["盗窃罪".to_owned()],
            articles: vec!["刑法264".to_owned()],
            court: Some("青城市人民法院".to_owned()),
            date: Some(jiff::civil::date(2023, 3, 9)),
            persons: vec!["赵某某".to_owned()],
            circumstances: vec![CircumstanceKind::Surrender],
            amount_fen: Some(620_000),
            sentences: vec![sentenced(14.0, None)],
            ..Profile::default()
        },
        tags: vec![Tag {
            point: "CM-07".to_owned(),
            title: "审查逮捕期限".to_owned(),
            severity: "严重".to_owned(),
        }],
        grade: Some("合格".to_owned()),
        papers: vec![
            paper("起诉书", "被告人赵某某在青城市云岭路撬门入室，窃得ＡＢＣ牌手机一部。", vec![0, 20]),
            paper("现场勘验笔录", "现场 勘验：门锁撬壓痕跡一处。", vec![0]),
        ],
    }
}

fn fraud() -> CaseRecord {
    CaseRecord {
        key: "7".to_owned(),
        origin: Origin::Judgment,
        profile: Profile {
            name: "林小舟诈骗案".to_owned(),
            charges: vec!["诈骗罪".to_owned()],
            court: Some("云岭县人民法院".to_owned()),
            date: Some(jiff::civil::date(2024, 7, 1)),
            persons: vec!["林小舟".to_owned(), "孙某".to_owned()],
            amount_fen: Some(8_000_000),
            sentences: vec![sentenced(36.0, Some(48.0)), sentenced(20.0, None)],
            ..Profile::default()
        },
        tags: Vec::new(),
        grade: None,
        papers: vec![paper(
            "判决书",
            "被告人林小舟虚构投资项目，骗取被害人八万元，又窃得手机一部。",
            vec![0],
        )],
    }
}

fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive.store().put(&[theft(), fraud()]).unwrap();
    archive.follow(|_| ()).unwrap();
    archive
}

fn answer(archive: &Archive, typed: &str, sort: Sort) -> Answer {
    let query = parse(typed).unwrap();
    archive.ask(&Question { query: &query, skip: 0, take: 10, sort, facets: true, hidden: &[] }).unwrap()
}

/// Key of the case and kind of the paper of each hit, sorted.
fn found(archive: &Archive, typed: &str) -> Vec<String> {
    let hits = answer(archive, typed, Sort::Relevance).hits;
    let mut found: Vec<String> =
        hits.iter().map(|hit| format!("{} {}", hit.case.key, hit.paper.kind)).collect();
    found.sort();
    found
}

#[test]
fn what_a_writer_left_when_the_power_went_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let form = std::fs::read_dir(folder.path().join("index")).unwrap().next().unwrap().unwrap();
    let meta = form.path().join("meta.json");
    archive.store().put(&[theft(), fraud()]).unwrap();
    archive.follow(|_| ()).unwrap();
    let before = std::fs::read(&meta).unwrap();
    let mut changed = fraud();
    changed.papers[0].text.push_str("赃款已退还。");
    archive.store().put(&[changed]).unwrap();
    archive.follow(|_| ()).unwrap();
    drop(archive);

    // All of its files are there, but the list of those that count is the one before.
    std::fs::write(&meta, before).unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    archive.follow(|_| ()).unwrap();
    assert_eq!(found(&archive, "\"赃款已退还\""), ["7 判决书"]);
}

#[test]
fn words_and_passages_are_found_whatever_their_form() {
    let archive = archive();
    let indictment = ["青城一号 起诉书"];
    assert_eq!(found(&archive, "\"窃得abc牌\""), indictment);
    assert_eq!(found(&archive, "\"云岭路撬門\""), indictment);
    assert_eq!(found(&archive, "\"城市云\""), indictment);
    assert_eq!(found(&archive, "撬门手机"), indictment);
    assert_eq!(found(&archive, "现场勘验"), ["青城一号 现场勘验笔录"]);
    assert_eq!(found(&archive, "壓"), ["青城一号 现场勘验笔录"]);
    assert_eq!(found(&archive, "窃得手机"), ["7 判决书", "青城一号 起诉书"]);
    assert_eq!(found(&archive, "\"窃得手机\""), ["7 判决书"]);
    assert_eq!(found(&archive, "\"手机撬门\""), [] as [&str; 0]);
}

#[test]
fn the_run_as_typed_comes_first() {
    let hits = answer(&archive(), "窃得手机", Sort::Relevance).hits;
    assert_eq!(hits[0].case.key, "7");
}

#[test]
fn fields_narrow() {
    let archive = archive();
    let (dossier, judgment) = (["青城一号 现场勘验笔录", "青城一号 起诉书"], ["7 判决书"]);
    for typed in [
        "罪名:盗窃",
        "法院:青城",
        "人员:赵某",
        "案号:刑初12号",
        "情节:自首",
        "刑期:<15个月",
        "金额:5000..1万",
        "判决日期:2023",
        "评查点:CM-07",
        "严重程度:严重",
        "等次:合格",
        "来源:卷宗",
        "法条:刑法264",
        "人数:1",
        "非 罪名:诈骗",
        "缓刑:否",
    ] {
        assert_eq!(found(&archive, typed), dossier, "{typed}");
    }
    for typed in
        ["罪名:诈骗", "缓刑:是", "刑期:>=3年", "来源:裁判文书", "人员:小舟", "考验期:4年", "案件:林小舟"]
    {
        assert_eq!(found(&archive, typed), judgment, "{typed}");
    }
    assert_eq!(found(&archive, "罪名:盗窃 文书:起诉书"), ["青城一号 起诉书"]);
    assert_eq!(found(&archive, "罪名:盗窃 手机"), ["青城一号 起诉书"]);
    assert_eq!(found(&archive, "罪名:抢劫"), [] as [&str; 0]);
}

#[test]
fn passages_say_where_the_words_stand() {
    let answer = answer(&archive(), "\"abc牌\"", Sort::Relevance);
    let hit = &answer.hits[0];
    let lit: Vec<String> = hit
        .lit
        .iter()
        .map(|range| hit.paper.text.chars().skip(range.start as usize).take(range.len()).collect())
        .collect();
    assert_eq!(lit, ["ＡＢＣ牌"]);
    assert_eq!(hit.passages[0].page, 2);
    let shown: String = hit.passages[0].pieces.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(shown, hit.paper.text);
}

#[test]
fn facets_count_what_the_list_holds() {
    let archive = archive();
    let all = answer(&archive, "", Sort::Relevance);
    assert_eq!(all.total, 3);
    let charges = all.facets.iter().find(|facet| facet.name == "罪名").unwrap();
    assert_eq!(charges.values, [("盗窃罪".to_owned(), 2), ("诈骗罪".to_owned(), 1)]);
    for facet in &all.facets {
        for (value, count) in &facet.values {
            let narrowed = answer(&archive, &format!("{}:\"{value}\"", facet.name), Sort::Relevance);
            assert_eq!(narrowed.total as u64, *count, "{} {value}", facet.name);
        }
    }
}

#[test]
fn the_latest_and_the_heaviest_come_first_when_asked() {
    let archive = archive();
    assert_eq!(answer(&archive, "", Sort::Latest).hits[0].case.key, "7");
    assert_eq!(answer(&archive, "", Sort::Heaviest).hits[0].case.key, "7");
}

#[test]
fn what_is_taken_away_or_changed_is_no_longer_found() {
    let archive = archive();
    archive.store().remove(&["7"]).unwrap();
    let mut changed = theft();
    changed.papers[0].text = "被告人赵某某另有他事。".to_owned();
    archive.store().put(&[changed]).unwrap();
    assert!(archive.is_behind().unwrap());
    archive.follow(|_| ()).unwrap();
    assert_eq!(found(&archive, "手机"), [] as [&str; 0]);
    assert_eq!(found(&archive, "另有他事"), ["青城一号 起诉书"]);
    assert_eq!(answer(&archive, "", Sort::Relevance).total, 2);
    let searcher = archive.reader().searcher();
    assert!(searcher.segment_readers().iter().all(|segment| segment.num_deleted_docs() == 0));
}

#[test]
fn an_index_that_is_lost_or_damaged_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let archive = Archive::open(folder.path()).unwrap();
        archive.follow(|_| ()).unwrap();
        archive
    };
    open().store().put(&[theft()]).unwrap();
    assert_eq!(found(&open(), "云岭路"), ["青城一号 起诉书"]);
    let index = folder.path().join("index");
    std::fs::remove_dir_all(&index).unwrap();
    assert_eq!(found(&open(), "云岭路"), ["青城一号 起诉书"]);
    let inside = std::fs::read_dir(&index).unwrap().next().unwrap().unwrap().path();
    std::fs::write(inside.join("meta.json"), "{").unwrap();
    assert_eq!(found(&open(), "云岭路"), ["青城一号 起诉书"]);
}

#[test]
fn every_value_of_a_facet_narrows_to_as_many_papers_as_it_counts() {
    let archive = archive();
    let mut contract = fraud();
    contract.key = "8".to_owned();
    contract.profile.charges = vec!["合同诈骗罪".to_owned()];
    archive.store().put(&[contract]).unwrap();
    archive.follow(|_| ()).unwrap();
    let mut looked_at = 0;
    for typed in ["", "手机 或 勘验"] {
        let query = parse(typed).unwrap();
        for facet in answer(&archive, typed, Sort::Relevance).facets {
            for (value, count) in facet.values {
                let narrowed = narrow::with(&query, narrow::part(&facet.name, &value).unwrap());
                let total = answer(&archive, &narrowed.to_string(), Sort::Relevance).total;
                assert_eq!(total as u64, count, "{narrowed}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}
