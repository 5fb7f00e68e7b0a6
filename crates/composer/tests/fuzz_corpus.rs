//! Replays what the fuzz targets of composer have collected: forms, and .docx files from anywhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "common/promises.rs"]
mod promises;

use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder of the repository.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    assert!(all.len() > 2, "there is something to replay");
    all
}

#[test]
fn forms_come_back_cut_anywhere() {
    for path in files("fuzz/corpus/form").into_iter().chain(files("docs/compose")) {
        let text = fs::read_to_string(&path).unwrap();
        promises::form(&text);
        let ends = text.char_indices().map(|(end, _)| end).filter(|end| end % 97 == 0);
        ends.for_each(|end| promises::form(&text[..end]));
    }
}

#[test]
fn files_from_anywhere_are_read_or_refused() {
    for path in files("fuzz/corpus/docx") {
        promises::composed(&fs::read(&path).unwrap());
    }
    for path in files("docs/compose") {
        let draft = composer::form(&fs::read_to_string(&path).unwrap()).unwrap();
        let bytes = composer::docx(&draft);
        promises::composed(&bytes);
        for end in (0..bytes.len()).step_by(bytes.len() / 7 + 1) {
            promises::composed(&bytes[..end]);
        }
    }
}
