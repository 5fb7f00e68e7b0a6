//! Shows what a format hands over: `cargo run -p reader --example lines FILE`.

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

use reader::Limits;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        match reader::format::extract(&path, &bytes, &Limits::default()) {
            Ok(source) => {
                for line in &source.lines {
                    let bold = if line.bold { '*' } else { ' ' };
                    let page = line.page.map_or(String::new(), |p| p.to_string());
                    println!("{page:>3} {:?}{bold}\t{}", line.role, &source.text[line.range.clone()]);
                }
            }
            Err(refusal) => println!("{path}: {refusal}"),
        }
    }
    Ok(())
}
