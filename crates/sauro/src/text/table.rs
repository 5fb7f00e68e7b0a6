//! Tables that fit the terminal.

use super::{harmless, padded};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blanks between columns.
const GAP: usize = 2;

/// Writes a table of `rows` under `heads`, at most `width` columns wide; the last column gets what the others leave.
///
/// Columns without any content are left out.
///
/// # Errors
/// Those of `out`.
pub(super) fn write<const N: usize>(
    out: &mut dyn Write,
    heads: [String; N],
    rows: &[[String; N]],
    width: usize,
) -> io::Result<()> {
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| harmless(cell))).collect();
    let used: Vec<usize> = (0..N).filter(|&c| rows.iter().any(|row| !row[c].is_empty())).collect();
    let Some((&last, others)) = used.split_last() else { return Ok(()) };
    let wanted = |c: usize| rows.iter().map(|row| row[c].width()).max().unwrap_or(0).max(heads[c].width());
    // No column but the last takes more than a third.
    let widths: Vec<usize> = others.iter().map(|&c| wanted(c).min(width / 3)).collect();
    let rest = width.saturating_sub(widths.iter().map(|w| w + GAP).sum::<usize>() + GAP).max(20);
    for row in std::iter::once(&heads).chain(&rows) {
        write!(out, "{:GAP$}", "")?;
        for (&column, &width) in others.iter().zip(&widths) {
            write!(out, "{}{:GAP$}", padded(&cut(&row[column], width), width), "")?;
        }
        writeln!(out, "{}", cut(&row[last], rest))?;
    }
    Ok(())
}

/// The beginning of `text` that fits into `width` columns, with a sign where it was cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let fits = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used < width
    });
    let mut out: String = fits.collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}
