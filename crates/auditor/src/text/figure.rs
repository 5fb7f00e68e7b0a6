//! Figures: the numbers that count or measure something.

use super::Text;
use super::number::{Meaning, Typed};
use super::unit::{Unit, unit};
use rust_decimal::Decimal;
use std::ops::Range;
use vitext::number::Number;

/// A number that counts or measures.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// Where, the number alone.
    pub range: Range<usize>,
    /// What.
    pub kind: FigureKind,
    /// What it counts.
    pub unit: Unit,
    /// `gần`, `trên`, `khoảng` … stand before: not exact.
    pub approximate: bool,
    /// Depth of brackets around it.
    pub depth: usize,
}

/// A value as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The number printed, without its scale.
    pub value: Decimal,
    /// Decimals printed.
    pub decimals: u32,
}

impl From<&Number> for Amount {
    fn from(number: &Number) -> Self {
        Self { value: number.value, decimals: number.decimals }
    }
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureKind {
    /// A count or a measured amount.
    Amount(Amount),
    /// A range of amounts: `7.300 - 7.400`.
    Between(Amount, Amount),
    /// A percentage.
    Percent(Amount),
    /// `a/b`.
    Ratio(Amount, Amount),
}

impl Figure {
    /// The amount, for a plain one.
    pub(crate) fn amount(&self) -> Option<Amount> {
        match self.kind {
            FigureKind::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    /// The percentage.
    pub(crate) fn percent(&self) -> Option<Amount> {
        match self.kind {
            FigureKind::Percent(amount) => Some(amount),
            _ => None,
        }
    }

    /// The ratio.
    pub(crate) fn ratio(&self) -> Option<(Amount, Amount)> {
        match self.kind {
            FigureKind::Ratio(a, b) => Some((a, b)),
            _ => None,
        }
    }

    /// The amount in units: `12,5 tỷ` is 12 500 000 000.
    pub(crate) fn scaled(&self) -> Option<Decimal> {
        self.amount().and_then(|a| a.value.checked_mul(self.unit.scale))
    }

    /// `value`, which stands in this figure or is measured by its unit, with the word of the scale: `12,5 tỷ`.
    pub(crate) fn in_words(&self, value: &str) -> String {
        self.with_scale(self.unit.scale, value)
    }

    /// `value` with the word of `scale`; without a word what is measured in it, so that nobody takes `500` for `500 triệu`.
    pub(crate) fn with_scale(&self, scale: Decimal, value: &str) -> String {
        let word = match scale_word(scale) {
            Some("") if self.unit.measured() => self.unit.noun.as_str(),
            word => word.unwrap_or(""),
        };
        if word.is_empty() { value.to_owned() } else { format!("{value} {word}") }
    }

    /// Where the number with its unit ends.
    pub(crate) fn end(&self) -> usize {
        self.range.end + self.unit.length
    }
}

/// The word of a scale; empty for one.
pub(crate) fn scale_word(scale: Decimal) -> Option<&'static str> {
    const WORDS: [(i64, &str); 6] = [
        (1_000_000_000_000, "nghìn tỷ"),
        (1_000_000_000, "tỷ"),
        (1_000_000, "triệu"),
        (10_000, "vạn"),
        (1_000, "nghìn"),
        (1, ""),
    ];
    WORDS.iter().find(|(known, _)| scale == Decimal::from(*known)).map(|w| w.1)
}

const APPROXIMATE: &[&str] = &[
    "gần",
    "trên",
    "hơn",
    "khoảng",
    "dưới",
    "xấp xỉ",
    "tối thiểu",
    "ít nhất",
    "tối đa",
    "không quá",
    "từ",
    "hàng",
    "hằng",
    "ngót",
];

/// Figures among the typed numbers of a paragraph.
pub(super) fn figures(text: &Text<'_>, typed: &[Typed]) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut typed = typed.iter().peekable();
    while let Some(number) = typed.next() {
        let mut range = number.range.clone();
        let mut kind = match &number.meaning {
            Meaning::Amount(n) => FigureKind::Amount(n.into()),
            Meaning::Percent(n) => FigureKind::Percent(n.into()),
            Meaning::Ratio(a, b) => FigureKind::Ratio(a.into(), b.into()),
            _ => continue,
        };
        if let (FigureKind::Amount(low), Some(next)) = (kind, typed.peek())
            && let Meaning::Amount(high) = &next.meaning
            && is_range(text.gap(range.end..next.range.start), &text.lower[..range.start])
            && high.value > low.value
        {
            kind = FigureKind::Between(low, high.into());
            range.end = next.range.end;
            typed.next();
        }
        let before = text.lower[..range.start].trim_end_matches(' ');
        let approximate = APPROXIMATE
            .iter()
            .any(|w| before.strip_suffix(w).is_some_and(|h| !h.ends_with(char::is_alphabetic)))
            // "nộp cấp trên 203 triệu đồng"
            && !before.ends_with("cấp trên")
            && !before.ends_with("cấp dưới");
        let mut unit = match kind {
            FigureKind::Percent(_) => Unit { scale: Decimal::ONE, ..Unit::default() },
            _ => unit(&text.lower[range.end..]),
        };
        // "61 Vàng, 70 Bạc, 83 Đồng": medals, no money
        if unit.noun == "đồng" && text.str()[range.end..].trim_start().starts_with('Đ') {
            unit.noun.insert_str(0, "huy chương ");
        }
        let depth = text.depth(range.start);
        out.push(Figure { range, kind, unit, approximate, depth });
    }
    out
}

fn is_range(gap: &str, before: &str) -> bool {
    let gap = gap.trim();
    matches!(gap, "-" | "–" | "—") || gap == "đến" && before.trim_end().ends_with("từ")
}
