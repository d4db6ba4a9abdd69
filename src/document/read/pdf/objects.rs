//! Values of a PDF, references followed.

use std::io::Cursor;

use oxidize_pdf::parser::PdfDocument;
use oxidize_pdf::parser::objects::{PdfDictionary, PdfObject, PdfStream};

/// An opened file held in memory.
pub(super) type Pdf<'a> = PdfDocument<Cursor<&'a [u8]>>;

/// A decoded stream beyond this is no map of characters and no drawing of a page (bytes).
const MAX_STREAM: usize = 64 << 20;

/// The value of a key, references followed.
pub(super) fn get(pdf: &Pdf<'_>, dictionary: &PdfDictionary, key: &str) -> Option<PdfObject> {
    pdf.resolve(dictionary.get(key)?).ok()
}

/// A dictionary under a key.
pub(super) fn dictionary(pdf: &Pdf<'_>, owner: &PdfDictionary, key: &str) -> Option<PdfDictionary> {
    match get(pdf, owner, key)? {
        PdfObject::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}

/// The stream under a key.
pub(super) fn stream(pdf: &Pdf<'_>, owner: &PdfDictionary, key: &str) -> Option<PdfStream> {
    match get(pdf, owner, key)? {
        PdfObject::Stream(stream) => Some(stream),
        _ => None,
    }
}

/// The bytes of a stream.
pub(super) fn bytes(pdf: &Pdf<'_>, stream: &PdfStream) -> Option<Vec<u8>> {
    pdf.decode_stream_with_limit(stream, MAX_STREAM).ok()
}

/// A name under a key.
pub(super) fn name(pdf: &Pdf<'_>, owner: &PdfDictionary, key: &str) -> Option<String> {
    Some(get(pdf, owner, key)?.as_name()?.as_str().to_owned())
}

/// Numbers of an array under a key; what is none of them counts as 0.
pub(super) fn numbers(pdf: &Pdf<'_>, owner: &PdfDictionary, key: &str) -> Option<Vec<f64>> {
    let list = get(pdf, owner, key)?;
    Some(list.as_array()?.0.iter().map(|item| resolved_number(pdf, item).unwrap_or(0.0)).collect())
}

/// The values of an array under a key, references followed.
pub(super) fn list(pdf: &Pdf<'_>, owner: &PdfDictionary, key: &str) -> Option<Vec<PdfObject>> {
    let list = get(pdf, owner, key)?;
    Some(list.as_array()?.0.iter().map(|item| pdf.resolve(item).unwrap_or(PdfObject::Null)).collect())
}

/// A number under a key.
pub(super) fn number_of(pdf: &Pdf<'_>, owner: &PdfDictionary, key: &str) -> Option<f64> {
    number(&get(pdf, owner, key)?)
}

/// A number that stands there itself.
pub(super) fn number(object: &PdfObject) -> Option<f64> {
    object.as_real().or_else(|| object.as_integer().map(|whole| whole as f64))
}

fn resolved_number(pdf: &Pdf<'_>, object: &PdfObject) -> Option<f64> {
    number(object).or_else(|| number(&pdf.resolve(object).ok()?))
}
