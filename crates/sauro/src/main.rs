//! `sauro`: the command line.
//!
//! Ends with 0 when nothing is certainly wrong, 1 when something is, 2 when a file was not read or the command was wrong,
//! 70 when the program itself failed.

mod annotate;
mod annotated;
mod arguments;
mod bench;
mod compose;
mod failure;
#[cfg(test)]
mod fixture;
mod html;
mod input;
mod json;
mod lint;
mod load;
mod messages;
mod server;
mod severity;
mod text;
mod verbs;

use arguments::Asked;
use failure::Failure;
use messages::Messages;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use verbs::Outcome;

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let messages = Messages::new(arguments::language(&typed));
    let result = arguments::parse(&typed, &messages).and_then(|asked| match asked {
        Asked::Do(arguments) => verbs::run(&arguments, &messages),
        Asked::Show(text) => {
            let mut out = anstream::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
            Ok(Outcome::default())
        }
    });
    let code = match &result {
        Ok(outcome) => outcome.code(),
        Err(Failure::BrokenPipe) => 0,
        Err(Failure::Mistake(_) | Failure::System(_)) => 2,
        Err(Failure::Bug(_)) => 70,
    };
    if let Err(failure) = result {
        report(&failure.lines(&messages));
    }
    ExitCode::from(code)
}

/// Lines on standard error. Where nobody listens there, nothing is left to be done.
fn report(lines: &[String]) {
    let mut out = anstream::stderr().lock();
    for line in lines {
        if writeln!(out, "{}", text::harmless(line)).is_err() {
            return;
        }
    }
}
