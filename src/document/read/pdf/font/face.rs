//! What a font looks like, as far as its name tells.

use crate::document::facsimile::Face;

/// Parts of names; the first that fits counts.
const FACES: [(&str, Face); 12] = [
    ("fang", Face::FangSong),
    ("仿宋", Face::FangSong),
    ("stfs", Face::FangSong),
    ("kai", Face::Kai),
    ("楷", Face::Kai),
    ("hei", Face::Hei),
    ("黑", Face::Hei),
    ("sans", Face::Hei),
    ("gothic", Face::Hei),
    ("arial", Face::Hei),
    ("helvetica", Face::Hei),
    ("dengxian", Face::Hei),
];

/// Face and whether it is bold, by the name of a font.
pub(super) fn of(name: &str) -> (Face, bool) {
    let name = name.to_lowercase();
    let face = FACES.iter().find(|(part, _)| name.contains(part)).map(|&(_, face)| face);
    (face.unwrap_or_default(), name.contains("bold") || name.contains("black"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_told_by_names() {
        assert_eq!(of("AAAAAA+FangSong_GB2312"), (Face::FangSong, false));
        assert_eq!(of("BAAAAA+NotoSansCJKsc-Bold"), (Face::Hei, true));
        assert_eq!(of("SimSun"), (Face::Song, false));
    }
}
