//! Jobs: each is claimed once, over tasks and processes; a claim that runs out is another's.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;

use jiff::Timestamp;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use store::{Database, JobCounts, NewJob, Options};

/// The database whose jobs this process shall do; without it, it does none.
const URL: &str = "SAURO_TEST_JOBS";
/// It shall claim one and then do nothing more.
const HANG: &str = "SAURO_TEST_HANG";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

async fn add(database: &Database, payload: &str, name: Option<&str>) -> bool {
    let mut work = database.work().await.unwrap();
    let new = NewJob { kind: "letter", payload, name, due: at(0) };
    let id = work.add_job(&new, at(0)).await.unwrap();
    work.commit().await.unwrap();
    id.is_some()
}

async fn claim(database: &Database, now: i64, until: i64) -> Option<store::JobRow> {
    let mut work = database.work().await.unwrap();
    let claim = work.claim_job(at(now), at(until)).await.unwrap();
    work.commit().await.unwrap();
    claim
}

#[test]
fn a_job_lives_from_its_transaction_to_its_end() {
    both::on_both(|database| async move {
        // A transaction that is not kept asks for nothing.
        let mut work = database.work().await.unwrap();
        let new = NewJob { kind: "letter", payload: "null", name: None, due: at(0) };
        work.add_job(&new, at(0)).await.unwrap();
        drop(work);
        assert!(!database.read().await.unwrap().is_job_due(at(9)).await.unwrap());

        assert!(add(&database, "1", Some("nightly")).await);
        assert!(!add(&database, "2", Some("nightly")).await, "under its name it stands there once");
        assert!(claim(&database, -1, 60).await.is_none(), "it is not due");
        let first = claim(&database, 1, 60).await.unwrap();
        assert_eq!((first.payload.as_str(), first.tries), ("1", 1));
        assert!(claim(&database, 60, 120).await.is_none(), "it is claimed");
        let counts = database.read().await.unwrap().count_jobs(at(60)).await.unwrap();
        assert_eq!(counts, JobCounts { running: 1, ..JobCounts::default() });

        // The claim runs out, and the first one comes back from the dead.
        let second = claim(&database, 61, 120).await.unwrap();
        assert_eq!((second.id, second.tries), (first.id, 2));
        let mut work = database.work().await.unwrap();
        assert!(!work.renew_job(&first, at(180)).await.unwrap());
        assert!(!work.end_job(&first).await.unwrap());
        assert!(!work.put_back_job(&first, at(0), 0, None).await.unwrap());
        assert!(!work.give_up_job(&first, at(0), "late").await.unwrap());
        assert!(!work.retry_job(first.id, at(70)).await.unwrap(), "it is being done");
        assert!(work.renew_job(&second, at(300)).await.unwrap());
        work.commit().await.unwrap();
        let held = store::JobRow { claimed_until: Some(at(300)), ..second };
        let mut work = database.work().await.unwrap();
        assert!(work.put_back_job(&held, at(400), 2, Some("no answer")).await.unwrap());
        work.commit().await.unwrap();
        assert!(claim(&database, 399, 500).await.is_none());
        let third = claim(&database, 400, 500).await.unwrap();
        assert_eq!((third.tries, third.failure.as_deref()), (3, Some("no answer")));
        let mut work = database.work().await.unwrap();
        assert!(work.give_up_job(&third, at(401), "no answer for hours").await.unwrap());
        work.commit().await.unwrap();
        assert!(claim(&database, 9_999, 10_000).await.is_none(), "it was given up");
        let counts = database.read().await.unwrap().count_jobs(at(402)).await.unwrap();
        assert_eq!(counts, JobCounts { failed: 1, ..JobCounts::default() });

        let mut work = database.work().await.unwrap();
        assert!(!work.discard_job(third.id, at(402)).await.unwrap(), "what comes back stays");
        assert!(work.retry_job(third.id, at(402)).await.unwrap());
        work.commit().await.unwrap();
        let again = claim(&database, 402, 500).await.unwrap();
        assert_eq!((again.tries, again.failed), (1, None));
        let mut work = database.work().await.unwrap();
        assert!(work.end_job(&again).await.unwrap());
        work.commit().await.unwrap();
        assert_eq!(database.read().await.unwrap().job(again.id).await.unwrap(), None);
    });
}

#[test]
fn many_at_once_claim_each_job_once() {
    both::on_both(|database| async move {
        for number in 0..60 {
            add(&database, &number.to_string(), None).await;
        }
        let workers: Vec<_> = (0..6)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    while let Some(job) = claim(&database, 1, 600).await {
                        mine.push(job.payload);
                    }
                    mine
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        assert_eq!(all.len(), 60);
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 60);
    });
}

/// What a process started by these tests does.
#[test]
fn worker() {
    let Some(url) = std::env::var_os(URL) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = Database::open(url.to_str().unwrap(), &Options::default()).await.unwrap();
        while let Some(job) = claim(&database, 1, 60).await {
            let mut out = std::io::stdout().lock();
            writeln!(out, "claimed {}", job.payload).unwrap();
            out.flush().unwrap();
            drop(out);
            if std::env::var_os(HANG).is_some() {
                std::future::pending::<()>().await;
            }
            let mut work = database.work().await.unwrap();
            assert!(work.end_job(&job).await.unwrap());
            work.commit().await.unwrap();
        }
        database.close().await;
    });
}

fn start(url: &str, hangs: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "worker", "--nocapture"]).env(URL, url);
    if hangs {
        command.env(HANG, "1");
    }
    command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap()
}

fn claimed(line: &str) -> Option<String> {
    line.split_once("claimed ").map(|(_, payload)| payload.to_owned())
}

#[test]
fn two_processes_do_each_job_once_and_one_that_is_killed_loses_none() {
    let folder = tempfile::tempdir().unwrap();
    let lite = format!("sqlite:{}", folder.path().join("sauro.db").display());
    for url in [lite, testkit::postgres::database()] {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let database = Database::open(&url, &Options::default()).await.unwrap();
            database.migrate().await.unwrap();
            for number in 0..40 {
                add(&database, &number.to_string(), None).await;
            }
            // One claims the first and is killed.
            let mut dies = start(&url, true);
            let lines = BufReader::new(dies.stdout.take().unwrap()).lines();
            let first = lines.map_while(Result::ok).find_map(|line| claimed(&line)).unwrap();
            dies.kill().unwrap();
            dies.wait().unwrap();

            let both = [start(&url, false), start(&url, false)];
            let mut done = Vec::new();
            for child in both {
                let output = child.wait_with_output().unwrap();
                assert!(output.status.success());
                done.extend(String::from_utf8(output.stdout).unwrap().lines().filter_map(claimed));
            }
            assert_eq!(done.len(), 39, "each once, but for the one that is still claimed");
            assert_eq!(done.iter().collect::<BTreeSet<_>>().len(), 39);
            assert!(!done.contains(&first));
            assert!(claim(&database, 59, 120).await.is_none());
            let left = claim(&database, 61, 120).await.unwrap();
            assert_eq!((left.payload, left.tries), (first, 2), "when its claim has run out it is done again");
            database.close().await;
        });
    }
}

#[test]
fn notices_and_views_are_their_accounts_own() {
    both::on_both(|database| async move {
        use domain::people::Language;
        let mut work = database.work().await.unwrap();
        let mut accounts = Vec::new();
        for name in ["an.nguyen", "binh.tran"] {
            let new = store::NewAccount {
                sign_in: name.parse().unwrap(),
                display_name: name.to_owned(),
                email: None,
                language: Language::Vi,
            };
            accounts.push(work.add_account(&new, at(0)).await.unwrap());
        }
        let (an, binh) = (accounts[0], accounts[1]);
        let first = work.add_notice(an, "{}", "/", at(1)).await.unwrap();
        let second = work.add_notice(an, "{}", "/account", at(2)).await.unwrap();
        assert!(!work.read_notice(binh, first, at(3)).await.unwrap(), "another's");
        assert!(work.read_notice(an, first, at(3)).await.unwrap());
        assert!(!work.read_notice(an, first, at(4)).await.unwrap(), "once");
        assert_eq!(
            (work.unread_notices(an).await.unwrap(), work.unread_notices(binh).await.unwrap()),
            (1, 0)
        );
        assert!(work.has_unread_notice(an, "{}").await.unwrap());
        let page = work.notices(an, 1, 0).await.unwrap();
        assert_eq!((page.len(), page[0].id, page[0].link.as_str()), (1, second, "/account"));
        assert_eq!(work.notices(an, 9, 1).await.unwrap()[0].read, Some(at(3)));
        assert_eq!(work.notice(binh, first).await.unwrap(), None);
        assert_eq!(work.read_all_notices(an, at(5)).await.unwrap(), 1);
        assert_eq!(work.sweep_notices(at(4), at(0)).await.unwrap(), 1);
        assert_eq!(work.count_notices(an).await.unwrap(), 1);

        let view = work.save_view(an, "people", "Đang dùng", "state=active").await.unwrap();
        assert_eq!(work.save_view(an, "people", "Đang dùng", "state=disabled").await.unwrap(), view);
        let other = work.save_view(an, "people", "Khác", "").await.unwrap();
        assert!(!work.rename_view(binh, view, "Của tôi").await.unwrap());
        assert!(!work.remove_view(binh, view).await.unwrap());
        assert_eq!(work.views(binh, "people").await.unwrap(), []);
        assert_eq!(work.views(an, "people").await.unwrap()[0].query, "state=disabled");
        assert!(work.remove_view(an, other).await.unwrap());
        assert!(work.rename_view(an, view, "Đã khóa").await.unwrap());
        assert_eq!(work.view(an, view).await.unwrap().unwrap().name, "Đã khóa");
    });
}
