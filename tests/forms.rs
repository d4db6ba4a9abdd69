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
