//! `audit --annotate`: which file may be written, and how.

use crate::annotate::{Remark, annotate};
use crate::failure::Failure;
use crate::load::Reading;
use crate::messages::Messages;
use crate::severity;
use auditor::{Audit, Finding, Sentence};
use reader::{Format, Limits};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The one file to annotate.
///
/// # Errors
/// Not exactly one file; the output is the input, or exists without `force`.
pub(crate) fn check<'a>(files: &'a [PathBuf], to: &Path, force: bool) -> Result<&'a Path, Failure> {
    let path = |path: &Path| [("path", path.display().to_string())];
    let from = match files {
        [one] if one.as_os_str() != "-" && !one.is_dir() => one.as_path(),
        _ => return Err(Failure::mistake("mistake-one-file-for-annotate", [])),
    };
    if let (Ok(to), Ok(from)) = (to.canonicalize(), from.canonicalize())
        && to == from
    {
        return Err(Failure::mistake("mistake-annotate-same-file", path(from.as_path())));
    }
    if !force && to.symlink_metadata().is_ok() {
        return Err(Failure::mistake("mistake-annotate-exists", path(to)));
    }
    Ok(from)
}

/// Writes the one document of `reading` with its findings as comments to `to`; tells their number.
///
/// # Errors
/// It is not a .docx file, comments cannot be added, or `to` cannot be written.
pub(crate) fn write(
    reading: &Reading,
    audits: &[Audit],
    bytes: &[u8],
    to: &Path,
    messages: &Messages,
) -> Result<usize, Failure> {
    let ([loaded], [audit]) = (reading.documents.as_slice(), audits) else {
        return Err(Failure::mistake("mistake-one-file-for-annotate", []));
    };
    if loaded.document.format != Format::Docx {
        return Err(Failure::mistake("mistake-annotate-not-docx", [("path", loaded.path.clone())]));
    }
    let remarks: Vec<Remark<'_>> = audit
        .findings
        .iter()
        .map(|finding| Remark { place: &finding.place, paragraphs: paragraphs(finding, messages) })
        .collect();
    let author = messages.text("comment-author", []);
    let annotated = annotate(bytes, &loaded.document, &remarks, &author, &Limits::default());
    let annotated = annotated.map_err(|error| {
        let sentence = error.sentence(&loaded.path);
        if error.is_bug() { Failure::Bug(sentence) } else { Failure::System(sentence) }
    })?;
    save(to, &annotated).map_err(|error| {
        let facts = [("path", to.display().to_string()), ("cause", error.to_string())];
        Failure::System(Sentence::new("failure-write", facts))
    })?;
    Ok(remarks.len())
}

/// What a comment says: how sure, what is wrong, why it may be right.
fn paragraphs(finding: &Finding, messages: &Messages) -> Vec<String> {
    let (sign, label) = (severity::sign(finding.severity), severity::label(finding.severity, messages));
    let mut paragraphs =
        vec![format!("{sign} {label} [{}]: {}", finding.rule, messages.sentence(&finding.message))];
    if let Some(sentence) = &finding.may_be_right {
        paragraphs.push(messages.sentence(sentence));
    }
    paragraphs
}

/// The whole file or none of it: a full disk leaves no half of a document behind.
pub(crate) fn save(to: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".sauro-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the umask lets through, as for any new file; a temporary file would be the writer's alone.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(to)?;
    Ok(())
}
