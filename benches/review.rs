//! The hot paths: reviewing a text dossier, extracting one judgment, normalising.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use qiuhao::document::{Document, DocumentKind, dossier};
use qiuhao::review::{self, ReviewOptions};
use qiuhao::standard::Standards;
use qiuhao::text::SourceText;
use qiuhao::{extract, pipeline};

/// A clean dossier of seventeen papers and a card.
const DOSSIER: &str = "corpus/01-钱守义盗窃案";

fn benches(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join(DOSSIER);
    let standards = Standards::shipped().expect("the shipped standards read");
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2026, 1, 1) };
    criterion.bench_function("review a dossier from disk", |bencher| {
        bencher.iter(|| {
            let opened = dossier::open(&folder).expect("the sample opens");
            black_box(pipeline::review_documents(&opened.name, opened.documents, &standards, &options))
        });
    });
    let short = tempfile::tempdir().expect("a folder");
    twelve_papers(&folder, short.path());
    criterion.bench_function("review twelve papers and a card from disk", |bencher| {
        bencher.iter(|| {
            let opened = dossier::open(short.path()).expect("the sample opens");
            black_box(pipeline::review_documents(&opened.name, opened.documents, &standards, &options))
        });
    });
    let twelve = dossier::open(short.path()).expect("the sample opens").documents;
    let (case, differences, _) = pipeline::compare_documents("twelve papers", twelve);
    criterion.bench_function("check every point over twelve papers", |bencher| {
        bencher.iter(|| black_box(review::review(&case, &differences, &standards, &options)));
    });
    let text = std::fs::read_to_string(folder.join("03判决书.txt")).expect("the sample judgment");
    let judgment = Document::from_text(DocumentKind::Judgment, &text);
    criterion.bench_function("extract a judgment", |bencher| {
        bencher.iter(|| black_box(extract::extract(black_box(&judgment))));
    });
    criterion.bench_function("normalise a judgment", |bencher| {
        bencher.iter(|| black_box(SourceText::new(text.clone())));
    });
}

/// The first twelve papers of the dossier, among them all three main ones, and its card.
fn twelve_papers(from: &Path, to: &Path) {
    let entries = std::fs::read_dir(from).expect("the sample opens");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let (papers, card): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.extension().is_some_and(|kind| kind == "txt"));
    for file in papers.iter().take(12).chain(&card) {
        let name = file.file_name().expect("a name");
        std::fs::copy(file, to.join(name)).expect("a writable folder");
    }
}

criterion_group!(group, benches);
criterion_main!(group);
