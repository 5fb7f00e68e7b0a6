//! Writes each given text form as .docx and .pdf beside it: `cargo run -p composer --example compose -- FILE.md …`.

#![expect(clippy::print_stderr, reason = "an example tells what it did")]

use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for argument in env::args().skip(1) {
        let draft =
            composer::form(&fs::read_to_string(&argument)?).map_err(|e| format!("{argument}: {e:?}"))?;
        let path = Path::new(&argument);
        fs::write(path.with_extension("docx"), composer::docx(&draft))?;
        fs::write(path.with_extension("pdf"), composer::pdf(&draft)?)?;
        eprintln!("{argument}: written");
    }
    Ok(())
}
