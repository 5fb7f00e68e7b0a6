//! The site under load: `cargo bench -p sauro --bench site`.
//!
//! 3,000 accounts, half of them signed in, ask for the home page, the page of a unit and a table of 100 rows: first 150 times in a second, which is
//! each of the 1,500 once in ten seconds, then as fast as answers come. The peer of the same run is the administration site of Django with the
//! same units and accounts on SQLite, served by gunicorn with a worker a core, both from PyPI. Printed are p50 and p99, requests in a second, memory, the
//! time to start, and the ratios.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a table for the person who measures, who sees what fails"
)]
#![expect(clippy::float_arithmetic, reason = "times and ratios, no figure of a user")]

mod load;
mod peer;
mod site;

use load::{Measured, Pace};
use std::time::Duration;

/// Accounts of each.
const ACCOUNTS: usize = 3_000;
/// Those of them who are signed in.
const ACTIVE: usize = 1_500;
/// Requests in a second while people work.
const WORKING: u32 = 150;
/// How long each page is asked for.
const TIME: Duration = Duration::from_secs(8);

/// A site that is measured.
struct Site {
    name: &'static str,
    /// Host and port.
    address: String,
    /// The header of each who is signed in.
    cookies: Vec<String>,
    /// What is asked for: name and path.
    pages: [(&'static str, String); 3],
    /// From the start of the program to its first answer.
    started_in: Duration,
    /// Its processes.
    processes: load::Processes,
}

fn main() {
    // `cargo test --benches` asks for a list, or for one quick run.
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut rows = Vec::new();
    for make in [site::start as fn(&std::path::Path) -> Site, peer::start] {
        let site = make(folder.path());
        let idle = site.processes.memory();
        println!(
            "{}: first answer after {} ms, idle {} MB",
            site.name,
            site.started_in.as_millis(),
            idle >> 20
        );
        for (page, path) in &site.pages {
            for pace in [Pace::Every(WORKING), Pace::AsFast(16)] {
                let measured = load::run(&site.address, path, &site.cookies, pace, TIME);
                println!("  {page:<16} {pace:<22} {measured}");
                rows.push((*page, pace, measured));
            }
        }
        println!("  loaded {} MB", site.processes.memory() >> 20);
    }
    println!("\nratios, the peer to this (above 1: this is better)");
    let (ours, theirs) = rows.split_at(rows.len() / 2);
    for ((page, pace, our), (_, _, their)) in ours.iter().zip(theirs) {
        println!("  {page:<16} {pace:<22} {}", ratio(our, their));
    }
}

fn ratio(our: &Measured, their: &Measured) -> String {
    let [p50, p99] = [(their.p50, our.p50), (their.p99, our.p99)]
        .map(|(their, our)| their.as_secs_f64() / our.as_secs_f64());
    format!("p50 {p50:6.1}   p99 {p99:6.1}   requests {:6.1}", our.in_a_second / their.in_a_second)
}
