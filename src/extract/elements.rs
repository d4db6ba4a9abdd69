//! What one document says.

pub mod fact;
pub mod outcome;
pub mod party;
pub mod procedure;

use jiff::civil::Date;
use serde::Serialize;

pub use fact::{
    Amount, AmountRole, Circumstance, CircumstanceKind, EvidenceItem, Incident, InjuryGrade, PropertyItem,
    Stance,
};
pub use outcome::{CivilPart, Fine, Punishment, Recommendation, Sentence, SentenceKind};
pub use party::{CustodyAction, CustodyStep, Defender, Measure, Party, PartyRole, Prior, PriorKind, Sex};
pub use procedure::{Interview, Panel, Signature, Step, StepKind, Trial, TrialProcedure};

use crate::law::Citation;
use crate::text::Cited;

/// The Chinese name of a kind that has no parts: 自首, 轻伤二级.
pub fn label<K: Serialize>(kind: K) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A charge a document lays on a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChargeClaim {
    /// Name of the person as written; empty where the document names nobody (单人案件).
    pub person: String,
    /// Standard name of the charge, with 罪: 盗窃罪.
    pub charge: Cited<String>,
    /// Whether it is suspected, alleged, found, or rejected.
    pub stance: Stance,
}

/// Everything one document says. Empty where the document does not say it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Elements {
    /// The document's own number.
    pub number: Option<Cited<String>>,
    /// Numbers of other papers it cites, in order.
    pub cited_numbers: Vec<Cited<String>>,
    /// Office that issued it.
    pub organ: Option<Cited<String>>,
    /// Procuratorate that prosecutes (公诉机关), when named.
    pub procuratorate: Option<Cited<String>>,
    /// Number of the indictment a judgment rests on.
    pub indictment_number: Option<Cited<String>>,
    /// Court the case goes to or is tried in.
    pub court: Option<Cited<String>>,
    /// Date of signing (落款).
    pub date: Option<Cited<Date>>,
    /// Everybody the heading introduces, in order.
    pub parties: Vec<Party>,
    /// Steps of the procedure, in order of mention.
    pub steps: Vec<Step>,
    /// Facts alleged, one entry an incident (笔).
    pub alleged: Vec<Incident>,
    /// Facts found by the author of the document, one entry an incident.
    pub found: Vec<Incident>,
    /// Where the court says that what it found is what was alleged; `found` may then be empty.
    pub adopts_accusation: Option<Cited<()>>,
    /// Circumstances with the scope each carries.
    pub circumstances: Vec<Circumstance>,
    /// Charges per person.
    pub charges: Vec<ChargeClaim>,
    /// Law the author applies (not the annex).
    pub citations: Vec<Cited<Citation>>,
    /// Evidence listed.
    pub evidence: Vec<EvidenceItem>,
    /// Property and what happens to it.
    pub property: Vec<PropertyItem>,
    /// Sentence recommended by the prosecution.
    pub recommendations: Vec<Recommendation>,
    /// Operative part, one entry per person.
    pub sentences: Vec<Sentence>,
    /// How the case was tried.
    pub trial: Trial,
    /// Civil part.
    pub civil: Option<CivilPart>,
    /// Who signed.
    pub signatures: Vec<Signature>,
    /// A record of an interview.
    pub interview: Option<Interview>,
}
