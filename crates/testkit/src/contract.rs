//! Does a programming interface keep to its OpenAPI document? Asked by Schemathesis from PyPI, as a process of its own.

use crate::python::installed;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What it expects. Also to what fits the schemas an interface may say no by rules that no schema tells (a unit that has ended,
/// a key of another request, a tag of yesterday): 412, 422 and 428 are answers. A missing `If-Match` is 428 (RFC 6585 §3). Everything else is as its authors set it.
const EXPECTED: &str = r#"
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "428", "429"]
[checks.missing_required_header]
expected-statuses = ["400", "401", "403", "406", "415", "422", "428"]
"#;

/// Not faster than a token may ask for long: what is refused for that shows nothing.
const RATE: &str = "20/s";

/// Asks the interface whose document stands at `url`, with this bearer token, within `seconds`: the operations that `chosen` leaves
/// (`--include-operation-id=…`, `--exclude-operation-id=…`).
///
/// # Errors
/// What it found, in its words: the interface answers otherwise than its document says, or with a failure of its own.
///
/// # Panics
/// With what to do, when Schemathesis cannot be installed below `folder` (`CARGO_TARGET_TMPDIR`).
pub fn check(folder: &str, url: &str, token: &str, seconds: u32, chosen: &[String]) -> Result<(), String> {
    let folder = Path::new(folder).join("contract");
    let python = installed(&folder, include_str!("contract/requirements.txt"));
    let expected = folder.join("schemathesis.toml");
    fs::write(&expected, EXPECTED).expect("what is expected");
    let output = Command::new(python.with_file_name("st"))
        .arg("--config-file")
        .arg(&expected)
        .args(["run", url, "--header", &format!("Authorization: Bearer {token}")])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", "10"])
        .args(["--max-time", &seconds.to_string()])
        .args(chosen)
        .args(["--continue-on-failure", "--seed", "1", "--rate-limit", RATE])
        .current_dir(&folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("schemathesis");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(()) } else { Err(said) }
}
