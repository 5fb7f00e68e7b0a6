//! Reading the samples gives the metadata, citations and tasks that their `.expected.toml` names.

mod expected;

use expected::{Sample, samples, touch};
use reader::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// Of 1.000 expected values of metadata, how many must be read.
const METADATA_FLOOR: i64 = 950;
/// Of 1.000 symbols that are cited, how many must be read.
const CITATIONS_FLOOR: i64 = 990;
/// Of 1.000 tasks, how many must be read.
const TASKS_FLOOR: i64 = 950;
/// Of 1.000 leads and deadlines of tasks that are stated, how many must be right.
const CLEAR_FLOOR: i64 = 900;

fn per_mille((part, whole): (usize, usize)) -> i64 {
    i64::try_from(part * 1000 / whole.max(1)).expect("a share of a thousand")
}

/// Lower case, one spelling of tones, single spaces: names are compared, not their typography.
fn plain(name: &str) -> String {
    let words: Vec<String> =
        name.to_lowercase().replace("uỷ", "ủy").split_whitespace().map(str::to_owned).collect();
    words.join(" ").trim_matches('*').to_owned()
}

fn span(sample: &Sample, span: &Span) -> Range<usize> {
    let place = sample.document.place(span.paragraph, span.range.clone());
    place.start..place.end
}

#[test]
fn the_samples_tell_about_themselves() {
    let (mut right, mut all, mut lines) = (0, 0, Vec::new());
    for sample in samples() {
        let m = &sample.document.metadata;
        let read = [
            ("kind", m.kind.clone()),
            ("symbol", m.symbol.clone()),
            ("date", m.date.map(|d| d.to_string())),
            ("place", m.place_of_issue.clone()),
            ("issuer", m.issuer.clone()),
            ("signer", m.signer.clone()),
            ("authority", m.authority.clone()),
        ];
        for (key, got) in read {
            let want = sample.expected.metadata.get(key);
            all += 1;
            if want.map(|w| plain(w)) == got.as_deref().map(plain) {
                right += 1;
            } else {
                lines.push(format!("{}: {key}: {want:?}, got {got:?}", sample.name));
            }
        }
    }
    for line in &lines {
        println!("{line}");
    }
    println!("metadata {right}/{all}");
    assert!(per_mille((right, all)) >= METADATA_FLOOR, "metadata fell under the floor");
}

#[test]
fn the_symbols_that_are_cited_are_read() {
    let (mut found, mut all) = (0, 0);
    for sample in samples() {
        let citations = sample.document.citations.iter();
        let got: BTreeSet<&str> =
            citations.filter_map(|c| c.symbol.as_ref()).map(|s| s.normalized.as_str()).collect();
        for want in &sample.expected.citations {
            all += 1;
            if got.contains(want.as_str()) {
                found += 1;
            } else {
                println!("missed  {}: {want}", sample.name);
            }
        }
        for symbol in got.iter().filter(|g| !sample.expected.citations.iter().any(|w| w == *g)) {
            println!("extra   {}: {symbol}", sample.name);
        }
    }
    println!("citations {found}/{all}");
    assert!(per_mille((found, all)) >= CITATIONS_FLOOR, "citations fell under the floor");
}

#[test]
fn the_tasks_of_the_samples_are_read() {
    let (mut tasks, mut clear) = ((0, 0), (0, 0));
    for sample in samples() {
        for want in &sample.expected.task {
            let Some(quote) = sample.find(&want.quote) else { continue };
            let near: Vec<_> =
                sample.document.tasks.iter().filter(|t| touch(&span(&sample, &t.span), &quote)).collect();
            tasks.0 += usize::from(!near.is_empty());
            tasks.1 += 1;
            if near.is_empty() {
                println!("missed   {}: {}", sample.at(&quote), want.quote);
            }
            if let Some(deadline) = &want.deadline {
                let got: Vec<String> =
                    near.iter().filter_map(|t| t.deadline).map(|d| d.to_string()).collect();
                clear.0 += usize::from(got.contains(deadline));
                clear.1 += 1;
                if !near.is_empty() && !got.contains(deadline) {
                    println!("deadline {}: {deadline}, got {got:?}: {}", sample.at(&quote), want.quote);
                }
            }
            if !want.lead.is_empty() {
                let wanted: Vec<String> = want.lead.iter().map(|l| plain(l)).collect();
                let right = near.iter().flat_map(|t| &t.lead).any(|l| wanted.contains(&plain(l)));
                clear.0 += usize::from(right);
                clear.1 += 1;
                if !near.is_empty() && !right {
                    let got: Vec<&String> = near.iter().flat_map(|t| &t.lead).collect();
                    println!("lead     {}: {:?}, got {got:?}: {}", sample.at(&quote), want.lead, want.quote);
                }
            }
        }
    }
    println!("tasks {}/{}, leads and deadlines {}/{}", tasks.0, tasks.1, clear.0, clear.1);
    assert!(per_mille(tasks) >= TASKS_FLOOR, "tasks fell under the floor");
    assert!(per_mille(clear) >= CLEAR_FLOOR, "leads and deadlines fell under the floor");
}
