//! The encoder: one sentence, one page, and a dossier's worth of sentences.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use qiuhao::nlp::Models;

const SENTENCE: &str = "被告人赵某某于2023年7月20日在青城市云岭县窃取他人手机一部，经鉴定价值人民币三千元。";

fn benches(criterion: &mut Criterion) {
    let models = Models::shipped();
    let Some(model) = models.encoders().next().and_then(|name| models.encoder_model(name).ok()) else {
        eprintln!("no encoder model is shipped");
        return;
    };
    let page = SENTENCE.repeat(20);
    let sentences = [SENTENCE; 200];
    let cases: [(&str, &[&str]); 3] =
        [("a sentence", &[SENTENCE]), ("a page", &[&page]), ("200 sentences", &sentences)];
    for (name, texts) in cases {
        criterion.bench_function(&format!("encode {name}"), |bencher| {
            bencher.iter(|| black_box(model.states(black_box(texts))));
        });
    }
}

criterion_group!(all, benches);
criterion_main!(all);
