//! `compose`: from a text form to a .docx or a .pdf.

use crate::annotated::save;
use crate::failure::Failure;
use crate::input::Input;
use crate::load;
use crate::messages::Messages;
use auditor::Sentence;
use composer::{Draft, Fault, FormError, Layout};
use reader::Limits;
use std::path::Path;

/// Whether `to` may be written.
///
/// # Errors
/// It is neither a .docx nor a .pdf, the form itself, or exists without `force`.
pub(crate) fn check(from: &Path, to: &Path, force: bool) -> Result<(), Failure> {
    let path = || [("path", to.display().to_string())];
    if !matches!(extension(to).as_str(), "docx" | "pdf") {
        return Err(Failure::mistake("mistake-compose-extension", path()));
    }
    if let (Ok(to), Ok(from)) = (to.canonicalize(), from.canonicalize())
        && to == from
    {
        return Err(Failure::mistake("mistake-annotate-same-file", path()));
    }
    if !force && to.symlink_metadata().is_ok() {
        return Err(Failure::mistake("mistake-annotate-exists", path()));
    }
    Ok(())
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Reads the form.
///
/// # Errors
/// The file was not read. What is wrong in it is the inner error.
pub(crate) fn draft(from: &Path) -> Result<Result<Draft, Vec<FormError>>, Failure> {
    let input = if from.as_os_str() == "-" { Input::Standard } else { Input::File(from.to_owned()) };
    let system = |cause: String| {
        Failure::System(Sentence::new(
            "failure-compose-read",
            [("path", from.display().to_string()), ("cause", cause)],
        ))
    };
    let bytes = load::bytes(&input, &Limits::default()).map_err(|reason| match reason {
        load::Reason::System(error) => system(error.to_string()),
        _ => system("…".to_owned()),
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::mistake("mistake-compose-utf-8", [("path", from.display().to_string())]))?;
    Ok(composer::form(&text))
}

/// The layout that holds for a draft.
pub(crate) fn layout(draft: &Draft) -> &'static str {
    &Layout::of(draft.system, draft.day.last()).name
}

/// Writes a draft in the format that the name asks for.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write(draft: &Draft, to: &Path) -> Result<(), Failure> {
    let bytes = if extension(to) == "pdf" {
        composer::pdf(draft).map_err(|e| Failure::bug("server-bug", [("cause", e.to_string())]))?
    } else {
        composer::docx(draft)
    };
    save(to, &bytes).map_err(|error| {
        let facts = [("path", to.display().to_string()), ("cause", error.to_string())];
        Failure::System(Sentence::new("failure-write", facts))
    })
}

/// What is wrong in a form, a line for each.
pub(crate) fn lines(from: &Path, errors: &[FormError], messages: &Messages) -> Vec<String> {
    let line = |error: &FormError| {
        let path = from.display();
        format!("{path}:{}: {}", error.line, messages.sentence(&sentence(&error.fault)))
    };
    errors.iter().map(line).collect()
}

fn sentence(fault: &Fault) -> Sentence {
    let value = |key, value: &str| Sentence::new(key, [("value", value.to_owned())]);
    match fault {
        Fault::NotAHeader => Sentence::new("form-not-a-header", []),
        Fault::UnknownHeader(word) => value("form-unknown-header", word),
        Fault::Twice(word) => value("form-twice", word),
        Fault::Missing(word) => value("form-missing", word),
        Fault::UnknownKind(name) => value("form-unknown-kind", name),
        Fault::UnknownSystem(name) => value("form-unknown-system", name),
        Fault::NoDay(text) => value("form-no-day", text),
        Fault::NoSymbol(text) => value("form-no-symbol", text),
        Fault::NoUrgency(text) => value("form-no-urgency", text),
        Fault::NoAuthority(layout) => value("form-no-authority", layout),
        Fault::Secret => Sentence::new("form-secret", []),
        Fault::NoNote(name) => value("form-no-note", name),
        Fault::NoteTwice(name) => value("form-note-twice", name),
        Fault::NoteUncalled(name) => value("form-note-uncalled", name),
        Fault::NoFigure(id) => value("form-no-figure", id),
        Fault::Empty => Sentence::new("form-empty", []),
    }
}
