//! One file of a dossier becomes one or several documents.

use crate::document::kind::recognise;
use crate::document::read::{self, Content, Unreadable};
use crate::document::{Document, DocumentKind, Imprint, ReadState, section, split};
use crate::text::SourceText;

/// A file by its name inside the dossier, loaded or not.
pub(super) type Member = (String, Result<Vec<u8>, Unreadable>);

/// Turns files into documents and numbers them.
pub(super) fn documents(members: impl Iterator<Item = Member>) -> Vec<Document> {
    let mut documents: Vec<Document> = members.flat_map(|(file, bytes)| of_file(&file, bytes)).collect();
    for (document, number) in documents.iter_mut().zip(1..) {
        document.id = format!("d{number}");
    }
    documents
}

/// Files that are never part of a dossier: hidden ones, locks of open Office files, leavings of systems, the mark that
/// a dossier in a watched folder is complete.
pub(super) fn is_skipped(name: &str) -> bool {
    name.starts_with('.') && name != ".."
        || name.starts_with("~$")
        || matches!(name, "__MACOSX" | "Thumbs.db" | "desktop.ini" | "完成.txt")
}

fn of_file(file: &str, bytes: Result<Vec<u8>, Unreadable>) -> Vec<Document> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let outcome = match bytes {
        Err(reason) => Err(reason),
        Ok(bytes) if name == "案卡.json" => return vec![card(file, json_card(&bytes))],
        Ok(bytes) if name.starts_with("案卡") && read::extension(name) == "xlsx" => {
            return vec![card(file, read::card_json(&bytes))];
        }
        Ok(bytes) => read::content(file, &bytes),
    };
    match outcome {
        Ok(content) => papers(file, &content),
        Err(reason) => vec![failed(file, DocumentKind::Unknown, &reason)],
    }
}

fn json_card(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let (text, _) = read::decode(bytes)?;
    serde_json::from_str::<serde_json::Value>(&text)
        .map_err(|error| Unreadable::CardSyntax { line: error.line(), column: error.column() })?;
    Ok(text)
}

fn card(file: &str, text: Result<String, Unreadable>) -> Document {
    match text {
        Ok(text) => Document {
            kind: DocumentKind::CaseCard,
            kind_confidence: 1.0,
            title: Some("案卡".to_owned()),
            text: SourceText::new(text),
            ..empty(file)
        },
        Err(reason) => Document { kind_confidence: 1.0, ..failed(file, DocumentKind::CaseCard, &reason) },
    }
}

fn papers(file: &str, content: &Content) -> Vec<Document> {
    let read = if content.gap.is_some() { ReadState::Partial } else { ReadState::Text };
    split::papers(&content.text, &content.page_starts)
        .into_iter()
        .map(|paper| {
            let pages = paper.first_page..paper.first_page + paper.page_starts.len() as u32;
            let imprint = content.imprint.part(paper.begin, paper.text.chars().count() as u32, &pages);
            let text = SourceText::new(paper.text);
            let found = recognise(&text, file);
            Document {
                kind: found.kind,
                kind_confidence: found.confidence,
                title: found.title.map(|range| text.excerpt(&range).to_owned()),
                page_starts: paper.page_starts,
                first_page: paper.first_page,
                sections: section::sections(found.kind, text.plain()),
                text,
                read,
                note: content.gap.clone(),
                imprint,
                ..empty(file)
            }
        })
        .collect()
}

fn failed(file: &str, kind: DocumentKind, reason: &Unreadable) -> Document {
    Document { kind, read: ReadState::Failed, note: Some(reason.to_string()), ..empty(file) }
}

fn empty(file: &str) -> Document {
    Document {
        id: String::new(),
        file: file.to_owned(),
        kind: DocumentKind::Unknown,
        kind_confidence: 0.0,
        title: None,
        text: SourceText::new(String::new()),
        page_starts: vec![0],
        first_page: 1,
        sections: Vec::new(),
        read: ReadState::Text,
        note: None,
        imprint: Imprint::default(),
    }
}
