//! Walks the XML of a Word part.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::buffer::{Body, Buffer};
use super::numbering::Numbering;
use super::part::{attribute, referred};

/// Reads one part. Damage ends the reading where it stands; what came before is kept.
pub(super) fn read(xml: &str, numbering: &mut Numbering) -> Body {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk { buffer: Buffer::default(), numbering, number: None, hidden: 0, in_text: false };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => walk.start(&element),
            Ok(Event::Empty(element)) => {
                walk.start(&element);
                walk.end(element.local_name().as_ref());
            }
            Ok(Event::End(element)) => walk.end(element.local_name().as_ref()),
            Ok(Event::Text(words)) => walk.words(&words.xml10_content()),
            Ok(Event::CData(words)) => walk.words(&words.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(character) = referred(&reference) {
                    walk.words(character.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => return walk.buffer.finish(false),
            Ok(_) => {}
            Err(_) => return walk.buffer.finish(true),
        }
    }
}

struct Walk<'a> {
    buffer: Buffer,
    numbering: &'a mut Numbering,
    /// List and level of the open paragraph, until its first words come.
    number: Option<(String, usize)>,
    /// Depth inside deleted text or a second copy of a text box.
    hidden: usize,
    in_text: bool,
}

impl Walk<'_> {
    fn start(&mut self, element: &BytesStart) {
        let local = element.local_name();
        let name = local.as_ref();
        if is_hidden(name) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "p" => {
                self.number = None;
                self.buffer.start_paragraph();
            }
            "numId" => {
                if let Some(id) = attribute(element, "val") {
                    let level = self.number.take().map_or(0, |(_, level)| level);
                    self.number = Some((id, level));
                }
            }
            "ilvl" => {
                let level = attribute(element, "val").and_then(|level| level.parse().ok()).unwrap_or(0);
                self.number = Some((String::new(), level));
            }
            "t" => {
                self.put_number();
                self.in_text = true;
            }
            "tab" if !is_tab_stop(element) => self.buffer.push(" "),
            "noBreakHyphen" => self.buffer.push("-"),
            "cr" => self.buffer.push("\n"),
            "br" => match attribute(element, "type").as_deref() {
                Some("page") => self.buffer.new_page(),
                Some("column") => {}
                _ => self.buffer.push("\n"),
            },
            "lastRenderedPageBreak" | "pageBreakBefore" => self.buffer.new_page(),
            "txbxContent" | "tc" => self.buffer.start_container(),
            "tr" => self.buffer.start_row(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if is_hidden(name) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "p" => self.buffer.end_paragraph(),
            "t" => self.in_text = false,
            "txbxContent" => self.buffer.end_text_box(),
            "tc" => self.buffer.end_cell(),
            "tr" => self.buffer.end_row(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text && self.hidden == 0 {
            self.buffer.push(words);
        }
    }

    fn put_number(&mut self) {
        if let Some((id, level)) = self.number.take()
            && let Some(number) = self.numbering.next(&id, level)
        {
            self.buffer.push(&number);
        }
    }
}

/// A tab stop definition is no tab; it carries a position.
fn is_tab_stop(element: &BytesStart) -> bool {
    attribute(element, "pos").is_some()
}

/// Revisions that were deleted, and the fallback copy of a drawing, are not part of the text.
fn is_hidden(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> String {
        read(xml, &mut Numbering::default()).text
    }

    #[test]
    fn deleted_words_fields_and_second_copies_are_left_out() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>被告人</w:t></w:r><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>\
                   <w:ins><w:r><w:t>赵某某&amp;</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>\
                   <mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
                   <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>";
        assert_eq!(text(xml), "被告人赵某某&\n框内\n");
    }

    #[test]
    fn tables_are_rows_and_cells() {
        let xml = "<b><w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>林</w:t></w:r></w:p><w:p><w:r><w:t>小舟</w:t></w:r></w:p></w:tc></w:tr>\
                   <w:tr><w:tc><w:p><w:r><w:t>事由</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>末</w:t></w:r></w:p></b>";
        assert_eq!(text(xml), "姓名\t林 小舟\n事由\n末\n");
    }

    #[test]
    fn page_breaks_are_counted_once_and_cut_xml_keeps_its_words() {
        let xml = "<b><w:p><w:r><w:t>一</w:t><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p><w:p><w:r><w:t>三";
        let body = read(xml, &mut Numbering::default());
        assert_eq!(body.page_starts, [0, 1]);
        assert_eq!(body.text, "一\n二\n三");
    }
}
