//! What the tests share: the samples, and parts of files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(dead_code, clippy::allow_attributes, reason = "every test takes a part of it")]

use composer::{Draft, form};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

/// The samples of `docs/compose` with their names.
pub(crate) fn samples() -> Vec<(String, Draft)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/compose");
    let mut all: Vec<(String, Draft)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let draft = form(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e:?}"));
            (name, draft)
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(all.len() > 4, "the samples are there");
    all
}

/// The sample with this name.
pub(crate) fn sample(name: &str) -> Draft {
    samples().into_iter().find(|(n, _)| n == name).unwrap().1
}

/// A part of a package.
pub(crate) fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The package with a part changed.
pub(crate) fn changed(docx: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
    for other in names {
        let mut text = String::new();
        archive.by_name(&other).unwrap().read_to_string(&mut text).unwrap();
        if other == name {
            let after = change(&text);
            assert_ne!(after, text, "the change changes something");
            text = after;
        }
        writer.start_file(other, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
