//! A passage as a person types it: figures in double brackets, `[[97,4]]`; a new one by its code, `[[members_admitted:to_date]]`;
//! notes as `[^ … ]`; a gap as it is printed; `**bold**`, `*italic*`.

use super::count::{Bound, Count, CountRef};
use super::evidence::Evidence;
use super::figure::FigureRef;
use super::pattern;
use super::text::{Passage, Piece};
use crate::ids::UnitId;
use crate::indicators::Slice;
use crate::periods::Period;

/// The text of a passage, to be changed.
#[must_use]
pub fn typed(passage: &Passage) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Figure { shown, .. } => format!("[[{shown}]]"),
        Piece::Note(text) => format!("[^{text}]"),
        Piece::Strong { text, bold, italic } => {
            let mark = ["", "*", "**", "***"][usize::from(*italic) + 2 * usize::from(*bold)];
            format!("{mark}{text}{mark}")
        }
        Piece::Words(_) | Piece::Gap { .. } => piece.shown(),
    };
    passage.pieces.iter().map(text).collect()
}

/// What was typed, as pieces. A figure in brackets is the one of `before` that shows it, each once, in order; else `find` looks for it
/// by its code; what is neither is words.
pub fn read_typed(text: &str, before: &[Piece], mut find: impl FnMut(&str) -> Option<Piece>) -> Vec<Piece> {
    let mut figures: Vec<&Piece> =
        before.iter().filter(|piece| matches!(piece, Piece::Figure { .. })).collect();
    let mut gaps: Vec<&Piece> = before.iter().filter(|piece| matches!(piece, Piece::Gap { .. })).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((begin, open, close)) = next(rest) {
        let Some(length) = rest[begin + open.len()..].find(close) else { break };
        let inner = &rest[begin + open.len()..begin + open.len() + length];
        words(&rest[..begin], &mut pieces);
        pieces.push(match open {
            "[^" => Piece::Note(inner.trim().to_owned()),
            "***" | "**" | "*" => {
                Piece::Strong { text: inner.to_owned(), bold: open != "*", italic: open != "**" }
            }
            "[[" => {
                let known = figures.iter().position(|piece| piece.shown() == inner);
                match known {
                    Some(at) => figures.remove(at).clone(),
                    None => find(inner).unwrap_or_else(|| Piece::words(inner)),
                }
            }
            _ => {
                let wanted = inner.trim_start_matches([':', ' ']).to_owned();
                let gap = Piece::Gap { wanted, id: None };
                match gaps.iter().position(|piece| piece.shown() == gap.shown()) {
                    Some(at) => gaps.remove(at).clone(),
                    None => gap,
                }
            }
        });
        rest = &rest[begin + open.len() + length + close.len()..];
    }
    words(rest, &mut pieces);
    pieces
}

/// The figure with this code, of a unit and period: `members_admitted[women]:to_date`, or the count: `#tasks_due`; a gap where it is
/// missing.
#[must_use]
pub fn hole(code: &str, (unit, period): (UnitId, Period), evidence: &mut Evidence<'_>) -> Option<Piece> {
    if let Some(code) = code.strip_prefix('#') {
        let count = Bound::Count(CountRef { unit, count: Count::parse(code)?, period });
        let id = count.to_string();
        return Some(match evidence.said(&count).ok()? {
            Some(told) => Piece::Figure { id, shown: told.shown, negative: false },
            None => Piece::Gap { wanted: String::new(), id: Some(id) },
        });
    }
    let hole = pattern::hole(code).ok()?;
    let indicator = evidence.catalogue().find(&hole.indicator)?;
    let slice = match &hole.part {
        Some(part) => Slice::Part(part.parse().ok()?),
        None => Slice::Whole,
    };
    let figure = FigureRef { unit, indicator: indicator.id, slice, period, aspect: hole.aspect };
    let id = figure.to_string();
    Some(match evidence.told(&figure).ok()? {
        Some(told) => Piece::Figure { id, shown: told.shown, negative: told.is_negative },
        None => {
            let name = indicator.version(period).map(|version| version.vi.clone());
            Piece::Gap { wanted: name.unwrap_or_default(), id: Some(id) }
        }
    })
}

/// Where the next thing in brackets begins, and how it opens and closes.
fn next(text: &str) -> Option<(usize, &'static str, &'static str)> {
    const PAIRS: [(&str, &str); 6] =
        [("[[", "]]"), ("[^", "]"), ("[CẦN BỔ SUNG", "]"), ("***", "***"), ("**", "**"), ("*", "*")];
    PAIRS
        .into_iter()
        .filter_map(|(open, close)| {
            let at = text.find(open)?;
            let inner = text.get(at + open.len()..)?;
            // What is not closed, or holds nothing, is words.
            let closes = inner.find(close).is_some_and(|length| length > 0 || open.starts_with("[C"));
            closes.then_some((at, open, close))
        })
        .min_by_key(|(at, ..)| *at)
}

fn words(text: &str, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::words(text));
    }
}
