use rayon::prelude::*;
use std::io::Write;
fn main() {
    let mut args = std::env::args().skip(1);
    let list = std::fs::read_to_string(args.next().unwrap()).unwrap();
    let out = std::fs::File::create(args.next().unwrap()).unwrap();
    let out = std::sync::Mutex::new(std::io::BufWriter::new(out));
    let files: Vec<&str> = list.lines().collect();
    files.par_iter().for_each(|file| {
        let Ok(d) = qiuhao::document::dossier::open(std::path::Path::new(file)) else { return };
        let (case, diffs, _) = qiuhao::pipeline::compare_documents(&d.name, d.documents);
        let Some(p) = case.papers.iter().find(|p| !p.elements.alleged.is_empty() && !p.elements.found.is_empty()) else { return };
        let e = &p.elements;
        let t = |v: &Vec<qiuhao::extract::elements::Incident>| v.iter().map(|i| i.passage.quote.text.clone()).collect::<Vec<_>>();
        let j = serde_json::json!({"id": d.name, "kind": p.document.kind.label(), "alleged": t(&e.alleged), "found": t(&e.found), "diffs": diffs.iter().map(|d| (d.aspect.clone(), d.message.clone(), d.sides.iter().map(|s| s.quote.as_ref().map(|q| q.text.clone())).collect::<Vec<_>>())).collect::<Vec<_>>()});
        let mut w = out.lock().unwrap();
        writeln!(w, "{j}").unwrap();
    });
}
