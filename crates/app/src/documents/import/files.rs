//! The files of an older register, packed into one.

use super::super::reading::FILE_LIMIT;
use crate::documents::Brought;
use std::io::{Cursor, Read as _};

/// Most files in one.
const MOST: usize = 5_000;
/// Most bytes of all of them.
const WHOLE: u64 = 2 << 30;

/// Why files cannot be taken out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilesError {
    /// It is no .zip, or a damaged one.
    #[error("no .zip: {0}")]
    Damaged(String),
    /// Too many files, or too many bytes.
    #[error("too many files or bytes")]
    TooLarge,
}

/// The files in a .zip, one after another, each read when it is asked for; what is no file of a document is passed over. A file that
/// cannot be taken out is named, and does not take the others along.
///
/// # Errors
/// [`FilesError`].
pub fn unpacked(
    bytes: &[u8],
) -> Result<impl Iterator<Item = Result<Brought, (String, FilesError)>> + '_, FilesError> {
    let damaged = |e: &dyn std::fmt::Display| FilesError::Damaged(e.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() > MOST {
        return Err(FilesError::TooLarge);
    }
    let mut left = WHOLE;
    let mut index = 0;
    Ok(std::iter::from_fn(move || {
        while index < archive.len() {
            let place = index;
            index += 1;
            let mut file = match archive.by_index(place) {
                Ok(file) => file,
                Err(e) => return Some(Err((format!("#{}", place + 1), damaged(&e)))),
            };
            let name = file.name().map_or_else(|_| format!("#{}", place + 1), |name| name.into_owned());
            // Folders, and what programs leave beside the files of people.
            let last = name.rsplit('/').next().unwrap_or_default();
            if file.is_dir() || last.starts_with('.') || name.starts_with("__MACOSX/") {
                continue;
            }
            let mut content = Vec::new();
            let limit = FILE_LIMIT.min(left);
            let read = file.by_ref().take(limit + 1).read_to_end(&mut content);
            let size = content.len() as u64;
            left = left.saturating_sub(size);
            return Some(match read {
                Err(e) => Err((name, damaged(&e))),
                Ok(_) if size > limit => Err((name, FilesError::TooLarge)),
                Ok(_) => Ok(Brought { name, bytes: content }),
            });
        }
        None
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn files_come_out_by_their_names() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.add_directory("so 2025", options).unwrap();
        for name in ["so 2025/công văn.txt", "__MACOSX/x", "so 2025/.DS_Store", "b.txt"] {
            zip.start_file(name, options).unwrap();
            zip.write_all(b"abc").unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let names: Vec<String> = unpacked(&bytes).unwrap().map(|file| file.unwrap().name).collect();
        assert_eq!(names, ["so 2025/công văn.txt", "b.txt"]);
        assert!(matches!(unpacked(b"no zip"), Err(FilesError::Damaged(_))));
    }
}
