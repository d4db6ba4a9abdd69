//! Fill-in papers, in the words of different years and counties: what is read from each, as a whole.

use std::fmt::Write;
use std::path::Path;

use qiuhao::document::{Document, DocumentKind};
use qiuhao::extract::elements::{Elements, Interview, Step, Trial};
use qiuhao::extract::{heading, procedure};
use qiuhao::text::{Cited, Moment};

#[test]
fn every_sample_paper_reads_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 30);
    let mut report = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let (label, text) = text.split_once('\n').unwrap();
        let kind = *DocumentKind::ALL.iter().find(|kind| kind.label() == label).unwrap();
        let mut elements = Elements::default();
        let document = Document::from_text(kind, text);
        heading::read(&document, &mut elements);
        procedure::read(&document, &mut elements);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        writeln!(report, "== {name} {label}\n{}", describe(&elements)).unwrap();
    }
    insta::assert_snapshot!(report);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever a scan makes of a paper, reading it ends, and every quote is really there.
    #[test]
    fn no_text_breaks_the_reading(
        kind in proptest::sample::select(DocumentKind::ALL),
        parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40),
    ) {
        let document = Document::from_text(kind, &parts.concat());
        let mut elements = Elements::default();
        heading::read(&document, &mut elements);
        procedure::read(&document, &mut elements);
        for at in elements.steps.iter().filter_map(|step| step.at.as_ref()) {
            proptest::prop_assert!(document.text.original().contains(&at.quote.text));
        }
    }
}

const PARTS: &[&str] = &[
    "二〇二三年三月五日",
    "2023年3月4日22时10分",
    "同日",
    "次日",
    "至",
    "、",
    "，",
    "。",
    "：",
    "\n",
    "\t",
    "（",
    "）",
    "〔2023〕",
    "号",
    "云岭县公安局",
    "云岭县人民检察院",
    "青城市云岭县人民法院",
    "起诉书",
    "以云检刑诉〔2023〕88号起诉书",
    "犯罪嫌疑人",
    "林小舟",
    "被告人何大山",
    "向我宣布",
    "拘留",
    "逮捕",
    "移送审查起诉",
    "退回补充侦查",
    "延长审查起诉期限",
    "提起公诉",
    "公开开庭",
    "如不服本判决",
    "此致",
    "附：",
    "回执",
    "讯问时间",
    "讯问人",
    "记录人",
    "受送达人",
    "签收",
    "出生",
    "审判长",
    "书记员",
    "收到",
    "自",
    "第二次",
    "😀",
    "a",
    "7",
];

fn describe(elements: &Elements) -> String {
    let mut lines = Vec::new();
    let mut say =
        |label: &str, value: Option<String>| lines.extend(value.map(|value| format!("{label}: {value}")));
    let text = |cited: &Option<Cited<String>>| cited.as_ref().map(|cited| cited.value.clone());
    say("文号", text(&elements.number));
    say("制作机关", text(&elements.organ));
    say("起诉书号", text(&elements.indictment_number));
    say("落款", elements.date.as_ref().map(|date| date.value.to_string()));
    for signature in &elements.signatures {
        say("署名", Some(format!("{} {}", signature.role, signature.name.value)));
    }
    for party in &elements.parties {
        let birth = party.birth.as_ref().map(|birth| birth.value.to_string());
        let household = text(&party.household);
        say(
            "人员",
            Some(format!("{} {birth:?} {household:?} {:?}", party.name.value, text(&party.identity))),
        );
    }
    for step in &elements.steps {
        say("步骤", Some(describe_step(step)));
    }
    say("笔录", elements.interview.as_ref().map(describe_interview));
    say("审理", describe_trial(&elements.trial));
    lines.join("\n")
}

fn describe_step(step: &Step) -> String {
    let mut words = vec![step.kind.label().to_owned(), moment(step.at.as_ref())];
    words.extend(step.ordinal.map(|ordinal| format!("第{ordinal}次")));
    words.extend(step.detail.clone());
    words.extend((!step.persons.is_empty()).then(|| step.persons.join("、")));
    words.extend(step.organ.as_ref().map(|organ| format!("[{organ}]")));
    words.extend(step.number.as_ref().map(|number| format!("<{number}>")));
    words.join(" ")
}

fn describe_interview(interview: &Interview) -> String {
    let text =
        |cited: &Option<Cited<String>>| cited.as_ref().map_or("—".to_owned(), |cited| cited.value.clone());
    let asked: Vec<_> = interview.interviewers.iter().map(|name| name.value.as_str()).collect();
    format!(
        "第{:?}次 {} {}至{} 于{} 问{} 记{} 告知{} 成年人{} 翻译{} 核对{}",
        interview.ordinal,
        text(&interview.person),
        moment(interview.start.as_ref()),
        moment(interview.end.as_ref()),
        text(&interview.place),
        asked.join("、"),
        text(&interview.recorder),
        interview.rights_told.is_some(),
        text(&interview.adult_present),
        text(&interview.interpreter),
        interview.confirmed.is_some(),
    )
}

fn describe_trial(trial: &Trial) -> Option<String> {
    let procedure = trial.procedure.as_ref()?;
    Some(format!(
        "{:?} {:?} 公开{:?} 出庭{:?} 转换{}",
        procedure.value,
        trial.panel.as_ref().map(|panel| panel.value),
        trial.public.as_ref().map(|public| public.value),
        trial.prosecutor_present.as_ref().map(|name| name.value.as_str()),
        trial.converted.is_some(),
    ))
}

fn moment(at: Option<&Cited<Moment>>) -> String {
    at.map_or("—".to_owned(), |at| at.value.to_string())
}
