//! Lines joined to paragraphs.

use super::lines::{Physical, Wrap};
use crate::facts::{key::key, phrases::KINDS};
use crate::format::superscript::lower;
use crate::marker::{Marker, MarkerKind, marker};
use crate::source::LineRole;

/// Groups of line indices, one group a paragraph.
pub(super) fn join(lines: &[Physical<'_>], body: &[usize], wrap: Wrap) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // The paragraph at hand stands under the kind of the document: it is its subject.
    let mut is_subject = false;
    for &index in body {
        let line = &lines[index];
        let open = groups.last().and_then(|g| Some((&lines[*g.first()?], &lines[*g.last()?])));
        match (open, groups.last_mut()) {
            (Some((first, last)), Some(group))
                if continues(first, last, line, wrap) && !(is_subject && begins_body(line, wrap)) =>
            {
                group.push(index);
            }
            (open, _) => {
                is_subject = open.is_some_and(|(first, _)| is_kind(first.text));
                groups.push(vec![index]);
            }
        }
    }
    groups
}

/// `BÁO CÁO`: a kind of documents, alone in its line.
fn is_kind(text: &str) -> bool {
    if !capitals(text) {
        return false;
    }
    let key = key(text);
    KINDS.like(&key).iter().any(|name| *name == key)
}

/// How the first paragraph under a subject begins. A subject that is as long as a line has no end that shows.
fn begins_body(line: &Physical<'_>, wrap: Wrap) -> bool {
    const BEGIN: [&str; 10] =
        ["Căn cứ", "Thực hiện", "Kính ", "Để ", "Năm ", "Trong ", "Ngày ", "Tháng ", "Quý ", "Sau "];
    let upper = line.text.starts_with(char::is_uppercase);
    upper && (line.after_blank && !wrap.spaced || BEGIN.iter().any(|begin| line.text.starts_with(begin)))
}

/// `next` goes on with the paragraph that begins with `first` and so far ends with `last`.
fn continues(first: &Physical<'_>, last: &Physical<'_>, next: &Physical<'_>, wrap: Wrap) -> bool {
    if next.role == LineRole::Row || last.role == LineRole::Row {
        return false;
    }
    if next.role == LineRole::Whole && last.role == LineRole::Whole {
        return false;
    }
    let opening = marker(first.text);
    let heading = opening.as_ref().is_some_and(|m| m.kind.is_heading());
    let lower = starts_low(next.text);
    let ended = ends_sentence(last.text);
    let full = wrap.width.is_some_and(|w| (last.length + 1 + first_word(next.text)) * 20 > w * 18);
    let blank = next.after_blank && !wrap.spaced;
    if is_tail(next.text) || is_tail(first.text) && !lower {
        return false;
    }
    if let Some(found) = marker(next.text) {
        // a bold line with the label of a heading is one, whatever stands above it
        return !(next.bold && found.kind.is_heading())
            && accidental(&found, next.text, last.text, ended, heading, full, blank, wrap);
    }
    if capitals(last.text) && !capitals(next.text) || last.bold != next.bold {
        return false;
    }
    if wrap.width.is_none() {
        // a page cut the paragraph
        return !ended && !heading && (lower || last.length > 60) && !capitals(last.text);
    }
    if heading && leads_in(next.text) {
        return false;
    }
    if leads_in(next.text) && (blank || ended && next.text.ends_with(':')) {
        return false;
    }
    if ended {
        // "Công tác nội chính: Ban Thường vụ …" begins a paragraph of its own
        if last.text.ends_with('.') && begins_topic(next.text) {
            return false;
        }
        // what parts two pages is no blank line between paragraphs
        let listed = last.text.ends_with(':') && !next.text.starts_with(char::is_lowercase);
        return full && (!blank || next.page_top && lower) && !listed;
    }
    if blank && !lower {
        return full && !heading;
    }
    lower || full
}

/// What looks like a marker is only a word of the sentence that the line end cut.
#[expect(clippy::too_many_arguments, reason = "one decision over everything that is known of two lines")]
fn accidental(
    found: &Marker,
    next: &str,
    last: &str,
    ended: bool,
    heading: bool,
    full: bool,
    blank: bool,
    wrap: Wrap,
) -> bool {
    if wrap.width.is_none() || ended || !full {
        let dangling = last.ends_with(['-', '–'])
            || matches!(found.kind, MarkerKind::Dash) && goes_on(last, &next[found.length..]);
        // "(2) …;" at the beginning of a line goes on with a list inside the paragraph, when that list runs in lines
        let inside = wrap.width.is_some()
            && full
            && matches!(found.kind, MarkerKind::Bracket(_) | MarkerKind::SmallRoman(_))
            && !blank;
        return inside && !last.ends_with(':') || dangling && !ended && wrap.width.is_some();
    }
    match found.kind {
        MarkerKind::Dash => starts_low(&next[found.length..]) || !heading && !blank,
        MarkerKind::Bracket(_) | MarkerKind::SmallRoman(_) | MarkerKind::Letter(_) => !blank,
        MarkerKind::Arabic(_) | MarkerKind::Roman(_) | MarkerKind::Capital(_) => !blank && !heading,
        _ => false,
    }
}

/// What stands behind a dash at the beginning of a line goes on with the line before: `2026 / - 2030`, `kinh tế / - xã hội`.
fn goes_on(last: &str, rest: &str) -> bool {
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        last.ends_with(|c: char| c.is_ascii_digit())
    } else {
        starts_low(rest)
    }
}

/// Recipients and signature never go on with the text before.
fn is_tail(text: &str) -> bool {
    ["Nơi nhận", "T/M ", "TM.", "K/T ", "KT.", "T/L ", "TL.", "TUQ.", "Kính gửi", "Kính trình"]
        .iter()
        .any(|p| text.starts_with(p))
}

/// `Mục tiêu: …`: a few words and a colon, as parts under a heading begin.
fn leads_in(text: &str) -> bool {
    let upper = text.chars().next().is_some_and(char::is_uppercase);
    upper
        && text
            .split_once(':')
            .is_some_and(|(head, _)| head.split(' ').count() <= 5 && !head.contains([',', '.', ';', '(']))
}

/// `Công tác nội chính: Ban …`: a topic, a colon, a sentence.
fn begins_topic(text: &str) -> bool {
    let upper = |t: &str| t.chars().next().is_some_and(char::is_uppercase);
    upper(text)
        && text.split_once(": ").is_some_and(|(head, tail)| {
            upper(tail) && (2..=16).contains(&head.split(' ').count()) && !head.contains(['.', ';', '(', '“'])
        })
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', ')', '*', '’', ' ']);
    let text = text.trim_end_matches(|c: char| lower(c).is_some());
    let text = text
        .strip_suffix("</sup>")
        .map_or(text, |t| t.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches("<sup>"));
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.ends_with(['.', ':', ';', '!', '?', '…'])
}

fn starts_low(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | ';' | ')' | '%' | '.'))
}

/// The length of the first word, as far as a line would have made room for it: Vietnamese words have seven letters at most.
fn first_word(text: &str) -> usize {
    text.split(' ').next().map_or(0, |w| w.chars().take(8).count())
}

/// Written in capitals throughout.
fn capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
