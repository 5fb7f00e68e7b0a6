//! Prints the paragraphs of a plain text with their addresses: to look at what the healing does.
#![expect(clippy::print_stdout, reason = "an example prints")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let document = reader::read(&path, &bytes, &reader::Limits::default())?;
        for paragraph in &document.paragraphs {
            let calls: Vec<&str> = paragraph.calls.iter().map(|c| c.label.as_str()).collect();
            println!("{:?} {} {calls:?}\t{}", paragraph.role, paragraph.address, paragraph.text);
        }
    }
    Ok(())
}
