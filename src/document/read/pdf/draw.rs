//! Follows the operators of a page to where everything stands.

use std::collections::HashMap;
use std::rc::Rc;

use oxidize_pdf::parser::ParsedPage;
use oxidize_pdf::parser::content::{ContentOperation as Op, ContentParser};
use oxidize_pdf::parser::objects::{PdfDictionary, PdfObject, PdfStream};

use super::font::Font;
use super::frame::Frame;
use super::marked::{self, Marked};
use super::matrix::Matrix;
use super::objects::{self, Pdf};
use super::shapes::Path;
use super::state::{self, State};
use super::text::Pen;
use crate::document::facsimile::{Drawing, Picture};

/// Drawings inside drawings are followed this deep.
const DEEPEST: usize = 8;
/// Operators followed on one page; more are no page but an attack.
const MOST_OPERATORS: usize = 3_000_000;
/// Letters kept of one page.
const MOST_LETTERS: usize = 200_000;
/// Drawing states kept at once.
const MOST_KEPT: usize = 512;

/// Draws the pages of one file; fonts are read once.
pub(super) struct Drawer<'a> {
    pdf: &'a Pdf<'a>,
    fonts: HashMap<(u32, u16), Rc<Font>>,
    /// Whether lines and pictures are wanted besides letters.
    wants_all: bool,
}

/// One page being drawn.
struct Sheet {
    drawing: Drawing,
    pen: Pen,
    path: Path,
    marked: Marked,
    left: usize,
}

impl<'a> Drawer<'a> {
    pub(super) fn new(pdf: &'a Pdf<'a>, wants_all: bool) -> Self {
        Self { pdf, fonts: HashMap::new(), wants_all }
    }

    /// What a page shows; nothing where its operators cannot be read.
    pub(super) fn page(&mut self, page: &ParsedPage, frame: &Frame) -> Drawing {
        let resources = objects::dictionary(self.pdf, &page.dict, "Resources");
        let resources = resources.or_else(|| page.inherited_resources.clone()).unwrap_or_default();
        let mut sheet = Sheet {
            drawing: Drawing::default(),
            pen: Pen::default(),
            path: Path::default(),
            marked: Marked::default(),
            left: MOST_OPERATORS,
        };
        if let Ok(streams) = page.content_streams_with_document(self.pdf)
            && let Ok(operators) = ContentParser::parse_content_streams(&streams)
        {
            self.follow(operators, &resources, State::new(frame.to_shown), &mut sheet, 0);
        }
        sheet.drawing
    }

    fn follow(
        &mut self,
        operators: Vec<Op>,
        resources: &PdfDictionary,
        mut state: State,
        sheet: &mut Sheet,
        depth: usize,
    ) {
        let fonts = objects::dictionary(self.pdf, resources, "Font").unwrap_or_default();
        let mut kept: Vec<State> = Vec::new();
        for operator in operators {
            sheet.left = sheet.left.saturating_sub(1);
            if sheet.left == 0 || sheet.drawing.letters.len() > MOST_LETTERS {
                return;
            }
            let is_artifact = sheet.marked.is_artifact();
            if sheet.pen.take(&operator, &mut state, &mut sheet.drawing.letters, is_artifact) {
                continue;
            }
            match operator {
                Op::SaveGraphicsState if kept.len() < MOST_KEPT => kept.push(state.clone()),
                Op::RestoreGraphicsState => state = kept.pop().unwrap_or(state),
                Op::SetTransformMatrix(..) => {
                    let matrix = Matrix::of(&operator).unwrap_or(Matrix::IDENTITY);
                    state.to_shown = matrix.then(state.to_shown);
                }
                Op::SetFont(name, size) => {
                    state.font = self.font(&fonts, &name);
                    state.size = f64::from(size);
                }
                Op::BeginMarkedContent(tag) => sheet.marked.begin(&tag, None, sheet.drawing.letters.len()),
                Op::BeginMarkedContentWithProps(tag, properties) => {
                    let words = marked::words(self.pdf, &properties, resources);
                    sheet.marked.begin(&tag, words, sheet.drawing.letters.len());
                }
                Op::EndMarkedContent => sheet.marked.end(&mut sheet.drawing.letters),
                Op::PaintXObject(name) => self.paint(&name, resources, &state, sheet, depth),
                operator if self.wants_all => shape(&operator, &mut state, sheet),
                operator => colour(&operator, &mut state),
            }
        }
    }

    fn font(&mut self, fonts: &PdfDictionary, name: &str) -> Option<Rc<Font>> {
        let entry = fonts.get(name)?;
        let reference = entry.as_reference();
        if let Some(font) = reference.and_then(|reference| self.fonts.get(&reference)) {
            return Some(font.clone());
        }
        let PdfObject::Dictionary(dictionary) = self.pdf.resolve(entry).ok()? else { return None };
        let font = Rc::new(Font::new(self.pdf, &dictionary));
        if let Some(reference) = reference {
            self.fonts.insert(reference, font.clone());
        }
        Some(font)
    }

    /// A picture, or a drawing inside the drawing.
    fn paint(
        &mut self,
        name: &str,
        resources: &PdfDictionary,
        state: &State,
        sheet: &mut Sheet,
        depth: usize,
    ) {
        let Some(all) = objects::dictionary(self.pdf, resources, "XObject") else { return };
        let Some(stream) = objects::stream(self.pdf, &all, name) else { return };
        match objects::name(self.pdf, &stream.dict, "Subtype").as_deref() {
            Some("Image") if self.wants_all => sheet.drawing.pictures.push(picture(self.pdf, stream, state)),
            Some("Form") if depth < DEEPEST => self.form(&stream, resources, state, sheet, depth),
            _ => {}
        }
    }

    fn form(
        &mut self,
        form: &PdfStream,
        outer: &PdfDictionary,
        state: &State,
        sheet: &mut Sheet,
        depth: usize,
    ) {
        let Some(bytes) = objects::bytes(self.pdf, form) else { return };
        let Ok(operators) = ContentParser::parse_content(&bytes) else { return };
        let resources = objects::dictionary(self.pdf, &form.dict, "Resources");
        let matrix = objects::numbers(self.pdf, &form.dict, "Matrix");
        let matrix = matrix.and_then(|numbers| numbers.try_into().ok()).map_or(Matrix::IDENTITY, Matrix);
        let mut inner = state.clone();
        inner.to_shown = matrix.then(state.to_shown);
        self.follow(operators, resources.as_ref().unwrap_or(outer), inner, sheet, depth + 1);
    }
}

fn picture(pdf: &Pdf<'_>, stream: PdfStream, state: &State) -> Picture {
    let is_jpeg = match objects::get(pdf, &stream.dict, "Filter") {
        Some(PdfObject::Name(name)) => name.as_str() == "DCTDecode",
        Some(PdfObject::Array(list)) => {
            matches!(list.0.as_slice(), [PdfObject::Name(name)] if name.as_str() == "DCTDecode")
        }
        _ => false,
    };
    // A picture stands in the unit square with its top above; here its top is at 0.
    let matrix = Matrix([1.0, 0.0, 0.0, -1.0, 0.0, 1.0]).then(state.to_shown);
    Picture { matrix: matrix.0, jpeg: is_jpeg.then_some(stream.data) }
}

fn shape(operator: &Op, state: &mut State, sheet: &mut Sheet) {
    if sheet.path.take(operator, state.to_shown) {
        return;
    }
    let rules = &mut sheet.drawing.rules;
    let width = state.line_width * state.to_shown.across();
    match operator {
        Op::Fill | Op::FillEvenOdd => sheet.path.fill(rules, state.fill),
        Op::Stroke | Op::CloseStroke => sheet.path.stroke(rules, state.stroke, width),
        Op::FillStroke | Op::FillStrokeEvenOdd | Op::CloseFillStroke | Op::CloseFillStrokeEvenOdd => {
            sheet.path.stroke(rules, state.stroke, width);
        }
        Op::EndPath => sheet.path.drop(),
        Op::SetLineWidth(width) => state.line_width = f64::from(*width),
        _ => colour(operator, state),
    }
}

fn colour(operator: &Op, state: &mut State) {
    match *operator {
        Op::SetNonStrokingGray(gray) => state.fill = state::colour(&[gray]),
        Op::SetNonStrokingRGB(red, green, blue) => state.fill = state::colour(&[red, green, blue]),
        Op::SetNonStrokingCMYK(c, m, y, k) => state.fill = state::colour(&[c, m, y, k]),
        Op::SetNonStrokingColor(ref parts) => state.fill = state::colour(parts),
        Op::SetStrokingGray(gray) => state.stroke = state::colour(&[gray]),
        Op::SetStrokingRGB(red, green, blue) => state.stroke = state::colour(&[red, green, blue]),
        Op::SetStrokingCMYK(c, m, y, k) => state.stroke = state::colour(&[c, m, y, k]),
        Op::SetStrokingColor(ref parts) => state.stroke = state::colour(parts),
        _ => {}
    }
}
