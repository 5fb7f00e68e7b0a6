//! Writes a model in every format: `cargo run -p testkit --example write MODEL.model FOLDER`.

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

use std::path::Path;
use testkit::{DocxOptions, Model, TextStyle};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(model), Some(folder)) = (arguments.next(), arguments.next()) else {
        println!("usage: write MODEL FOLDER");
        return Ok(());
    };
    let name = Path::new(&model).file_stem().and_then(|s| s.to_str()).unwrap_or("document").to_owned();
    let model = Model::parse(&std::fs::read_to_string(&model)?);
    let write = |ending: &str, bytes: &[u8]| {
        std::fs::write(Path::new(&folder).join(format!("{name}{ending}")), bytes)
    };
    write(".docx", &model.to_docx(&DocxOptions::default()))?;
    write("-marked.docx", &model.to_docx(&DocxOptions { automatic_numbers: true, tracked_changes: true }))?;
    write(".pdf", &model.to_pdf())?;
    write(".html", model.to_html().as_bytes())?;
    write(".md", model.to_markdown().as_bytes())?;
    write("-pages.txt", model.to_text(TextStyle::Pages).as_bytes())?;
    write("-wrapped.txt", model.to_text(TextStyle::Wrapped).as_bytes())?;
    write("-paragraphs.txt", model.to_text(TextStyle::Paragraphs).as_bytes())
}
