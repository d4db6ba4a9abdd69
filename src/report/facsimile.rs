//! A page as printed, as a picture the browser draws: letters, lines and pictures where they stand, and what is lit.
//!
//! Nothing in it is loaded from anywhere, runs, or carries a style of its own, so it may stand under the strictest policy.

mod runs;
mod xml;

use std::fmt::Write;

use crate::document::Sheet;
use crate::document::facsimile::{Drawing, Face, Picture, Rule};
use crate::text::PageBox;
use runs::Run;
use xml::{base64, escaped, hex};

/// Bars and letters this light are not seen on white paper.
const LIGHTEST: u8 = 236;
/// A picture kept in a way that browsers do not know is told where it is at least this wide and high (points).
const TOLD: f64 = 90.0;
/// Bytes of pictures one page may carry.
const MOST_PICTURE_BYTES: usize = 24 << 20;

/// The page; `lit` are boxes on it. `title` says what is seen, for those who hear the page.
pub fn svg(sheet: Sheet, drawing: &Drawing, lit: &[PageBox], title: &str) -> String {
    let Sheet { width, height } = sheet;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.2} {height:.2}\" width=\"{width:.2}\" \
         height=\"{height:.2}\" role=\"img\" class=\"sheet\"><title>{}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        escaped(title)
    );
    let mut left = MOST_PICTURE_BYTES;
    for shown in &drawing.pictures {
        picture(&mut out, shown, &mut left);
    }
    for bar in drawing.rules.iter().filter(|bar| bar.colour.iter().any(|part| *part < LIGHTEST)) {
        rule(&mut out, bar);
    }
    out.push_str("<g class=\"words\">");
    for run in runs::of(&drawing.letters) {
        words(&mut out, &run);
    }
    out.push_str("</g>");
    out.push_str(&boxes(sheet, lit));
    out.push_str("</svg>");
    out
}

/// Boxes on a page of this size, as parts of a picture of it.
pub fn boxes(sheet: Sheet, lit: &[PageBox]) -> String {
    let mut out = String::from("<g class=\"boxes\" fill=\"#ffd34d\" fill-opacity=\".4\">");
    for shown in lit {
        let (x, y) = (shown.x * sheet.width, shown.y * sheet.height);
        let (width, height) = (shown.width * sheet.width, shown.height * sheet.height);
        let _ = write!(
            out,
            "<rect class=\"box\" x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"/>"
        );
    }
    out.push_str("</g>");
    out
}

fn picture(out: &mut String, picture: &Picture, left: &mut usize) {
    if picture.matrix.iter().any(|part| !part.is_finite()) {
        return;
    }
    let [right, right_down, down_right, down, x, y] = picture.matrix;
    let place =
        format!("transform=\"matrix({right:.4} {right_down:.4} {down_right:.4} {down:.4} {x:.3} {y:.3})\"");
    if let Some(bytes) = picture.jpeg.as_ref().filter(|bytes| bytes.len() <= *left) {
        *left -= bytes.len();
        let _ = write!(
            out,
            "<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" {place} \
             href=\"data:image/jpeg;base64,{}\"/>",
            base64(bytes)
        );
        return;
    }
    let _ = write!(out, "<rect class=\"picture\" width=\"1\" height=\"1\" fill=\"#f0f0f0\" {place}/>");
    let (width, height) = (right.abs().max(down_right.abs()), down.abs().max(right_down.abs()));
    if width >= TOLD && height >= TOLD {
        let middle = (x + f64::midpoint(right, down_right), y + f64::midpoint(right_down, down));
        let _ = write!(
            out,
            "<text class=\"picture\" x=\"{:.2}\" y=\"{:.2}\" text-anchor=\"middle\" font-size=\"10\" \
             fill=\"#666\">此处为图像，请查看原件</text>",
            middle.0, middle.1
        );
    }
}

fn rule(out: &mut String, rule: &Rule) {
    let [left, top, right, bottom] = rule.edges;
    let _ = write!(
        out,
        "<rect class=\"rule\" x=\"{left:.2}\" y=\"{top:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{}\"/>",
        right - left,
        bottom - top,
        hex(rule.colour)
    );
}

fn words(out: &mut String, run: &Run) {
    let colour = if run.colour.iter().all(|part| *part >= LIGHTEST) { [0x77; 3] } else { run.colour };
    let weight = if run.is_bold { " font-weight=\"700\"" } else { "" };
    let _ = write!(
        out,
        "<text font-family=\"{}\" font-size=\"{:.2}\" fill=\"{}\"{weight}",
        family(run.face),
        run.size,
        hex(colour)
    );
    if run.is_level() {
        let _ = write!(out, " y=\"{:.2}\" x=\"", run.at.1);
        runs::list(out, run.offsets.iter().map(|offset| run.at.0 + offset));
    } else {
        let _ = write!(
            out,
            " transform=\"translate({:.2} {:.2}) rotate({:.2})\" x=\"",
            run.at.0,
            run.at.1,
            run.turn()
        );
        runs::list(out, run.offsets.iter().copied());
    }
    let _ = write!(out, "\">{}</text>", escaped(&run.words));
}

/// Fonts that Chinese systems have, the nearest first.
fn family(face: Face) -> &'static str {
    match face {
        Face::Song => "SimSun,STSong,Songti SC,Noto Serif CJK SC,Source Han Serif SC,serif",
        Face::Hei => "SimHei,STHeiti,PingFang SC,Noto Sans CJK SC,Source Han Sans SC,sans-serif",
        Face::Kai => "KaiTi,STKaiti,Kaiti SC,AR PL UKai CN,Noto Serif CJK SC,serif",
        Face::FangSong => "FangSong,STFangsong,FangSong_GB2312,Noto Serif CJK SC,serif",
    }
}

#[cfg(test)]
mod tests;
