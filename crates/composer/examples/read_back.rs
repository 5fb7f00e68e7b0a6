//! Reads back a .docx of ours that was edited and tells what changed against the text form beside it, and how its layout
//! stands: `cargo run -p composer --example read_back -- FILE.docx FILE.md`.

#![expect(clippy::print_stdout, reason = "an example tells what it saw")]

use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [docx, form] = arguments.as_slice() else { return Err("FILE.docx FILE.md".into()) };
    let bytes = fs::read(docx)?;
    let before = composer::form(&fs::read_to_string(form)?).map_err(|e| format!("{form}: {e:?}"))?;
    let after = composer::read(&bytes)?;
    println!("same: {}", before == after);
    for drift in after.drift(&before) {
        println!("{}: {} -> {:?}", drift.id.as_str(), drift.before, drift.after);
    }
    for (old, new) in before.body.iter().zip(&after.body).filter(|(old, new)| old != new) {
        println!("- {old:?}\n+ {new:?}");
    }
    let head = |draft: &composer::Draft| composer::Draft { body: Vec::new(), ..draft.clone() };
    if head(&before) != head(&after) {
        println!("- {:?}\n+ {:?}", head(&before), head(&after));
    }
    for deviation in composer::lint(&bytes)?.deviations {
        println!("{deviation:?}");
    }
    Ok(())
}
