//! Web pages: block elements become lines, table cells are divided by tabs.

use html5gum::{Token, Tokenizer};

use super::content::Content;
use super::plain;
use super::unreadable::Unreadable;

/// Reads the visible words of a page.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Unreadable> {
    let (source, broken) = plain::decode(bytes)?;
    let mut content = Content::paged_by_form_feeds(visible_text(&source));
    if broken > 0 {
        content.gap = Some(format!("有 {broken} 处字节无法解读，以“\u{FFFD}”代替，请核对原文件。"));
    }
    Ok(content)
}

fn visible_text(source: &str) -> String {
    let mut text = String::with_capacity(source.len() / 2);
    // Name of the element whose words are no part of the page, while inside one.
    let mut hidden: Option<Vec<u8>> = None;
    for Ok(token) in Tokenizer::new(source) {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.as_slice();
                if hidden.is_none() && !tag.self_closing && is_hidden(name) {
                    hidden = Some(name.to_vec());
                }
                open(&mut text, name);
            }
            Token::EndTag(tag) => {
                if hidden.as_deref() == Some(tag.name.as_slice()) {
                    hidden = None;
                }
                close(&mut text, tag.name.as_slice());
            }
            Token::String(words) if hidden.is_none() => {
                push_words(&mut text, &String::from_utf8_lossy(&words));
            }
            _ => {}
        }
    }
    text
}

fn is_hidden(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"title" | b"noscript" | b"template")
}

fn open(text: &mut String, name: &[u8]) {
    match name {
        b"br" => text.push('\n'),
        b"td" | b"th" if !text.is_empty() && !text.ends_with(['\n', '\t']) => text.push('\t'),
        _ if is_block(name) => new_line(text),
        _ => {}
    }
}

fn close(text: &mut String, name: &[u8]) {
    match name {
        b"td" | b"th" => {
            // Paragraphs inside a cell must not break the row.
            let cell_end = text.trim_end_matches('\n').len();
            text.truncate(cell_end);
            text.push('\t');
        }
        b"tr" => {
            let row_end = text.trim_end_matches('\t').len();
            text.truncate(row_end);
            new_line(text);
        }
        _ if is_block(name) => new_line(text),
        _ => {}
    }
}

fn new_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with(['\n', '\t']) {
        text.push('\n');
    }
}

/// Line ends of the source are only spaces of the page.
fn push_words(text: &mut String, words: &str) {
    for character in words.chars() {
        let is_space = matches!(character, '\n' | '\r' | '\t' | ' ');
        if !is_space {
            text.push(character);
        } else if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
    }
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"li"
            | b"ul"
            | b"ol"
            | b"tr"
            | b"table"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"blockquote"
            | b"pre"
            | b"hr"
            | b"body"
            | b"center"
            | b"dt"
            | b"dd"
            | b"main"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_cells_tabs() {
        let page = "<html><head><title>不要</title><style>p{}</style></head><body><h1>起 诉 书</h1>\n<p>被告人赵某某，\n男&nbsp;，汉族。<br>现羁押。</p>\
                    <table><tr><td><p>姓名</p></td><td>林小舟</td></tr><tr><td>性别</td><td>女</td></tr></table><script>x()</script></body></html>";
        let content = read(page.as_bytes()).expect("page");
        assert_eq!(
            content.text.trim(),
            "起 诉 书\n被告人赵某某， 男\u{a0}，汉族。\n现羁押。\n姓名\t林小舟\n性别\t女"
        );
    }
}
