//! A draft from a plain text that a person types: header lines, an empty line, the body (`docs/compose.md`).

mod blocks;
mod head;
mod inline;

use crate::draft::Draft;
use crate::plan::layout_of;
pub(crate) use blocks::split_label;

/// What is wrong in a line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// The line, from 1; that of the first header line where something is missing.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A line of the header that is not `Word: value`.
    NotAHeader,
    /// A word that no header line has.
    UnknownHeader(String),
    /// A header line that stands twice.
    Twice(&'static str),
    /// A header line that must be there.
    Missing(&'static str),
    /// A kind that the register does not know.
    UnknownKind(String),
    /// A system other than `Đảng` and `Nhà nước`.
    UnknownSystem(String),
    /// Not a day, nor a month.
    NoDay(String),
    /// Not a number with a symbol.
    NoSymbol(String),
    /// Not one of the three marks of urgency.
    NoUrgency(String),
    /// The layout knows no such authority.
    NoAuthority(String),
    /// A mark of secrecy: such a document may not be here.
    Secret,
    /// A mark of a note without its text.
    NoNote(String),
    /// The text of a note twice.
    NoteTwice(String),
    /// The text of a note that nothing calls.
    NoteUncalled(String),
    /// A figure whose id does not fit.
    NoFigure(String),
    /// There is no body.
    Empty,
}

/// Reads the text.
///
/// # Errors
/// All that is wrong, in the order of lines.
pub fn form(text: &str) -> Result<Draft, Vec<FormError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.lines().collect();
    let begin = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let end = lines[begin..].iter().position(|line| ends_header(line)).map_or(lines.len(), |at| begin + at);
    let mut errors = Vec::new();
    let head = head::head(&lines[begin..end], begin + 1, &mut errors);
    let body = blocks::blocks(lines.get(end + 1..).unwrap_or_default(), end + 2, &mut errors);
    if body.is_empty() {
        errors.push(FormError { line: end + 1, fault: Fault::Empty });
    }
    match head {
        Some((mut draft, authorities)) if errors.is_empty() => {
            draft.body = body;
            let layout = layout_of(&draft);
            for (line, authority) in authorities {
                if !layout.text.authority.contains_key(&authority) {
                    errors.push(FormError { line, fault: Fault::NoAuthority(layout.name.clone()) });
                }
            }
            draft.finish();
            if errors.is_empty() { Ok(draft) } else { Err(errors) }
        }
        _ => {
            errors.sort_by_key(|error| error.line);
            Err(errors)
        }
    }
}

fn ends_header(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.len() > 2 && line.bytes().all(|b| b == b'-')
}
