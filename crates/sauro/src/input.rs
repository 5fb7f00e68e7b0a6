//! From what was named on the command line to bytes: files, folders, standard input.

use crate::failure::Failure;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Extensions of documents: what is taken from a folder.
const EXTENSIONS: [&str; 6] = ["txt", "md", "html", "htm", "docx", "pdf"];

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file, named or found in a folder.
    File(PathBuf),
    /// Standard input.
    Standard,
    /// Part of a folder that could not be listed, and why.
    Unlisted(PathBuf, io::ErrorKind, String),
}

impl Input {
    /// The path as given; `-` for standard input.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::File(path) | Self::Unlisted(path, ..) => path.display().to_string(),
            Self::Standard => "-".to_owned(),
        }
    }

    /// Its bytes, at most one more than `limit`, so that the caller sees that there are too many.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn bytes(&self, limit: u64) -> io::Result<Bytes> {
        let bounded = |source: &mut dyn Read, room: u64| {
            let mut bytes = Vec::with_capacity(usize::try_from(room.min(limit)).unwrap_or(0));
            let length = source.take(limit.saturating_add(1)).read_to_end(&mut bytes)? as u64;
            Ok(if length > limit { Bytes::TooMany } else { Bytes::All(bytes) })
        };
        match self {
            Self::Standard => bounded(&mut io::stdin().lock(), 0),
            Self::Unlisted(_, kind, text) => Err(io::Error::new(*kind, text.clone())),
            Self::File(path) => {
                let mut file = File::open(path)?;
                let length = file.metadata()?.len();
                if length > limit { Ok(Bytes::TooMany) } else { bounded(&mut file, length) }
            }
        }
    }
}

/// The bytes of an input.
pub(crate) enum Bytes {
    /// All of them.
    All(Vec<u8>),
    /// More than the limit.
    TooMany,
}

/// The inputs that `paths` name, in their order, folders sorted by name, no file twice.
///
/// # Errors
/// A folder without a document, standard input named twice.
pub(crate) fn collect(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if inputs.contains(&Input::Standard) {
                return Err(Failure::mistake("mistake-standard-input-twice", []));
            }
            inputs.push(Input::Standard);
        } else if path.is_dir() {
            let before = inputs.len();
            inputs.extend(folder(path));
            if inputs.len() == before {
                return Err(Failure::mistake("mistake-no-documents", [("path", path.display().to_string())]));
            }
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Input::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Input::Standard | Input::Unlisted(..) => true,
    });
    Ok(inputs)
}

/// Documents below a folder, sorted; what is hidden, and the lock files of Word (`~$…`), left out.
fn folder(root: &Path) -> impl Iterator<Item = Input> {
    let shown = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name.starts_with("~$"))
    };
    WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(shown).filter_map(|entry| match entry {
        Ok(entry) => {
            (is_document(entry.path()) && entry.path().is_file()).then(|| Input::File(entry.into_path()))
        }
        Err(error) => Some(Input::Unlisted(
            error.path().map(Path::to_path_buf).unwrap_or_default(),
            error.io_error().map_or(io::ErrorKind::Other, io::Error::kind),
            error.to_string(),
        )),
    })
}

/// Whether the name is that of a document.
pub(crate) fn is_document(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| EXTENSIONS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_gives_its_documents_sorted_without_hidden_ones() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.DOCX", ".c.txt", "~$a.docx", "d.xlsx", "sub/e.pdf", ".git/f.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let found = collect(&[folder.path().to_owned(), folder.path().join("b.txt")]).unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|i| i.path()[folder.path().display().to_string().len() + 1..].to_owned())
            .collect();
        assert_eq!(names, ["a.DOCX", "b.txt", "sub/e.pdf"]);
    }

    #[test]
    fn an_empty_folder_and_two_dashes_are_mistakes() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            matches!(collect(&[folder.path().to_owned()]), Err(Failure::Mistake(s)) if s.key == "mistake-no-documents")
        );
        assert!(
            matches!(collect(&["-".into(), "-".into()]), Err(Failure::Mistake(s)) if s.key == "mistake-standard-input-twice")
        );
    }

    #[test]
    fn no_more_than_the_limit_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "12345").unwrap();
        assert!(matches!(Input::File(path.clone()).bytes(4), Ok(Bytes::TooMany)));
        assert!(matches!(Input::File(path).bytes(5), Ok(Bytes::All(bytes)) if bytes == b"12345"));
    }

    #[cfg(unix)]
    #[test]
    fn an_endless_file_is_cut() {
        assert!(matches!(Input::File("/dev/zero".into()).bytes(1000), Ok(Bytes::TooMany)));
    }
}
