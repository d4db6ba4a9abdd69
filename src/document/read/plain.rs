//! Plain text in the encodings Chinese offices use.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::content::Content;
use super::markdown;
use super::unreadable::Unreadable;

/// Reads a text file; broken bytes are replaced and counted.
pub(super) fn read(bytes: &[u8]) -> Result<Content, Unreadable> {
    let (text, broken) = decode(bytes)?;
    Ok(content(text, broken))
}

/// Reads a Markdown file: its words without the marks.
pub(super) fn read_markdown(bytes: &[u8]) -> Result<Content, Unreadable> {
    let (text, broken) = decode(bytes)?;
    Ok(content(markdown::strip(&text), broken))
}

fn content(text: String, broken: usize) -> Content {
    let mut content = Content::paged_by_form_feeds(text);
    if broken > 0 {
        content.gap = Some(format!("有 {broken} 处字节无法解读，以“\u{FFFD}”代替，请核对原文件。"));
    }
    content
}

/// Decodes a text and counts what had to be replaced.
pub(in crate::document) fn decode(bytes: &[u8]) -> Result<(String, usize), Unreadable> {
    let text = if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(rest).into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        UTF_16LE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else if is_mostly_utf8(bytes) {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        GB18030.decode_without_bom_handling(bytes).0.into_owned()
    };
    let broken = text.matches('\u{FFFD}').count();
    if is_noise(&text, broken) {
        return Err(Unreadable::NotText);
    }
    Ok((text, broken))
}

/// A few broken bytes do not turn a UTF-8 file into a GB18030 one.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    invalid == 0 || valid > invalid * 8
}

/// Text has few control characters and few unreadable places.
fn is_noise(text: &str, broken: usize) -> bool {
    let total = text.chars().count();
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    (broken + controls) * 10 > total && broken + controls > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "青城市公安局\n起诉意见书\n犯罪嫌疑人赵某某，男。";

    #[test]
    fn every_common_encoding_reads_the_same() {
        let utf16: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            WORDS.as_bytes().to_vec(),
            [&[0xEF, 0xBB, 0xBF], WORDS.as_bytes()].concat(),
            [&[0xFF, 0xFE], utf16.as_slice()].concat(),
            [&[0xFE, 0xFF], utf16_be.as_slice()].concat(),
            GB18030.encode(WORDS).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes), Ok((WORDS.to_owned(), 0)));
        }
    }

    #[test]
    fn broken_bytes_are_replaced_and_told() {
        let mut bytes = GB18030.encode(&WORDS.repeat(5)).0.into_owned();
        bytes.insert(12, 0xFF);
        let content = read(&bytes).expect("readable");
        assert!(content.text.contains("犯罪嫌疑人赵某某"));
        assert!(content.gap.is_some_and(|gap| gap.contains("1 处")));

        let cut = WORDS.as_bytes().get(..WORDS.len() - 1).expect("bytes");
        let content = read(cut).expect("readable");
        assert!(content.text.contains("犯罪嫌疑人赵某某"), "a cut file stays UTF-8");
    }

    #[test]
    fn binary_is_refused() {
        let bytes: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(read(&bytes), Err(Unreadable::NotText));
    }
}
