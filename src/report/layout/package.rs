//! A paper as the bytes of its file, with the fonts that may stand in for the named ones.

use std::fmt::Write as _;
use std::io::Cursor;

use docx_rs::Docx;

use super::HEADING;

/// Why a paper could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The package could not be put together.
    #[error("文书生成失败：{0}")]
    Pack(String),
}

/// Fonts of official papers and what may stand in for each, best first: the names of common systems.
const STAND_INS: [(&str, &str, &str); 6] = [
    ("仿宋_GB2312", "仿宋,FangSong,华文仿宋,STFangsong", "modern"),
    ("楷体_GB2312", "楷体,KaiTi,华文楷体,STKaiti", "modern"),
    ("方正小标宋简体", "方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun", "auto"),
    ("黑体", "SimHei,华文黑体,STHeiti", "modern"),
    ("宋体", "SimSun,华文宋体,STSong", "auto"),
    ("Times New Roman", "Liberation Serif", "roman"),
];

/// The paper as bytes.
pub(crate) fn pack(paper: Docx) -> Result<Vec<u8>, PaperError> {
    let mut package = paper.build();
    package.font_table = font_table().into_bytes();
    package.document = with_repeated_headings(package.document);
    let mut out = Cursor::new(Vec::new());
    package.pack(&mut out).map_err(|error| PaperError::Pack(error.to_string()))?;
    Ok(out.into_inner())
}

/// Says of each row of headings that it stands on every page of its table.
fn with_repeated_headings(document: Vec<u8>) -> Vec<u8> {
    let height = format!("<w:trHeight w:val=\"{HEADING}\"");
    match String::from_utf8(document) {
        Ok(text) => text.replace(&height, &format!("<w:tblHeader />{height}")).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// The writer's own table knows only Western fonts.
fn font_table() -> String {
    let mut table = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    );
    for (name, others, family) in STAND_INS {
        let _ = write!(
            table,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/><w:family w:val=\"{family}\"/></w:font>"
        );
    }
    table.push_str("</w:fonts>");
    table
}
