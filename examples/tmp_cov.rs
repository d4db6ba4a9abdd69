use qiuhao::text::*;
use regex::Regex;
use std::io::{BufRead, BufReader};
fn main() {
    let f = std::fs::File::open("/work/shared/data/judgments/lecard.jsonl.zst").unwrap();
    let r = BufReader::new(zstd::stream::read::Decoder::new(f).unwrap());
    let limit: usize = std::env::args().nth(1).and_then(|s| s.parse().ok()).unwrap_or(1000);
    let checks: Vec<(&str, Regex)> = vec![
        ("date", Regex::new(r"[0-9〇一二三四五六七八九*]{2,4}年[0-9*一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十*]{1,3}日").unwrap()),
        ("number", Regex::new(r"以[^，。；]{2,40}?号(?:之一)?(?:起诉书|公诉|刑事起诉)").unwrap()),
        ("court", Regex::new(r"[（〔]\d{4}[）〕][^，。；]{1,14}?刑[^，。；]{1,8}?号").unwrap()),
        ("money", Regex::new(r"[0-9一二三四五六七八九十百千万]余?元[^里]").unwrap()),
        ("term", Regex::new(r"(?:有期徒刑|拘役|管制|缓刑)[一二三四五六七八九十两0-9]").unwrap()),
        ("article", Regex::new(r"第[一二三四五六七八九十百0-9]+条").unwrap()),
        ("alcohol", Regex::new(r"[0-9](?:mg|毫克)/").unwrap()),
        ("weight", Regex::new(r"[0-9]余?(?:克|千克|公斤)").unwrap()),
    ];
    let mut stat = vec![(0usize, 0usize, Vec::<String>::new()); checks.len()];
    let mut time = [0u128; 7];
    let mut chars = 0;
    for line in r.lines().take(limit) {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let s = SourceText::new(v["text"].as_str().unwrap().to_owned());
        let t = s.plain();
        chars += t.chars().count();
        let mut tick = std::time::Instant::now();
        let mut lap = |i: usize, time: &mut [u128; 7]| {
            time[i] += tick.elapsed().as_micros();
            tick = std::time::Instant::now();
        };
        let dates: Vec<Range> = date::scan(t).into_iter().map(|f| f.range).collect();
        lap(0, &mut time);
        let numbers: Vec<Range> = case_number::scan(t).into_iter().map(|f| f.range).collect();
        lap(1, &mut time);
        let money: Vec<Range> = money::scan(t).into_iter().map(|f| f.range).collect();
        lap(2, &mut time);
        let terms: Vec<Range> = term::scan(t).into_iter().map(|f| f.range).collect();
        lap(3, &mut time);
        let cites: Vec<Range> = qiuhao::law::citation::scan(t).into_iter().map(|f| f.range).collect();
        lap(4, &mut time);
        let alc: Vec<Range> = measure::scan_alcohol(t).into_iter().map(|f| f.range).collect();
        lap(5, &mut time);
        let wei: Vec<Range> = measure::scan(t).into_iter().map(|f| f.range).collect();
        lap(6, &mut time);
        let sets = [&dates, &numbers, &numbers, &money, &terms, &cites, &alc, &wei];
        for (i, (name, re)) in checks.iter().enumerate() {
            for m in re.find_iter(t) {
                stat[i].0 += 1;
                let at = match *name {
                    "number" => t[..m.end()].rfind('号').unwrap(),
                    "court" => m.end() - 3,
                    "money" => m.start(),
                    "term" => m.end() - 1,
                    _ => m.start(),
                };
                if *name == "date" && m.as_str().contains('*') {
                    stat[i].0 -= 1;
                    continue;
                }
                if !sets[i].iter().any(|r| r.start <= at && at < r.end) {
                    stat[i].1 += 1;
                    let a = t[..m.start()].char_indices().rev().nth(25).map_or(0, |x| x.0);
                    let b = t[m.end()..].char_indices().nth(15).map_or(t.len(), |x| x.0 + m.end());
                    stat[i].2.push(format!("{} | {}", m.as_str(), &t[a..b].replace('\n', "⏎")));
                }
            }
        }
    }
    for (i, (n, _)) in checks.iter().enumerate() {
        println!("== {n}: {} missed {} ", stat[i].0, stat[i].1);
        let step = (stat[i].2.len() / 14).max(1);
        for e in stat[i].2.iter().step_by(step).take(16) {
            println!("   {e}");
        }
    }
    println!("chars {chars} micros {time:?}");
}
