//! Floor 2: what the whole dossier says, per person and per case. Several sources of one value are
//! all kept, never merged silently.

pub mod card;
pub mod card_steps;
mod companions;
mod events;
pub mod incidents;
pub mod names;
pub mod naming;
mod parted;
pub mod persons;
pub mod profile;
pub mod publication;

pub use card::{Card, CardNode};
pub use profile::Profile;

use crate::document::{Document, DocumentKind};
use crate::extract::elements::{Elements, Party, StepKind};
use crate::text::{Cited, Moment};

/// A document with what it says.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The document.
    pub document: Document,
    /// What it says.
    pub elements: Elements,
}

impl Paper {
    /// What the document is.
    pub fn kind(&self) -> DocumentKind {
        self.document.kind
    }

    /// Whether a court decides on an appeal or protest in it (刑诉 §227–228): its number says 刑终.
    pub fn is_of_appeal(&self) -> bool {
        let number = self.elements.number.as_ref();
        let is_decision = matches!(self.kind(), DocumentKind::Judgment | DocumentKind::Ruling);
        is_decision && number.is_some_and(|number| number.value.contains("刑终"))
    }

    /// Whether it changes a recommendation made before (规则 §418): it then says nothing but what is new.
    pub fn adjusts_recommendation(&self) -> bool {
        let title = self.document.title.as_deref().unwrap_or_default();
        self.kind() == DocumentKind::SentencingRecommendation
            && (title.contains("调整") || title.contains("变更"))
    }

    /// Whether it is an agreement signed once more, after the recommendation was changed or an earlier one withdrawn.
    pub fn is_signed_anew(&self) -> bool {
        const ANEW: [&str; 7] = [
            "重新签署",
            "再次签署",
            "重新签订",
            "重新具结",
            "调整后的量刑建议",
            "变更后的量刑建议",
            "量刑建议调整",
        ];
        let plain = self.document.plain();
        self.kind() == DocumentKind::PleaAgreement && ANEW.iter().any(|words| plain.contains(words))
    }
}

/// Index into [`CaseFile::persons`].
pub type PersonIndex = usize;
/// Index into [`CaseFile::papers`].
pub type PaperIndex = usize;

/// One accused person, aligned across documents and card.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name most documents use.
    pub name: String,
    /// Every other spelling met: aliases, 某, one-character slips.
    pub other_names: Vec<String>,
    /// (paper, index into its `elements.parties`) for each document that introduces the person.
    pub mentions: Vec<(PaperIndex, usize)>,
    /// Index into the card's 人员.
    pub card: Option<usize>,
}

impl Person {
    /// Every spelling of the name, the usual one first.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.other_names).map(String::as_str)
    }
}

/// Where an event was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A paper, by index.
    Paper(PaperIndex),
    /// The case card.
    Card,
}

/// A dated step as one source gives it.
#[derive(Debug, Clone)]
pub struct Event {
    /// Which step.
    pub kind: StepKind,
    /// Whom it concerns; none for the whole case.
    pub person: Option<PersonIndex>,
    /// When.
    pub at: Cited<Moment>,
    /// Where it was read.
    pub origin: Origin,
}

/// What a dossier says.
#[derive(Debug, Clone, Default)]
pub struct CaseFile {
    /// Name of the dossier (its folder).
    pub dossier: String,
    /// Documents with their elements, in reading order; the card's document among them.
    pub papers: Vec<Paper>,
    /// Accused persons, in the order of the leading document.
    pub persons: Vec<Person>,
    /// Every dated step of every source.
    pub events: Vec<Event>,
    /// The case card, when the dossier has one that could be read.
    pub card: Option<Card>,
}

/// Puts the documents of a dossier together.
pub fn assemble(dossier: &str, mut papers: Vec<Paper>) -> CaseFile {
    let card = papers
        .iter()
        .enumerate()
        .filter(|(_, paper)| paper.kind() == DocumentKind::CaseCard)
        .find_map(|(at, paper)| card::read(at, &paper.document));
    set_aside_earlier_judgments(&mut papers);
    publication::set_aside(&mut papers);
    let persons = persons::align(&papers, card.as_ref());
    let mut case = CaseFile { dossier: dossier.to_owned(), papers, persons, events: Vec::new(), card };
    case.events = events::of_papers(&case);
    if let Some(card) = &case.card {
        let document = &case.papers[card.paper].document;
        case.events.extend(card_steps::events(card, document, &case.persons));
    }
    case
}

/// A judgment signed before the case was prosecuted is not this case's: it proves an earlier conviction, or is that
/// of somebody tried before. It counts as 前科材料, and its dates are none of this case.
fn set_aside_earlier_judgments(papers: &mut [Paper]) {
    let prosecution = [DocumentKind::Indictment, DocumentKind::ProsecutionOpinion];
    let dated = |paper: &Paper| paper.elements.date.as_ref().map(|date| date.value);
    let Some(day) = prosecution
        .into_iter()
        .find_map(|kind| papers.iter().filter(|paper| paper.kind() == kind).filter_map(dated).max())
    else {
        return;
    };
    let is_older = |paper: &Paper| match dated(paper) {
        Some(own) => own < day,
        // An extract may leave out the day; its number has the year.
        None => number_year(paper).is_some_and(|year| year < day.year()),
    };
    let is_earlier = |paper: &Paper| paper.kind() == DocumentKind::Judgment && is_older(paper);
    // The only judgment of a dossier may bear a slip of the year: that is a finding, no other case.
    let has_own = papers.iter().any(|paper| paper.kind() == DocumentKind::Judgment && !is_earlier(paper));
    for paper in papers.iter_mut().filter(|paper| has_own && is_earlier(paper)) {
        paper.document.kind = DocumentKind::PriorRecord;
        paper.elements.steps.clear();
        for party in &mut paper.elements.parties {
            party.custody.clear();
        }
    }
}

/// The year in the number of a paper: （2018）鲁0299刑初46号.
fn number_year(paper: &Paper) -> Option<i16> {
    let number = &paper.elements.number.as_ref()?.value;
    number.split(['（', '）', '〔', '〕']).find_map(|part| part.parse().ok().filter(|year| *year > 1979))
}

impl CaseFile {
    /// Papers of one kind, in reading order.
    pub fn of_kind(&self, kind: DocumentKind) -> impl Iterator<Item = (PaperIndex, &Paper)> {
        self.papers.iter().enumerate().filter(move |(_, paper)| paper.kind() == kind)
    }

    /// The party entry of a person in a paper.
    pub fn party(&self, person: PersonIndex, paper: PaperIndex) -> Option<&Party> {
        let (_, at) = self.persons.get(person)?.mentions.iter().find(|(index, _)| *index == paper)?;
        self.papers[paper].elements.parties.get(*at)
    }

    /// Index of the person a written name means.
    pub fn person_named(&self, name: &str) -> Option<PersonIndex> {
        persons::find(&self.persons, name)
    }

    /// The person's entry in the card.
    pub fn person_card(&self, person: PersonIndex) -> Option<&CardNode> {
        let at = self.persons.get(person)?.card?;
        self.card.as_ref()?.persons().get(at).copied()
    }
}
