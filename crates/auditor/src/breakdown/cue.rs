//! Words that introduce a list, and where the list that they introduce ends.

use super::Cue;
use crate::text::Text;
use std::ops::Range;

pub(super) fn cue(lead: &str) -> Option<(Cue, usize)> {
    const CUES: &[(&str, Cue)] = &[
        ("trong đó có:", Cue::Among),
        ("trong đó có", Cue::Among),
        ("trong đó:", Cue::Among),
        ("trong đó", Cue::Among),
        ("trong số này có", Cue::Among),
        ("bao gồm:", Cue::Consists),
        ("bao gồm có", Cue::Consists),
        ("bao gồm", Cue::Consists),
        ("gồm có", Cue::Consists),
        ("gồm:", Cue::Consists),
        ("gồm", Cue::Consists),
        ("chia ra:", Cue::Consists),
        ("chia ra", Cue::Consists),
        ("cụ thể là", Cue::Namely),
        ("cụ thể:", Cue::Namely),
        ("cụ thể", Cue::Namely),
        ("phân ra", Cue::Consists),
        ("có", Cue::Bracket),
    ];
    // most words begin no cue
    if !["trong", "bao", "gồm", "chia", "cụ", "phân", "có"].iter().any(|w| lead.starts_with(w)) {
        return None;
    }
    CUES.iter()
        .find(|(word, _)| lead.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
        .map(|(word, cue)| (*cue, word.len()))
}

/// Cues of a sentence outside brackets, with their place and length.
pub(super) fn cues(text: &Text<'_>, sentence: &Range<usize>) -> Vec<(usize, Cue, usize)> {
    let lower = text.gap(sentence.clone());
    let mut out: Vec<(usize, Cue, usize)> = Vec::new();
    let bytes = lower.as_bytes();
    // the first letters of all cues
    for offset in (0..bytes.len()).filter(|at| matches!(bytes[*at], b't' | b'b' | b'g' | b'c' | b'p')) {
        let at = sentence.start + offset;
        let begins = offset == 0 || matches!(bytes[offset - 1], b' ' | b',' | b';' | b':');
        if !begins || out.last().is_some_and(|(last, _, length)| at < last + length) {
            continue;
        }
        if let Some((cue, length)) = cue(&lower[offset..]).filter(|(cue, _)| *cue != Cue::Bracket)
            && text.bracket_around(at).is_none()
        {
            out.push((at, cue, length));
        }
    }
    // "Trong 812 vụ việc khiếu nại có 97 khiếu nại đúng, …", also behind a colon or a semicolon
    for (offset, _) in lower.match_indices("trong ") {
        let label = offset < 12 && !lower[..offset].contains(char::is_alphabetic);
        let begins = label || lower[..offset].trim_end_matches(' ').ends_with([':', ';']);
        if begins
            && let Some(first) = text.figures_in(&(sentence.start + offset..sentence.end)).first()
            && text.gap(sentence.start + offset..first.range.start).len() < 24
            && !lower[offset..].starts_with("trong đó")
            && let Some(length) =
                text.after(first.end(), 84.min(sentence.end.saturating_sub(first.end()))).find(" có ")
        {
            out.push((first.end() + length + 1, Cue::Namely, "có".len()));
        }
    }
    out.sort_by_key(|c| c.0);
    let words = out.len();
    for (offset, _) in lower.match_indices(':') {
        let at = sentence.start + offset;
        // cues do not overlap, so that only the nearest ones before can reach as far
        let before = out[..words].partition_point(|(start, ..)| *start <= at);
        let near = out[before.saturating_sub(4)..before].iter().chain(out[words..].last());
        let covered = near.into_iter().any(|(start, _, length)| at < start + length + 2);
        if !covered && text.bracket_around(at).is_none() {
            out.push((at, if sorts(&lower[..offset]) { Cue::Sorted } else { Cue::Namely }, 1));
        }
    }
    out.sort_by_key(|c| c.0);
    out
}

/// `phân loại`, `theo nội dung`, `hình thức`: the words before a colon that sort a total.
pub(super) fn sorts(lead: &str) -> bool {
    // no more is looked at than such words are long
    let lead = &lead[lead.ceil_char_boundary(lead.len().saturating_sub(64))..];
    let words = lead.rsplit([';', ',', '.', '(']).next().unwrap_or(lead).trim();
    words.len() < 60
        && ["phân loại", "theo ", "chia theo", "phân theo", "hình thức", "về hình thức", "chia ra"]
            .iter()
            .any(|w| words.starts_with(w))
}

/// Where lists of a sentence end: a list ends with its sentence, or before the next cue.
pub(super) struct Stops {
    /// Places of each of the words that end a list.
    words: [Vec<usize>; 3],
    end: usize,
}

impl Stops {
    pub(super) fn new(text: &Text<'_>, sentence: &Range<usize>) -> Self {
        let lower = text.gap(sentence.clone());
        let places =
            |word| lower.match_indices(word).map(|(offset, _)| sentence.start + offset).collect::<Vec<_>>();
        Self { words: ["trong đó", "; trong", ", trong đó"].map(places), end: sentence.end }
    }

    /// The end of the list that begins at `from`.
    pub(super) fn after(&self, from: usize) -> usize {
        let next = |places: &Vec<usize>| places.get(places.partition_point(|at| *at < from)).copied();
        self.words.iter().filter_map(next).filter(|at| *at > from).min().unwrap_or(self.end)
    }
}
