//! Comments of Word at the findings, in the clerk's own .docx.
//!
//! Nothing is rewritten: parts of the package that need no change are copied as they are packed, the others get insertions
//! only. To know which text of the package a place stands for, every piece of text is given a mark, the package is read
//! once more, and the marks tell (see [`trace`]); so whatever the reader does with a file, places are true.

mod comments;
mod insert;
mod package;
mod part;
mod trace;

use auditor::Sentence;
use comments::Comment;
use insert::{Anchor, Insertions};
use package::Package;
use part::Part;
use reader::{Document, Limits, Place, Refusal};
use std::ops::Range;
use trace::Trace;

/// A remark to be put beside the text.
pub(crate) struct Remark<'a> {
    /// Where.
    pub(crate) place: &'a Place,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<String>,
}

/// Why no comments were added.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AnnotateError {
    /// The package.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// Reading or writing in memory.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A part of it.
    #[error(transparent)]
    Xml(#[from] quick_xml::Error),
    /// The package, read with marks.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Not made the way Word makes it.
    #[error("{0}")]
    Unusual(&'static str),
    /// The text would not be the same as before.
    #[error("the text would not be the same with the comments")]
    Changed,
}

impl AnnotateError {
    /// Whether the file cannot help it: it is our bug.
    pub(crate) fn is_bug(&self) -> bool {
        matches!(self, Self::Changed)
    }

    /// The sentence for people.
    pub(crate) fn sentence(&self, path: &str) -> Sentence {
        Sentence::new("failure-annotate", [("path", path.to_owned()), ("cause", self.to_string())])
    }
}

/// The .docx `bytes`, from which `document` was read, with `remarks` as comments of `author`.
///
/// # Errors
/// The package cannot be read or is made in an unusual way; the text would change.
pub(crate) fn annotate(
    bytes: &[u8],
    document: &Document,
    remarks: &[Remark<'_>],
    author: &str,
    limits: &Limits,
) -> Result<Vec<u8>, AnnotateError> {
    let mut package = Package::open(bytes, limits)?;
    let body =
        Part::read(package.text(&package.main.clone())?.ok_or(AnnotateError::Unusual("no main part"))?)?;
    let mut notes = Vec::new();
    for name in package.notes()? {
        if let Some(text) = package.text(&name)? {
            notes.push((name, Part::read(text)?));
        }
    }
    let trace = Trace::new(&mut package, bytes, document, &body, &notes, limits)?;

    let mut insertions = Insertions::new(&body);
    let mut comments = Vec::new();
    let first = package.free_comment_id()?;
    for (id, remark) in (first..).zip(remarks) {
        insertions.comment(id, anchor(document, &trace, remark.place, &body));
        comments.push(Comment { id, paragraphs: &remark.paragraphs });
    }
    let main = package.main.clone();
    package.replace(&main, insertions.apply());
    comments::add(&mut package, &comments, author)?;
    let annotated = package.write(bytes)?;
    let again = reader::format::extract("annotated.docx", &annotated, limits)?;
    if again.text == document.text { Ok(annotated) } else { Err(AnnotateError::Changed) }
}

/// Where the comment on a place stands: at its words, else at its line, else at the first words of the document.
fn anchor(document: &Document, trace: &Trace, place: &Place, body: &Part) -> Anchor {
    let line = document.lines.get(place.line.saturating_sub(1)).map_or(0..0, |l| l.range.clone());
    let found = |range: Range<usize>| trace.anchor(&range, body);
    found(place.start..place.end).or_else(|| found(line)).unwrap_or(Anchor::First)
}

#[cfg(test)]
mod tests;
