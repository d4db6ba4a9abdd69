use qiuhao::text::*;
use std::io::{BufRead, BufReader};
fn main() {
    let f = std::fs::File::open("/work/shared/data/judgments/lecard.jsonl.zst").unwrap();
    let r = BufReader::new(zstd::stream::read::Decoder::new(f).unwrap());
    for (i, line) in r.lines().enumerate().take(4000) {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let s = SourceText::new(v["text"].as_str().unwrap().to_owned());
        for f in case_number::scan(s.plain()) {
            println!(
                "{i}\t{:?}\t{}\t{}\t{}\t{}",
                f.value.organ,
                f.value.year.unwrap_or(0),
                f.value.prefix,
                f.value.sequence,
                f.value.text
            );
        }
    }
}
