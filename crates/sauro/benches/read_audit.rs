//! Speed and memory of reading and auditing: `cargo bench -p sauro`.
//!
//! Criterion measures throughput; after that a table of ratios is printed, all of them measured in the same run: whether time
//! and memory grow linearly with the document, what the second core brings, how .docx reading compares with pandoc.

#![expect(clippy::print_stdout, reason = "a table for the person who measures")]

#[path = "../../auditor/tests/pathological/mod.rs"]
mod pathological;

use criterion::{BenchmarkId, Criterion, Throughput};
use rayon::prelude::*;
use reader::{Document, Limits};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use testkit::{DocxOptions, Model};

/// How many times the sample is repeated.
const SIZES: [usize; 3] = [1, 10, 100];
/// Copies of every sample in the folder that is read as a whole.
const COPIES: usize = 20;
/// Bytes of the smallest text that repeats one piece.
const PATHOLOGICAL: usize = 1_000;
/// How many of those texts are shown.
const DEAREST: usize = 12;
/// First argument of a child that reads one file and tells its peak memory.
const CHILD: &str = "--peak-memory-of";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == CHILD) {
        let path = &arguments[at + 1];
        black_box(read_audit(path, &fs::read(path).expect("the file of the child")));
        println!("{}", peak_memory("self").unwrap_or(0));
        return;
    }
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    one_document(&mut criterion);
    a_folder(&mut criterion);
    criterion.final_summary();
    ratios();
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// The sample, so many times.
fn sample(times: usize) -> String {
    let path = samples().join("bao-cao-nam-2025.txt");
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())).repeat(times)
}

fn read(name: &str, bytes: &[u8]) -> Document {
    reader::read(name, bytes, &Limits::default()).expect("a sample is read")
}

fn read_audit(name: &str, bytes: &[u8]) -> usize {
    let document = read(name, bytes);
    auditor::audit(&[&document]).iter().map(|a| a.findings.len()).sum()
}

fn one_document(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one document");
    for size in SIZES {
        let text = sample(size);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("read", size), &text, |b, t| {
            b.iter(|| read("a.txt", t.as_bytes()))
        });
        group.bench_with_input(BenchmarkId::new("read + audit", size), &text, |b, t| {
            b.iter(|| read_audit("a.txt", t.as_bytes()));
        });
    }
}

/// Name and content of every sample, [`COPIES`] times.
fn folder() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(samples()).expect("the samples") {
        let path = entry.expect("a sample").path();
        if path.extension().is_some_and(|e| e == "txt" || e == "md" || e == "html") {
            files.push((path.display().to_string(), fs::read(&path).expect("a sample")));
        }
    }
    files.iter().cycle().take(files.len() * COPIES).cloned().collect()
}

fn threads(count: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads")
}

fn read_all(files: &[(String, Vec<u8>)]) -> usize {
    files.par_iter().map(|(name, bytes)| read_audit(name, bytes)).sum()
}

fn a_folder(criterion: &mut Criterion) {
    let files = folder();
    let mut group = criterion.benchmark_group("folder, read + audit");
    group.throughput(Throughput::Elements(files.len() as u64));
    for count in [1, cores()] {
        let pool = threads(count);
        group.bench_function(BenchmarkId::new("threads", count), |b| {
            b.iter(|| pool.install(|| read_all(&files)))
        });
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The shortest of some runs: what the work costs when nobody disturbs it.
fn shortest(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

/// `a : b` with two decimals.
fn ratio(a: Duration, b: Duration) -> String {
    let hundredths = a.as_nanos() * 100 / b.as_nanos().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn ratios() {
    println!("\nratios, measured in this run");
    let folder = tempfile::tempdir().expect("a folder for the run");
    println!("  growth of one document (1.00 is linear)");
    let mut first: Option<(Duration, Duration, u64)> = None;
    for size in SIZES {
        let text = sample(size);
        let path = folder.path().join(format!("{size}.txt"));
        fs::write(&path, &text).expect("a file for the run");
        let runs = if size > 10 { 3 } else { 10 };
        let reading = shortest(runs, || drop(black_box(read("a.txt", text.as_bytes()))));
        let auditing = shortest(runs, || {
            black_box(read_audit("a.txt", text.as_bytes()));
        });
        let memory = child_memory(&path);
        let (reading_1, auditing_1, _) = *first.get_or_insert((reading, auditing, memory));
        let times = u32::try_from(size).unwrap_or(1);
        println!(
            "    {size:>3}× {:>9} bytes: read {:>9.2?} ({}), read + audit {:>9.2?} ({}), peak memory {memory} kB = {} × the file",
            text.len(),
            reading,
            ratio(reading, reading_1 * times),
            auditing,
            ratio(auditing, auditing_1 * times),
            memory * 1024 / text.len() as u64,
        );
    }
    pathological_growth();
    let files = self::folder();
    let on = |count: usize| {
        let pool = threads(count);
        shortest(3, || {
            black_box(pool.install(|| read_all(&files)));
        })
    };
    let (alone, together) = (on(1), on(cores()));
    println!(
        "  folder of {} files: 1 thread {alone:.2?}, {} threads {together:.2?}, ratio {}, {} files/s",
        files.len(),
        cores(),
        ratio(alone, together),
        files.len() as u128 * 1_000_000 / together.as_micros().max(1),
    );
    against_pandoc(folder.path());
}

/// The patterns whose cost per byte grows most from [`PATHOLOGICAL`] bytes to ten and a hundred times as many, and the dearest.
fn pathological_growth() {
    println!(
        "  texts that repeat one piece, {PATHOLOGICAL} bytes, and growth at 10× and 100× (1.00 is linear)"
    );
    let cost = |pattern: &pathological::Pattern, times: usize| {
        let text = pattern.text(PATHOLOGICAL * times);
        shortest(if times > 10 { 1 } else { 3 }, || {
            black_box(read_audit("a.txt", text.as_bytes()));
        })
    };
    let mut measured: Vec<_> = pathological::patterns()
        .map(|pattern| {
            let [one, ten, hundred] = [1, 10, 100].map(|times| cost(&pattern, times));
            (hundred, one, ten, pattern)
        })
        .collect();
    measured.sort_by_key(|(hundred, ..)| std::cmp::Reverse(*hundred));
    for (hundred, one, ten, pattern) in measured.iter().take(DEAREST) {
        println!(
            "    {:?}: {one:.2?} ({}, {}), {hundred:.2?} for {} kB",
            format!("{}{}", pattern.before, pattern.piece),
            ratio(*ten, *one * 10),
            ratio(*hundred, *one * 100),
            PATHOLOGICAL / 10,
        );
    }
}

/// Peak memory in kB of a process of its own that reads and audits `path`; 0 where the system does not tell.
fn child_memory(path: &Path) -> u64 {
    let program = std::env::current_exe().expect("the path of this program");
    let output = Command::new(program).arg(CHILD).arg(path).output().expect("a child");
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0)
}

fn peak_memory(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

/// The text of a .docx, by this program and by pandoc, both as processes of their own.
fn against_pandoc(folder: &Path) {
    let found =
        Command::new("pandoc").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success());
    if !found {
        println!("  .docx against pandoc: pandoc is not installed, not compared");
        return;
    }
    for size in SIZES {
        let path = folder.join(format!("{size}.docx"));
        let bytes = Model::parse(&sample(size)).to_docx(&DocxOptions::default());
        fs::write(&path, &bytes).expect("a file for the run");
        let run = |program: &str, arguments: &[&str]| {
            shortest(3, || {
                let status = Command::new(program).args(arguments).arg(&path).stdout(Stdio::null()).status();
                assert!(status.is_ok_and(|s| s.success()), "{program} reads its own .docx");
            })
        };
        let ours = run(env!("CARGO_BIN_EXE_sauro"), &["read", "--text"]);
        let theirs = run("pandoc", &["-f", "docx", "-t", "plain"]);
        println!(
            "  .docx {size:>3}× ({} bytes): sauro read --text {ours:.2?}, pandoc -t plain {theirs:.2?}, {} times as fast",
            bytes.len(),
            ratio(theirs, ours),
        );
    }
}
