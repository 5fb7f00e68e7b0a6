//! Markdown: the file itself, its lines classified; the marks inside the lines stay for the healing.

use super::plain;
use crate::{Format, Limits, LineRole, Refusal, Source};
use std::borrow::Cow;

/// Reads Markdown: rows of pipe tables are rows, rules and lone marks are furniture.
pub(super) fn read(text: Cow<'_, str>, limits: &Limits) -> Result<Source, Refusal> {
    let mut lines = plain::lines(&text, limits)?;
    let mut fenced = false;
    let mut table = false;
    let mut comment = false;
    for index in 0..lines.len() {
        let trimmed = text[lines[index].range.clone()].trim();
        let next = lines.get(index + 1).map_or("", |l| text[l.range.clone()].trim());
        table = trimmed.contains('|') && (table || is_delimiter_row(next) || is_framed(trimmed));
        comment = comment || trimmed.starts_with("<!--");
        let role = if comment || is_fence(trimmed) {
            LineRole::Furniture
        } else if fenced {
            LineRole::Flow
        } else if is_rule(trimmed) || is_delimiter_row(trimmed) && table || is_lone_markup(trimmed) {
            LineRole::Furniture
        } else if table {
            LineRole::Row
        } else {
            LineRole::Flow
        };
        comment = comment && !trimmed.contains("-->");
        fenced ^= is_fence(trimmed);
        lines[index].role = role;
        lines[index].bold = role == LineRole::Flow && is_bold(trimmed);
    }
    Ok(Source { format: Format::Markdown, text: text.into_owned(), lines })
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// `---`, `***`, `___`, `-----`, `* * *`.
fn is_rule(line: &str) -> bool {
    let mark = line.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '='));
    mark.is_some_and(|m| {
        line.chars().filter(|c| *c == m).count() >= 3 && line.chars().all(|c| c == m || c == ' ')
    })
}

/// `|---|:--:|`.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// `| a | b |`.
fn is_framed(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// A line of nothing but marks or tags, such as `**`, `#`, `<br>`, `&nbsp;`, `</sup>`.
fn is_lone_markup(line: &str) -> bool {
    if line.is_empty() {
        return false;
    }
    // A single star is the line under the name of the issuing body (HD 36-HD/VPTW).
    if line == "*" || line == "-" {
        return false;
    }
    let tag =
        line.starts_with('<') && line.ends_with('>') && !line[1..line.len() - 1].contains(['<', '>', ' ']);
    tag || line == "&nbsp;" || line == "\\" || line.chars().all(|c| matches!(c, '*' | '_' | '#' | '>' | '`'))
}

/// A heading, or a line that is bold from end to end.
fn is_bold(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with(' ') && line.len() - heading.len() <= 6 {
        return true;
    }
    ["**", "__"].iter().any(|mark| {
        let inner = line.strip_prefix(mark).and_then(|l| l.strip_suffix(mark));
        inner.is_some_and(|i| !i.trim().is_empty() && !i.contains(mark))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        assert!(is_rule("---") && is_rule("* * *") && is_rule("-----"));
        assert!(!is_rule("- -") && !is_rule("--a"));
        assert!(is_bold("**I. KẾT QUẢ**") && is_bold("## I. KẾT QUẢ"));
        assert!(!is_bold("**Giao** Văn phòng **chủ trì**") && !is_bold("#1"));
        assert!(is_lone_markup("<br>") && is_lone_markup("**") && !is_lone_markup("*"));
    }
}
