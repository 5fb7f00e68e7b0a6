//! Processes that are killed, run beside each other, or run out of disk: what was answered with "done" is there, and the site is well.
//!
//! The writer is this test binary, started again: see [`writer`].

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::log::{Actor, Entry, Object};
use jiff::Timestamp;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use store::{Database, LogCheck, Options};

/// The database to which this process shall write; without it, it is no writer.
const URL: &str = "SAURO_TEST_WRITER";
/// How many times it shall write before it ends.
const TIMES: &str = "SAURO_TEST_TIMES";
/// How many processes to kill on each engine.
const KILLS: &str = "SAURO_TEST_KILLS";

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.into_string().unwrap())
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn entry(at: i64) -> Entry {
    Entry {
        at: Timestamp::from_second(at).unwrap(),
        actor: Actor::System,
        post: None,
        verb: "settings.change".to_owned(),
        object: Object { kind: "setting".into(), id: None },
        before: None,
        after: None,
        from: None,
        request: None,
    }
}

async fn open(url: &str) -> Database {
    let database = Database::open(url, &Options::default()).await.unwrap();
    database.migrate().await.unwrap();
    database
}

/// One more: a setting, a row with an id, and the entry, or none of them.
async fn add(database: &Database) -> i64 {
    let mut write = database.write().await.unwrap();
    let number = write.setting("count").await.unwrap().map_or(0, |v| v.parse().unwrap()) + 1_i64;
    write.set_setting("count", &number.to_string()).await.unwrap();
    write.new_unit(Some(&number.to_string())).await.unwrap();
    write.log(&entry(1_790_000_000 + number)).await.unwrap().commit().await.unwrap();
    number
}

/// Counts what is there, and checks that it belongs together.
async fn count(database: &Database) -> i64 {
    let mut read = database.read().await.unwrap();
    let count = read.setting("count").await.unwrap().map_or(0, |v| v.parse().unwrap());
    let head = read.log_head().await.unwrap();
    assert_eq!(read.check_log().await.unwrap(), LogCheck::Whole(head));
    assert_eq!(head.count, u64::try_from(count).unwrap(), "a write is whole or not at all");
    for number in [count, count + 1] {
        let unit = read.unit_by_code(&number.to_string()).await.unwrap();
        assert_eq!(unit.is_some(), number == count && number > 0);
    }
    count
}

/// What a process started by these tests does: writes, and says of each write that it is kept.
#[test]
fn writer() {
    let Some(url) = variable(URL) else { return };
    let times = variable(TIMES).map_or(i64::MAX, |times| times.parse().unwrap());
    runtime().block_on(async {
        let database = open(&url).await;
        for _ in 0..times {
            let number = add(&database).await;
            let mut out = std::io::stdout().lock();
            writeln!(out, "kept {number}").unwrap();
            out.flush().unwrap();
        }
        database.close().await;
    });
}

fn start(url: &str, times: Option<i64>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "writer", "--nocapture"]).env(URL, url);
    if let Some(times) = times {
        command.env(TIMES, times.to_string());
    }
    command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap()
}

fn doctor(url: &str, files: &Path) -> Output {
    let files = files.display().to_string();
    Command::new(env!("CARGO_BIN_EXE_sauro"))
        .args(["doctor", "--database", url, "--files", &files])
        .output()
        .unwrap()
}

fn well(url: &str, files: &Path) {
    let output = doctor(url, files);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Both engines, each with nothing in it.
fn urls(folder: &Path) -> [String; 2] {
    [format!("sqlite:{}", folder.join("sauro.db").display()), testkit::postgres::database()]
}

#[test]
fn kill_9_loses_nothing_that_was_kept() {
    let kills: u32 = variable(KILLS).map_or(20, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let runtime = runtime();
        let (mut kept, mut lost) = (0, 0);
        for round in 0..kills {
            let mut child = start(&url, None);
            let out = BufReader::new(child.stdout.take().unwrap());
            let (begun, first) = std::sync::mpsc::channel();
            let reader = std::thread::spawn(move || {
                let numbers = out.lines().map_while(Result::ok).filter_map(|line| {
                    line.rsplit_once("kept ").and_then(|(_, number)| number.parse::<i64>().ok())
                });
                let mut last = None;
                for number in numbers {
                    last = Some(number);
                    // After the first nobody waits any more, and that is well.
                    if begun.send(()).is_err() {
                        continue;
                    }
                }
                last
            });
            first.recv_timeout(Duration::from_secs(30)).unwrap();
            std::thread::sleep(Duration::from_micros(u64::from(round) * 7_919 % 30_000));
            child.kill().unwrap();
            child.wait().unwrap();
            let said = reader.join().unwrap().unwrap();
            let there = runtime.block_on(async {
                let database = open(&url).await;
                let there = count(&database).await;
                database.close().await;
                there
            });
            assert!(there >= said, "{there} are there, {said} were kept");
            lost += i64::from(there > said + 1);
            kept = there;
        }
        assert!(kept > i64::from(kills), "the writer wrote");
        assert_eq!(lost, 0, "at most the last one was not said");
        well(&url, &folder.path().join("files"));
    }
}

#[test]
fn processes_side_by_side_make_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        // All find an empty database, and bring its schema at once.
        let writers: Vec<Child> = (0..4).map(|_| start(&url, Some(25))).collect();
        for writer in writers {
            let output = writer.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
        runtime().block_on(async {
            let database = open(&url).await;
            assert_eq!(count(&database).await, 100);
            database.close().await;
        });
        well(&url, &folder.path().join("files"));
    }
}

#[test]
fn a_clock_that_jumped_back_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        runtime().block_on(async {
            let database = open(&url).await;
            // In the year 2100, and again before.
            for at in [4_102_444_800, 1_790_000_000] {
                database.write().await.unwrap().log(&entry(at)).await.unwrap().commit().await.unwrap();
            }
            let mut read = database.read().await.unwrap();
            assert!(
                matches!(read.check_log().await.unwrap(), LogCheck::Whole(_)),
                "the order is not the clock's"
            );
            drop(read);
            database.close().await;
        });
        let output = doctor(&url, &folder.path().join("files"));
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{shown}");
        assert!(shown.contains("✗ Đồng hồ máy là ") && shown.contains("2100-01-01"), "{shown}");
        assert_eq!(shown.matches('✗').count(), 1, "{shown}");
    }
}
