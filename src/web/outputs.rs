//! The papers of a case: the opinion as a page, every sentence with a way to the words it rests on, and all of them as files.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::at::At;
use super::error::PageError;
use super::frame::{Frame, Here};
use super::gate::Visitor;
use super::site::{Site, aside};
use super::{flow, link, originals};
use crate::office::{Action, day_in_china};
use crate::papers::{self, CaseWork, Form, Line, Paper, Piece, Sentence, listing};
use crate::text::Quote;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Template)]
#[template(path = "opinion.html")]
struct OpinionPage {
    frame: Frame,
    case: i64,
    name: String,
    files: Vec<(&'static str, String)>,
    lines: Vec<LineView>,
}

struct LineView {
    form: Form,
    sentences: Vec<Vec<PieceView>>,
}

/// Words of the paper; with an address where they rest on others.
struct PieceView {
    text: String,
    address: Option<String>,
    /// Where the words stand, in words.
    place: String,
}

/// `GET /cases/{case}/opinion`. The handler has the sheet, where the opinion stands as it was sent.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At(case): At<i64>,
) -> Result<Response, PageError> {
    aside(move || {
        if flow::reads_as_handler(&visitor, &site.store().flow(case)?.object) {
            return Ok(Redirect::to(&format!("/cases/{case}/sheet")).into_response());
        }
        with_work(&site, case, |work| {
            let files: &[_] = if visitor.might(Action::ExportCase) { &FILES } else { &[] };
            let address = |name| format!("/cases/{case}/files/{name}");
            let page = OpinionPage {
                frame: Frame::new(&visitor, Here::Queue),
                case,
                name: work.name(),
                files: files.iter().map(|&(name, what)| (what.label(), address(name))).collect(),
                lines: papers::opinion_lines(work).into_iter().map(|line| view(case, &line)).collect(),
            };
            Ok(Html(page.render()?).into_response())
        })
    })
    .await
}

/// `GET /cases/{case}/files/{file}`
pub(super) async fn file(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    At((case, file)): At<(i64, String)>,
) -> Result<Response, PageError> {
    let (_, what) = FILES.into_iter().find(|(name, _)| *name == file).ok_or(PageError::NotFound)?;
    aside(move || {
        if !matches!(what, What::Paper(Paper::Opinion)) {
            flow::keep_from_handler(&visitor, &site.store().flow(case)?.object)?;
        }
        with_work(&site, case, |work| {
            let (kind, name, bytes) = match what {
                What::Paper(paper) => (DOCX, papers::file_name(paper, work), papers::docx(paper, work)?),
                What::Findings => {
                    let bytes = listing::xlsx(&listing::of_case(work), day_in_china(visitor.at))?;
                    (XLSX, papers::file_named(work, "问题清单", "xlsx"), bytes)
                }
            };
            Ok(saved(kind, &name, bytes))
        })
    })
    .await
}

/// A file to be saved under a name.
pub(super) fn saved(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, header::HeaderValue::from_static(kind))];
    let manner = [(header::CONTENT_DISPOSITION, originals::disposition("attachment", name))];
    (headers, manner, bytes).into_response()
}

#[derive(Clone, Copy)]
enum What {
    Paper(Paper),
    Findings,
}

impl What {
    fn label(self) -> &'static str {
        match self {
            Self::Paper(paper) => paper.title(),
            Self::Findings => "问题清单",
        }
    }
}

/// The files of a case by their names in addresses.
const FILES: [(&str, What); 5] = [
    ("opinion.docx", What::Paper(Paper::Opinion)),
    ("assessment.docx", What::Paper(Paper::Assessment)),
    ("comparison.docx", What::Paper(Paper::Comparison)),
    ("routing.docx", What::Paper(Paper::Routing)),
    ("findings.xlsx", What::Findings),
];

fn with_work<T>(
    site: &Site,
    case: i64,
    make: impl FnOnce(&CaseWork<'_>) -> Result<T, PageError>,
) -> Result<T, PageError> {
    let review = site.review(case)?;
    make(&papers::work(site.store(), case, &review, &site.standing().standards)?)
}

fn view(case: i64, line: &Line) -> LineView {
    let sentences = line.sentences.iter().map(|sentence| pieces(case, sentence)).collect();
    LineView { form: line.form, sentences }
}

fn pieces(case: i64, sentence: &Sentence) -> Vec<PieceView> {
    let finding = sentence.finding.as_ref().map(|name| format!("/cases/{case}#{}", link::encode(name)));
    let mut views: Vec<PieceView> = sentence.pieces.iter().map(|piece| piece_view(case, piece)).collect();
    // The finding that a sentence tells is a click away as well.
    if let (Some(address), Some(first)) =
        (finding, views.iter_mut().find(|view| view.address.is_none() && !view.text.trim().is_empty()))
    {
        first.address = Some(address);
        "这一项发现".clone_into(&mut first.place);
    }
    views
}

fn piece_view(case: i64, piece: &Piece) -> PieceView {
    let quote = piece.quote();
    PieceView {
        text: piece.text(),
        address: quote.map(|quote| at(case, quote)),
        place: quote.map(|quote| format!("{}第{}页", quote.file, quote.page)).unwrap_or_default(),
    }
}

/// The place of a quotation in the workbench.
fn at(case: i64, quote: &Quote) -> String {
    format!("/cases/{case}?doc={}&at={}#hit", link::encode(&quote.document), quote.start)
}
