//! `bench month`: how long a month takes, from units' files and cells to the report, stage by stage, and beside others for the writing.

mod files;
mod ground;
mod peer;
mod run;

use crate::arguments::BenchMonthArguments;
use crate::failure::Failure;
use crate::messages::Messages;
use crate::verbs::Outcome;
use run::Run;
use std::io::Write;
use std::time::Duration;

/// Measures each size, the smallest first, and prints what it took.
///
/// # Errors
/// There is no room for the files.
pub(crate) fn month(arguments: &BenchMonthArguments, messages: &Messages) -> Result<Outcome, Failure> {
    let mut sizes = arguments.units.clone();
    sizes.sort_unstable();
    sizes.dedup();
    let mut runs: Vec<Run> = Vec::new();
    for units in sizes {
        let run = run::measure(units.max(1))?;
        say(&told(&run, runs.first(), messages))?;
        runs.push(run);
    }
    let peers = peer::measure(arguments.documents.max(1))?;
    say(&peer::told(&peers, messages))?;
    Ok(Outcome::default())
}

/// A table of one size; beside each time how many times what it would be if it grew with the units alone.
fn told(run: &Run, first: Option<&Run>, messages: &Messages) -> Vec<String> {
    let facts = [
        ("units", run.units.into()),
        ("pages", run.pages.into()),
        ("size", (run.bytes >> 20).into()),
        ("cells", run.cells.into()),
        ("cores", rayon::current_num_threads().into()),
    ];
    let mut lines = vec![messages.text("bench-size", facts)];
    for (stage, took) in &run.stages {
        let word = messages.text(stage, []);
        let ratio = first
            .and_then(|first| {
                let before = first.stages.iter().find(|(one, _)| one == stage)?;
                ratio((before.1, first.units), (*took, run.units))
            })
            .map(|ratio| messages.text("bench-ratio", [("ratio", ratio.into())]))
            .unwrap_or_default();
        lines.push(format!("  {word:<34}{:>12}  {ratio}", seconds(*took)));
    }
    let whole = run.whole();
    let ratio = first.and_then(|first| ratio((first.whole(), first.units), (whole, run.units)));
    let ratio =
        ratio.map(|ratio| messages.text("bench-ratio", [("ratio", ratio.into())])).unwrap_or_default();
    lines.push(format!("  {:<34}{:>12}  {ratio}", messages.text("bench-whole", []), seconds(whole)));
    let facts = [
        ("peak", run.peak.map_or_else(|| "?".to_owned(), |peak| (peak >> 20).to_string()).into()),
        ("sentences", run.sentences.into()),
        ("groups", run.groups.into()),
        ("numbers", run.numbers.into()),
    ];
    lines.push(messages.text("bench-found", facts));
    lines
}

/// How many times what it would be if it grew with the units alone, with two decimals.
fn ratio((before, few): (Duration, usize), (after, many): (Duration, usize)) -> Option<String> {
    let linear = before.as_nanos().checked_mul(many as u128)?;
    let hundredths = after.as_nanos().checked_mul(few as u128 * 100)?.checked_div(linear)?;
    Some(format!("{},{:02}", hundredths / 100, hundredths % 100))
}

fn seconds(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{},{:06} s", micros / 1_000_000, micros % 1_000_000)
}

fn say(lines: &[String]) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_with_the_units_is_one() {
        let second = Duration::from_secs(1);
        assert_eq!(ratio((second, 10), (second * 10, 100)).as_deref(), Some("1,00"));
        assert_eq!(ratio((second, 10), (second * 15, 100)).as_deref(), Some("1,50"));
        assert_eq!(ratio((Duration::ZERO, 10), (second, 100)), None);
        assert_eq!(seconds(Duration::from_millis(1_250)), "1,250000 s");
    }

    #[test]
    fn a_small_month_is_told() {
        let run = run::measure(3).expect("a run");
        assert_eq!(run.pages, 10, "each unit writes ten pages");
        assert!(run.sentences > 300 && run.groups > 100 && run.numbers > 40, "{run:?}");
        let first = told(&run, Some(&run), &Messages::new(crate::messages::Language::Vi));
        assert!(first.iter().any(|line| line.contains("1,00")), "{first:?}");
    }
}
