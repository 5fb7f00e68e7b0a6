//! Replays what the fuzz targets have collected: every input is read or refused, and what is read is valid.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test that names the file it fails on")]

mod valid;

use reader::{Document, Format, Limits, read};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of `fuzz/corpus`, the file names that their targets give to the reader, the format that is meant.
const TARGETS: [(&str, &str, Format); 5] = [
    ("text", "f.txt", Format::Text),
    ("markdown", "f.md", Format::Markdown),
    ("html", "f.html", Format::Html),
    ("docx", "f.docx", Format::Docx),
    ("pdf", "f.pdf", Format::Pdf),
];

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no corpus in {}", folder.display());
    files
}

fn replay(target: &str, name: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    for file in corpus(target) {
        eprintln!("{}", file.display());
        match read(name, &fs::read(&file).unwrap(), &Limits::default()) {
            Ok(document) => {
                valid::check(&document);
                documents.push(document);
            }
            Err(refusal) => assert!(!refusal.to_string().is_empty()),
        }
    }
    documents
}

#[test]
fn every_input_is_read_or_refused() {
    for (target, name, format) in TARGETS {
        let documents = replay(target, name);
        assert!(
            documents.iter().any(|d| d.format == format),
            "nothing of the corpus {target} was read as such"
        );
    }
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused() {
    for (target, name, _) in TARGETS {
        for file in corpus(target) {
            let bytes = fs::read(&file).unwrap();
            for end in (0..bytes.len()).step_by(bytes.len() / 16 + 1) {
                if let Ok(document) = read(name, &bytes[..end], &Limits::default()) {
                    valid::check(&document);
                }
            }
        }
    }
}

#[test]
fn tight_limits_refuse_or_read() {
    let limits = Limits { file: 1 << 20, unpacked: 2000, depth: 4, pages: 1 };
    for (target, name, _) in TARGETS {
        for file in corpus(target) {
            if let Ok(document) = read(name, &fs::read(&file).unwrap(), &limits) {
                valid::check(&document);
            }
        }
    }
}
