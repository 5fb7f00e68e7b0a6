//! The samples that are no text are what the models give.
//!
//! `UPDATE_SAMPLES=1 cargo test -p testkit --test samples` writes them anew.

use std::path::{Path, PathBuf};
use testkit::{DocxOptions, Model};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name)
}

fn is_what_the_model_gives(name: &str, written: &[u8]) {
    let path = sample(name);
    if option_env!("UPDATE_SAMPLES").is_some() {
        std::fs::write(&path, written).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    let stored = std::fs::read(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert!(stored == written, "{name} is not what its model gives");
}

#[test]
fn the_report_of_april_as_docx() {
    let model = Model::parse(include_str!("../bao-cao-thang-4-2026-dang-uy.model"));
    let options = DocxOptions { automatic_numbers: true, tracked_changes: true };
    is_what_the_model_gives("bao-cao-thang-4-2026-dang-uy.docx", &model.to_docx(&options));
}

#[test]
fn the_report_of_the_half_year_as_pdf() {
    let model = Model::parse(include_str!("../bao-cao-6-thang-2026.model"));
    is_what_the_model_gives("bao-cao-6-thang-2026.pdf", &model.to_pdf());
}
