//! Collects paragraphs, rows and cells while a part is read.

/// What one part of a Word file says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub text: String,
    pub page_starts: Vec<u32>,
    /// The XML stopped being readable before its end.
    pub is_cut: bool,
}

/// Text under construction: outer text, open cells, open text boxes.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    out: String,
    /// Innermost open table cell or text box last.
    open: Vec<Vec<String>>,
    paragraph: Vec<String>,
    /// Words of text boxes anchored in the open paragraph.
    boxes: Vec<String>,
    rows: Vec<Vec<String>>,
    pages: Vec<usize>,
}

impl Buffer {
    pub(super) fn start_paragraph(&mut self) {
        self.paragraph.push(String::new());
    }

    pub(super) fn push(&mut self, words: &str) {
        match self.paragraph.last_mut() {
            Some(paragraph) => paragraph.push_str(words),
            None => self.paragraph.push(words.to_owned()),
        }
    }

    /// A new page starts here. Only pages of the outer text are known by place.
    pub(super) fn new_page(&mut self) {
        if !self.open.is_empty() || !self.rows.is_empty() {
            return;
        }
        let at = self.out.len() + self.paragraph.last().map_or(0, String::len);
        let is_new = self.pages.last().is_none_or(|&last| {
            self.out.get(last..).is_some_and(|since| !since.trim().is_empty())
                || self.paragraph.last().is_some_and(|words| !words.trim().is_empty())
        });
        if at > 0 && is_new {
            self.pages.push(at);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let words = self.paragraph.pop().unwrap_or_default();
        self.put(words);
        if self.paragraph.is_empty() {
            for words in std::mem::take(&mut self.boxes) {
                self.put(words);
            }
        }
    }

    pub(super) fn start_container(&mut self) {
        self.open.push(Vec::new());
    }

    pub(super) fn end_text_box(&mut self) {
        let lines = self.open.pop().unwrap_or_default();
        self.boxes.push(lines.join("\n"));
    }

    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn end_cell(&mut self) {
        let cell = cell_text(&self.open.pop().unwrap_or_default());
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    pub(super) fn end_row(&mut self) {
        let row = self.rows.pop().unwrap_or_default().join("\t");
        self.put(row.trim_end_matches('\t').to_owned());
    }

    /// A line goes into the innermost open cell, or out.
    fn put(&mut self, line: String) {
        if let Some(cell) = self.open.last_mut() {
            cell.push(line);
            return;
        }
        self.out.push_str(&line);
        self.out.push('\n');
    }

    /// Closes everything that is still open, for a part that stops in the middle.
    pub(super) fn finish(mut self, is_cut: bool) -> Body {
        while let Some(cell) = self.open.pop() {
            self.out.push_str(&cell.join("\n"));
            self.out.push('\n');
        }
        for words in std::mem::take(&mut self.paragraph) {
            self.out.push_str(&words);
        }
        let mut page_starts = vec![0];
        let mut characters = 0;
        let mut done = 0;
        for page in self.pages {
            characters += self.out.get(done..page).map_or(0, |piece| piece.chars().count()) as u32;
            done = page;
            page_starts.push(characters);
        }
        page_starts.dedup();
        Body { text: self.out, page_starts, is_cut }
    }
}

/// Short paragraphs of a cell are one entry; running text in a cell keeps its paragraphs.
fn cell_text(paragraphs: &[String]) -> String {
    let words: Vec<&str> =
        paragraphs.iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
    let is_running =
        words.len() > 1 && words.iter().any(|words| words.contains('。') || words.chars().count() > 40);
    let divider = if is_running || words.len() > 6 { "\n" } else { " " };
    words.join(divider)
}
