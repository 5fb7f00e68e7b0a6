//! Tasks in bulk: `cargo bench -p sauro --bench tasks -- [TASKS] [sqlite|postgresql]…`.
//!
//! A city of 118 units with so many tasks (10,000 if nothing is said), five notes on the progress of each, over five years, most of them done
//! as in real life. Asked are the pages that people open: my work, the leader's page, 500 bars of a Gantt chart, the numbers of a year over all
//! units, what moved in a month, a list and a task; and a note is written. Printed are p50 and p99 in milliseconds.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a table for the person who measures, who sees what fails"
)]
#![expect(clippy::float_arithmetic, reason = "times, no figure of a user")]

mod fill;
mod pages;

use std::time::Duration;

/// What was measured of one thing.
pub(crate) struct Line {
    who: &'static str,
    what: &'static str,
    p50: Duration,
    p99: Duration,
}

/// Times of one thing, done often.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub(crate) fn line(mut self, who: &'static str, what: &'static str) -> Line {
        self.0.sort_unstable();
        let at = |part: usize| self.0[(self.0.len() * part / 100).min(self.0.len() - 1)];
        Line { who, what, p50: at(50), p99: at(99) }
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
    let named = ["sqlite", "postgresql"].into_iter().any(|name| arguments.iter().any(|a| a == name));
    let wants = |name: &str| !named || arguments.iter().any(|argument| argument == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    println!("{count} tasks of {} units", fill::UNITS);
    let mut lines = Vec::new();
    if wants("sqlite") {
        let url = format!("sqlite:{}", folder.path().join("tasks.db").display());
        lines.extend(runtime.block_on(pages::measure(&url, "SQLite", count, folder.path())));
    }
    if wants("postgresql") {
        let url = testkit::postgres::database();
        lines.extend(runtime.block_on(pages::measure(&url, "PostgreSQL", count, folder.path())));
    }
    println!("peak memory of this process {} MB", peak_memory() >> 20);
    for Line { who, what, p50, p99 } in &lines {
        println!(
            "{who:<12} {what:<44} p50 {:9.2} ms   p99 {:9.2} ms",
            milliseconds(*p50),
            milliseconds(*p99)
        );
    }
}
