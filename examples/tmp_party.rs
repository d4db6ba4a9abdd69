use qiuhao::document::{Document, DocumentKind};
use qiuhao::extract::elements::*;
use qiuhao::extract::parties;
use std::io::{BufRead, BufReader, Write};
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let f = std::fs::File::open(path).unwrap();
    let r = BufReader::new(zstd::stream::read::Decoder::new(f).unwrap());
    let mut out = std::io::BufWriter::new(std::fs::File::create("/tmp/text/parties.jsonl").unwrap());
    let mut t = 0;
    let mut n = 0;
    for (i, line) in r.lines().enumerate() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let Some(text) = v["text"].as_str().or_else(|| v["instruction"].as_str()) else {
            println!("{:?}", v.as_object().map(|o| o.keys().collect::<Vec<_>>()));
            break;
        };
        let d = Document::from_text(DocumentKind::Judgment, text);
        let tick = std::time::Instant::now();
        let p = parties::read(&d);
        t += tick.elapsed().as_micros();
        n += 1;
        let ps: Vec<_> = p.iter().map(|p| {
            let s = |c: &Option<qiuhao::text::Cited<String>>| c.as_ref().map(|c| c.value.clone());
            serde_json::json!({"role": p.role, "name": p.name.value, "alias": p.aliases.iter().map(|a| &a.value).collect::<Vec<_>>(), "sex": p.sex.as_ref().map(|s| s.value), "birth": p.birth.as_ref().map(|b| b.value.to_string()),
              "id": s(&p.identity), "eth": s(&p.ethnicity), "edu": s(&p.education), "occ": s(&p.occupation), "bp": s(&p.birthplace), "hh": s(&p.household), "addr": s(&p.address), "held": s(&p.held_at),
              "start": p.name.quote.start,
              "def": p.defenders.iter().map(|d| format!("{}|{}|{}", d.name.value, s(&d.firm).unwrap_or_default(), d.assigned)).collect::<Vec<_>>(),
              "cust": p.custody.iter().map(|c| format!("{:?} {:?} {} [{}]", c.measure, c.action, c.at.as_ref().map(|a| a.value.to_string()).unwrap_or_default(), s(&c.organ).unwrap_or_default())).collect::<Vec<_>>(),
              "prior": p.priors.iter().map(|c| format!("{:?} {} [{}] g={} p={} r={}", c.kind, c.decided.as_ref().map(|a| a.value.to_string()).unwrap_or_default(), s(&c.organ).unwrap_or_default(), s(&c.ground).unwrap_or_default(), s(&c.punishment).unwrap_or_default(), c.released.as_ref().map(|a| a.value.to_string()).unwrap_or_default())).collect::<Vec<_>>(),
            })}).collect();
        writeln!(out, "{}", serde_json::json!({"i": i, "plain": d.plain().chars().take(6000).collect::<String>(), "parties": ps})).unwrap();
    }
    println!("{n} docs, {} us each", t / n.max(1));
}
