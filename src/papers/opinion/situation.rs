//! Section one: the accused, the course of the case, its facts as each stage told them, and where the stages differ.

use super::events;
use crate::case::profile::facts;
use crate::case::{CaseFile, Paper, PersonIndex};
use crate::document::{DocumentKind, SectionName};
use crate::extract::elements::{Party, label};
use crate::papers::line::{Form, Line, Piece, Sentence, joined};
use crate::papers::{CaseWork, differences};
use crate::text::{Cited, Quote};

/// Passages of facts printed for one stage; the rest are counted.
const MOST_PASSAGES: usize = 3;

/// Papers that tell a stage, and who speaks in them.
const STAGES: [(DocumentKind, &str); 4] = [
    (DocumentKind::ProsecutionOpinion, "侦查机关移送认定"),
    (DocumentKind::Indictment, "检察机关起诉指控"),
    (DocumentKind::NonProsecutionDecision, "检察机关不起诉决定认定"),
    (DocumentKind::Judgment, "审判机关判决认定"),
];

pub(super) fn lines(work: &CaseWork<'_>) -> Vec<Line> {
    let case = &work.review.case;
    let mut lines = vec![Line::new(Form::Subheading, "（一）被追诉人情况")];
    lines.extend((0..case.persons.len()).map(|person| Line::of(vec![introduced(case, person)])));
    if case.persons.is_empty() {
        lines.push(Line::body("卷内未读到载明被追诉人的文书。"));
    }
    lines.push(Line::new(Form::Subheading, "（二）诉讼过程"));
    lines.push(course(case));
    lines.push(Line::new(Form::Subheading, "（三）各阶段认定的事实"));
    for (kind, speaker) in STAGES {
        lines.extend(stage(case, kind, speaker));
    }
    lines.extend(outcome(case));
    lines.push(Line::new(Form::Subheading, "（四）各阶段的差异"));
    lines.extend(differences::lines(work));
    lines
}

fn course(case: &CaseFile) -> Line {
    let mut sentences = events::sentences(case);
    let Some(Piece::Plain(end)) = sentences.last_mut().and_then(|last| last.pieces.last_mut()) else {
        return Line::body("卷内文书未载明。");
    };
    *end = end.replace('；', "。");
    Line::of(sentences)
}

/// 某某，男，1988年3月12日出生，汉族，初中文化，无业。
fn introduced(case: &CaseFile, person: PersonIndex) -> Sentence {
    let name = case.persons.get(person).map(|person| person.name.clone()).unwrap_or_default();
    let party = [
        DocumentKind::Indictment,
        DocumentKind::NonProsecutionDecision,
        DocumentKind::Judgment,
        DocumentKind::ProsecutionOpinion,
    ]
    .into_iter()
    .find_map(|kind| case.of_kind(kind).find_map(|(at, _)| case.party(person, at)));
    let Some(party) = party else { return Sentence::plain(format!("{name}。")) };
    let mut pieces = vec![read(&name, &party.name.quote)];
    for piece in details(party) {
        pieces.push(Piece::Plain("，".to_owned()));
        pieces.push(piece);
    }
    pieces.push(Piece::Plain("。".to_owned()));
    Sentence { pieces, finding: None }
}

fn details(party: &Party) -> Vec<Piece> {
    let value = |cited: &Option<Cited<String>>| cited.as_ref().map(|one| read(&one.value, &one.quote));
    let sex = party.sex.as_ref().map(|one| read(&label(one.value), &one.quote));
    let born = |one: &Cited<_>| read(&format!("{}出生", events::day(&one.value)), &one.quote);
    let parts = [
        sex,
        party.birth.as_ref().map(born),
        value(&party.ethnicity),
        value(&party.education),
        value(&party.occupation),
    ];
    parts.into_iter().flatten().collect()
}

fn read(text: &str, quote: &Quote) -> Piece {
    Piece::Read { text: crate::papers::line::printed(text), quote: quote.clone() }
}

/// What a stage says happened, in its own words.
fn stage(case: &CaseFile, kind: DocumentKind, speaker: &str) -> Option<Line> {
    let (_, paper) = case.of_kind(kind).last()?;
    let mut quotes = passages(paper);
    let count = quotes.len();
    quotes.truncate(MOST_PASSAGES);
    let mut pieces = vec![Piece::Plain(format!("{speaker}："))];
    if let Some(adopted) =
        paper.elements.adopts_accusation.as_ref().filter(|_| paper.elements.found.is_empty())
    {
        quotes = vec![adopted.quote.clone()];
    }
    if quotes.is_empty() {
        pieces.push(Piece::Plain("未载明。".to_owned()));
        return Some(Line::of(vec![Sentence { pieces, finding: None }]));
    }
    pieces.extend(joined(&quotes));
    let more = if count > quotes.len() && quotes.len() == MOST_PASSAGES {
        format!("；共{count}笔，余从略。")
    } else {
        "。".to_owned()
    };
    pieces.push(Piece::Plain(more));
    Some(Line::of(vec![Sentence { pieces, finding: None }]))
}

fn passages(paper: &Paper) -> Vec<Quote> {
    let elements = &paper.elements;
    let told = if elements.found.is_empty() { &elements.alleged } else { &elements.found };
    if !told.is_empty() {
        return told.iter().map(|incident| incident.passage.quote.clone()).collect();
    }
    facts(paper).iter().map(|range| paper.document.quote(range)).collect()
}

/// How the case ended: the operative part for each person, or the decision not to prosecute.
fn outcome(case: &CaseFile) -> Option<Line> {
    let judged = case.of_kind(DocumentKind::Judgment).last();
    let quotes: Vec<Quote> = if let Some((_, paper)) = judged {
        paper.elements.sentences.iter().map(|sentence| sentence.item.quote.clone()).collect()
    } else {
        let (_, paper) = case.of_kind(DocumentKind::NonProsecutionDecision).last()?;
        let ranges = paper.document.section_ranges(SectionName::Disposition);
        ranges.map(|range| paper.document.quote(range)).collect()
    };
    if quotes.is_empty() {
        return None;
    }
    let mut pieces = vec![Piece::Plain("处理结果：".to_owned())];
    pieces.extend(joined(&quotes));
    pieces.push(Piece::Plain("。".to_owned()));
    Some(Line::of(vec![Sentence { pieces, finding: None }]))
}
