//! The page of a review, read by its marks: what is quoted, and what is lit where.

use std::collections::BTreeMap;

/// What a reader sees.
#[derive(Default)]
pub(super) struct Page {
    /// Quoted words with their place as printed.
    pub quotes: Vec<(String, String)>,
    /// Document and its characters (white space not counted) before the lit words → the words of marks that begin there.
    pub marks: BTreeMap<(String, usize), Vec<String>>,
}

pub(super) fn read(html: &str) -> Page {
    let mut page = Page::default();
    for rest in html.split("<q>").skip(1) {
        let (words, rest) = rest.split_once("</q>").expect("a closed quote");
        let place = between(rest, "<small>", "</small>");
        page.quotes.push((plain(words), plain(place)));
    }
    for document in html.split("<article class=\"paper").skip(1) {
        let id = between(document, "id=\"", "\"").to_owned();
        let text = document.split_once("</h3>").map_or(document, |(_, text)| text);
        let text = text.split_once("</article>").map_or(text, |(text, _)| text);
        let note =
            text.trim_start().strip_prefix("<p class=\"note\">").and_then(|rest| rest.split_once("</p>"));
        let text = note.map_or(text, |(_, text)| text);
        read_document(&id, text, &mut page);
    }
    page
}

fn read_document(id: &str, html: &str, page: &mut Page) {
    let mut seen = 0;
    let mut begun: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (before, rest) = html.split_once("<mark ").unwrap_or((html, ""));
    seen += count(before);
    if !rest.is_empty() {
        for mark in rest.split("<mark ") {
            let names = between(mark, "data-marks=\"", "\"");
            let (lit, behind) = mark.split_once("</mark>").expect("a closed mark");
            let lit = bare(&plain(lit.split_once('>').expect("an opened mark").1));
            for name in names.split(' ') {
                begun.entry(name.to_owned()).or_insert((seen, String::new())).1.push_str(&lit);
            }
            seen += lit.chars().count() + count(behind);
        }
    }
    for (start, words) in begun.into_values() {
        page.marks.entry((id.to_owned(), start)).or_default().push(words);
    }
}

fn count(html: &str) -> usize {
    bare(&plain(html)).chars().count()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Text without tags, entities resolved.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            other if !is_tag => text.push(other),
            _ => {}
        }
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text, |text, (entity, character)| text.replace(entity, character))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let Some((_, rest)) = text.split_once(start) else { return "" };
    rest.split_once(end).map_or("", |(inside, _)| inside)
}
