//! Every kind is recognised in two differently worded samples.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use qiuhao::document::DocumentKind;
use qiuhao::document::kind::classify;
use qiuhao::text::SourceText;

#[test]
fn every_sample_is_recognised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kinds");
    let mut wrong = Vec::new();
    for &kind in DocumentKind::ALL {
        let samples = std::fs::read_to_string(folder.join(format!("{}.txt", kind.label())))
            .unwrap_or_else(|_| panic!("no samples for {}", kind.label()));
        assert!(samples.split("=====").count() >= 2, "{}", kind.label());
        for sample in samples.split("=====") {
            let (found, confidence) = classify(&SourceText::new(sample.trim().to_owned()), "0001.txt");
            if found != kind || (kind != DocumentKind::Unknown && confidence < 0.6) {
                let start: String = sample.trim().chars().take(24).collect();
                wrong.push(format!("{} as {} {confidence:.2}: {start}", kind.label(), found.label()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
