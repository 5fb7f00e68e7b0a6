//! Tables as text: cells parted by a comma, a semicolon or a tab.

use super::{Rows, SheetLimits, SheetRow};
use crate::Refusal;
use crate::format::decode;

/// What may part cells; of equals the first.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];

/// So many lines are asked which of them it is.
const LINES: usize = 50;

pub(super) fn read(bytes: &[u8], limits: &SheetLimits) -> Result<Vec<SheetRow>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let text = decode(bytes, false)?;
    let text = text.trim_start_matches('\u{feff}');
    // Excel writes, and obeys, a first line that names the delimiter.
    let (named, text, skipped) = match text.split_once('\n') {
        Some((first, rest)) => match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
            Some([delimiter]) => (Some(*delimiter), rest, 1),
            _ => (None, text, 0),
        },
        None => (None, text, 0),
    };
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Rows::new(limits);
    let mut record = csv::StringRecord::new();
    let mut counted = 0;
    let mut number: u32 = 1 + skipped;
    while reader.read_record(&mut record).map_err(|e| Refusal::Damaged(e.to_string()))? {
        // The library leaves blank lines out and counts some late.
        let place = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let rest = place.and_then(|place| text.as_bytes().get(place..)).unwrap_or_default();
        let begin =
            text.len() - rest.len() + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = text.as_bytes().get(counted..begin).unwrap_or_default();
        let lines = passed.iter().filter(|&&byte| byte == b'\n').count();
        number = number.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        counted = begin;
        for (column, cell) in record.iter().enumerate() {
            rows.cell(number, column, cell)?;
        }
    }
    Ok(rows.finish())
}

/// The one that stands, outside of quotation marks, in most of the first lines; of equals the one that stands there most often.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(0_usize, 0_usize); DELIMITERS.len()];
    for line in text.lines().filter(|line| !line.trim().is_empty()).take(LINES) {
        let mut here = [0_usize; DELIMITERS.len()];
        let mut quoted = false;
        for byte in line.bytes() {
            quoted ^= byte == b'"';
            let place = DELIMITERS.iter().position(|&delimiter| delimiter == byte).filter(|_| !quoted);
            if let Some(place) = place {
                here[place] += 1;
            }
        }
        for (count, here) in counts.iter_mut().zip(here) {
            *count = (count.0 + usize::from(here > 0), count.1 + here);
        }
    }
    let best = DELIMITERS.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    best.filter(|(_, count)| count.0 > 0).map_or(b',', |(delimiter, _)| *delimiter)
}
