//! The letters: Liberation Serif, which has the widths of Times New Roman and every Vietnamese letter.

use std::sync::LazyLock;
use ttf_parser::GlyphId;

/// Lengths are thousandths of a point.
pub(crate) const POINT: i64 = 1000;

/// One of the four faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Face {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

/// Letters up to here have their glyphs in a table.
const TABLE: usize = 0x2100;

/// What stands for a letter that the font has not.
const UNKNOWN: char = '?';

struct Loaded {
    data: &'static [u8],
    parsed: ttf_parser::Face<'static>,
    table: Vec<(GlyphId, u16)>,
    units: i64,
}

/// One of the faces that stand in `data/fonts`.
macro_rules! face {
    ($name:literal) => {
        Loaded::new(include_bytes!(concat!("../../../data/fonts/LiberationSerif-", $name, ".ttf")))
    };
}

static FACES: LazyLock<[Loaded; 4]> =
    LazyLock::new(|| [face!("Regular"), face!("Bold"), face!("Italic"), face!("BoldItalic")]);

impl Loaded {
    fn new(data: &'static [u8]) -> Self {
        let parsed = ttf_parser::Face::parse(data, 0)
            .expect("the program carries the four faces of Liberation Serif: a test draws in each");
        let units = i64::from(parsed.units_per_em()).max(1);
        let mut loaded = Self { data, parsed, table: Vec::new(), units };
        loaded.table =
            (0..TABLE as u32).map(|c| loaded.look_up(char::from_u32(c).unwrap_or(UNKNOWN))).collect();
        loaded
    }

    fn look_up(&self, c: char) -> (GlyphId, u16) {
        let glyph =
            self.parsed.glyph_index(c).or_else(|| self.parsed.glyph_index(UNKNOWN)).unwrap_or_default();
        (glyph, self.parsed.glyph_hor_advance(glyph).unwrap_or(0))
    }

    fn glyph(&self, c: char) -> (GlyphId, u16) {
        self.table.get(c as usize).copied().unwrap_or_else(|| self.look_up(c))
    }
}

impl Face {
    /// All, as [`Self::index`] counts them.
    pub(crate) const ALL: [Self; 4] = [
        Self { bold: false, italic: false },
        Self { bold: true, italic: false },
        Self { bold: false, italic: true },
        Self { bold: true, italic: true },
    ];

    pub(crate) fn index(self) -> usize {
        usize::from(self.bold) + 2 * usize::from(self.italic)
    }

    fn loaded(self) -> &'static Loaded {
        &FACES[self.index()]
    }

    /// The font file.
    pub(crate) fn data(self) -> &'static [u8] {
        self.loaded().data
    }

    /// Glyph and its advance in thousandths of the size.
    pub(crate) fn glyph(self, c: char) -> (GlyphId, i64) {
        let (glyph, advance) = self.loaded().glyph(c);
        (glyph, i64::from(advance) * 1000 / self.loaded().units)
    }

    /// Width of `text` in letters of `size`.
    pub(crate) fn width(self, text: &str, size: i64) -> i64 {
        let loaded = self.loaded();
        let units: i64 = text.chars().map(|c| i64::from(loaded.glyph(c).1)).sum();
        units * size / loaded.units
    }
}

/// Thousandths of a point of so many millimetres.
pub(crate) fn millimetres(mm: u32) -> i64 {
    i64::from(mm) * 72 * POINT * 10 / 254
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_has_its_glyph_in_every_face() {
        let unknown = |face: Face| face.glyph(UNKNOWN).0;
        let letters = "ăâđêôơưĂÂĐÊÔƠƯàáảãạÀÁẢÃẠìíỉĩịÌÍỈĨỊùúủũụÙÚỦŨỤỳýỷỹỵỲÝỶỸỴ–—…“”‘’×÷±≥≤%§°²³½";
        for face in Face::ALL {
            for c in letters.chars().chain('\u{1ea0}'..='\u{1ef9}') {
                assert_ne!(face.glyph(c).0, unknown(face), "{c}");
            }
        }
    }

    #[test]
    fn letters_are_as_wide_as_those_of_times() {
        // Times: digits and n are half the size wide, the space a quarter.
        let regular = Face::ALL[0];
        assert_eq!(regular.width("2026", 14 * POINT), 28 * POINT);
        assert_eq!(regular.width(" ", 14 * POINT), 3500);
    }
}
