//! The register of documents: `cargo bench -p sauro --bench register -- [DOCUMENTS] [short] [sqlite|postgresql|files]…`.
//!
//! An own generator fills a register (10,000 documents if nothing is said) with texts of some 2 KB, or 500 bytes with `short`, in which
//! syllables are as frequent as in real ones. Asked are the page of a register, its figures, and five sorts of searches; the peer of the
//! same run is plain PostgreSQL full text over `unaccent` with the same documents and questions. After that 500 files of three kinds are
//! read, audited and registered. Printed are p50 and p99 in milliseconds, and the ratios of the peer to this.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a table for the person who measures, who sees what fails"
)]
#![expect(clippy::float_arithmetic, reason = "times and ratios, no figure of a user")]

mod files;
mod fill;
mod ours;
mod peer;
mod words;

use std::time::Duration;
use words::Vocabulary;

/// Questions of each sort.
const ASKED: usize = 60;
/// Documents of a page of what was found.
const HITS: usize = 20;

/// What was measured of one thing.
struct Line {
    who: &'static str,
    what: String,
    p50: Duration,
    p99: Duration,
}

impl Line {
    fn once(who: &'static str, what: impl Into<String>, took: Duration) -> Self {
        Self { who, what: what.into(), p50: took, p99: took }
    }
}

/// Times of one thing, done often.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    fn line(mut self, who: &'static str, what: impl Into<String>) -> Line {
        self.0.sort_unstable();
        let at = |part: usize| self.0[(self.0.len() * part / 100).min(self.0.len() - 1)];
        Line { who, what: what.into(), p50: at(50), p99: at(99) }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The most memory that this process ever held, in bytes.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let size = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok());
    size.unwrap_or(0) << 10
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` asks for a list, or for one quick run.
    if arguments.iter().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    let count = arguments.iter().find_map(|argument| argument.parse::<u64>().ok()).unwrap_or(10_000);
    let named = ["sqlite", "postgresql", "files"].into_iter().any(|name| arguments.iter().any(|a| a == name));
    let wants = |name: &str| !named || arguments.iter().any(|argument| argument == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let length = if arguments.iter().any(|argument| argument == "short") { 100 } else { 400 };
    let vocabulary = Vocabulary::new(length);
    println!("{count} documents of {length} syllables");
    let mut lines = Vec::new();
    if wants("sqlite") {
        let url = format!("sqlite:{}", folder.path().join("register.db").display());
        lines.extend(runtime.block_on(ours::measure(&url, "SQLite", count, &vocabulary)));
    }
    if wants("postgresql") {
        let url = testkit::postgres::database();
        lines.extend(runtime.block_on(ours::measure(&url, "PostgreSQL", count, &vocabulary)));
        let url = testkit::postgres::database();
        lines.extend(runtime.block_on(peer::measure(&url, count, &vocabulary)));
    }
    println!("peak memory of this process {} MB", peak_memory() >> 20);
    if wants("files") {
        lines.extend(runtime.block_on(files::measure(folder.path())));
    }
    for Line { who, what, p50, p99 } in &lines {
        println!(
            "{who:<42} {what:<38} p50 {:9.2} ms   p99 {:9.2} ms",
            milliseconds(*p50),
            milliseconds(*p99)
        );
    }
    println!("\nratios of p99, the peer to this (above 1: this is better)");
    for peer in lines.iter().filter(|line| line.who.starts_with("peer")) {
        for ours in lines.iter().filter(|line| !line.who.starts_with("peer") && line.what == peer.what) {
            println!(
                "{:<42} {:<38} {:6.2}",
                ours.who,
                ours.what,
                peer.p99.as_secs_f64() / ours.p99.as_secs_f64()
            );
        }
    }
}
