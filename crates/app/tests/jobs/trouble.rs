//! Servers that do not answer, processes that die, a log that was changed.

use crate::house::{House, on_both};
use crate::server::{Manner, serve};
use app::notices::Event;
use app::rights::JobsManage;
use domain::JobId;
use jiff::SignedDuration;
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;
use store::JobRow;

/// The database and the place of letters of the process that shall die.
const URL: &str = "SAURO_TEST_DIES";
const PLACE: &str = "SAURO_TEST_PLACE";

async fn letters(house: &House) -> Vec<JobRow> {
    let by = house.administrator().await;
    let rows = by.permit::<JobsManage>().unwrap().list().await.unwrap().rows;
    rows.into_iter().filter(|row| row.kind == "letter").collect()
}

async fn failures(house: &House) -> usize {
    let by = house.administrator().await;
    let rows = by.notices(50, 0).await.unwrap().rows;
    rows.iter().filter(|row| matches!(Event::of(row), Some(Event::JobFailed { .. }))).count()
}

#[test]
fn a_letter_that_cannot_go_is_tried_for_hours_then_kept_and_told() {
    // A port on which nobody listens.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    on_both(&format!("smtp://{free}?tls=none"), |house| async move {
        house.add("an.nguyen", Some("an@haiminh.vn")).await;
        let mut waits = Vec::new();
        for try_number in 1..=10 {
            // Housekeeping comes by every hour.
            assert!(house.app.work_off().await.unwrap() >= 1, "{try_number}");
            let row = letters(&house).await.remove(0);
            assert_eq!(row.tries, try_number);
            assert!(!row.failure.unwrap_or_default().is_empty());
            if try_number < 10 {
                assert_eq!((row.failed, failures(&house).await), (None, 0));
                let wait = row.due.duration_since(house.app.now());
                waits.push(wait.as_secs());
                assert_eq!(house.app.work_off().await.unwrap(), 0, "not before its time");
                house.pass(wait + SignedDuration::from_secs(1));
            }
        }
        assert!(waits[0] < 15 && waits[1] > waits[0] && waits[2] > waits[1] && waits[8] > 2_600, "{waits:?}");
        let row = letters(&house).await.remove(0);
        assert!(row.failed.is_some());
        assert_eq!(failures(&house).await, 1);

        // A second failure of the kind is not told again while nobody has read of the first.
        let by = house.administrator().await;
        let permit = by.permit::<JobsManage>().unwrap();
        permit.try_again(row.id).await.unwrap();
        assert_eq!(house.app.work_off().await.unwrap(), 1);
        assert_eq!(letters(&house).await[0].tries, 1);
        permit.discard(row.id).await.unwrap();
        assert!(letters(&house).await.is_empty());
        assert!(permit.discard(row.id).await.is_err() && permit.try_again(JobId::new(999)).await.is_err());
    });
}

#[test]
fn what_a_server_refuses_for_good_is_not_tried_again() {
    let (place, _) = serve(Manner::Refuses);
    on_both(&place, |house| async move {
        house.add("an.nguyen", Some("an@haiminh.vn")).await;
        house.add("binh.tran", Some("binh@haiminh.vn")).await;
        assert_eq!(house.app.work_off().await.unwrap(), 2);
        let rows = letters(&house).await;
        assert!(rows.iter().all(|row| row.failed.is_some() && row.tries == 1));
        assert!(
            rows[0].failure.as_deref().is_some_and(|reason| reason.contains("no such mailbox")),
            "{rows:?}"
        );
        assert_eq!(failures(&house).await, 1, "told once");
    });
}

/// What a process started by the next test does: it begins a letter to a server that hangs.
#[test]
fn dies() {
    let (Some(url), Some(place)) = (std::env::var_os(URL), std::env::var_os(PLACE)) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let house = House::open(url.to_str().unwrap(), place.to_str().unwrap(), 0).await;
        let app = house.app.clone();
        tokio::spawn(async move { app.work(std::future::pending()).await });
        let mut out = std::io::stdout();
        loop {
            let counts =
                house.app.database().read().await.unwrap().count_jobs(house.app.now()).await.unwrap();
            if counts.running == 1 {
                writeln!(out, "letter begun").unwrap();
                out.flush().unwrap();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
}

#[test]
fn a_process_that_is_killed_leaves_its_job_to_another() {
    let (hangs, _) = serve(Manner::Hangs);
    let (place, letters_sent) = serve(Manner::Takes);
    on_both(&place, |house| {
        let (hangs, sent) = (hangs.clone(), letters_sent.clone());
        async move {
            sent.lock().unwrap().clear();
            house.add("an.nguyen", Some("an@haiminh.vn")).await;
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "trouble::dies", "--nocapture"])
                .env(URL, &house.url)
                .env(PLACE, &hangs)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
            assert!(lines.any(|line| line.contains("letter begun")));
            child.kill().unwrap();
            child.wait().unwrap();
            assert_eq!(house.app.work_off().await.unwrap(), 0, "the claim still holds");
            house.pass(SignedDuration::from_secs(121));
            assert_eq!(house.app.work_off().await.unwrap(), 1);
            assert_eq!(sent.lock().unwrap().len(), 1);
            assert!(letters(&house).await.is_empty());
        }
    });
}

#[test]
fn a_stop_waits_for_the_job_that_runs() {
    let (place, sent) = serve(Manner::Takes);
    on_both(&place, |house| {
        let sent = sent.clone();
        async move {
            sent.lock().unwrap().clear();
            for name in ["an.nguyen", "binh.tran", "chi.le"] {
                house.add(name, Some("an@haiminh.vn")).await;
            }
            let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
            let app = house.app.clone();
            let worker = tokio::spawn(async move { app.work(async { drop(stopped.await) }).await });
            while sent.lock().unwrap().is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            drop(stop);
            worker.await.unwrap();
            let counts =
                house.app.database().read().await.unwrap().count_jobs(house.app.now()).await.unwrap();
            assert_eq!(counts.running, 0, "none was left in the middle");
            let left = i64::try_from(letters(&house).await.len()).unwrap();
            assert_eq!(i64::try_from(sent.lock().unwrap().len()).unwrap() + left, 3);
        }
    });
}

#[test]
fn regular_jobs_come_back_and_a_changed_log_is_told_once() {
    let (place, _) = serve(Manner::Takes);
    on_both(&place, |house| async move {
        assert_eq!(house.app.work_off().await.unwrap(), 0, "they stand there, each for its time");
        let told = async || {
            let rows = house.administrator().await.notices(50, 0).await.unwrap().rows;
            rows.iter().filter(|row| Event::of(row) == Some(Event::LogNotWhole)).count()
        };
        house.pass(SignedDuration::from_hours(24));
        assert_eq!(house.app.work_off().await.unwrap(), 6);
        assert_eq!(house.app.work_off().await.unwrap(), 0);
        assert_eq!(told().await, 0);

        let change = "UPDATE log SET verb = 'units.none' WHERE id = 1";
        if let Some(path) = house.url.strip_prefix("sqlite:") {
            let mut raw = SqliteConnection::connect(path).await.unwrap();
            sqlx::query(change).execute(&mut raw).await.unwrap();
        } else {
            let mut raw = PgConnection::connect(&house.url).await.unwrap();
            sqlx::query(change).execute(&mut raw).await.unwrap();
        }
        for _ in 0..2 {
            house.pass(SignedDuration::from_hours(24));
            assert_eq!(house.app.work_off().await.unwrap(), 6);
        }
        assert_eq!(told().await, 1);
        let by = house.administrator().await;
        let rows = by.permit::<JobsManage>().unwrap().list().await.unwrap().rows;
        assert_eq!(rows.len(), 6);
        assert!(rows.iter().all(|row| row.failure.is_none() && row.tries == 0));
    });
}

#[test]
fn old_rows_go() {
    let (place, _) = serve(Manner::Takes);
    on_both(&place, |house| async move {
        let printed = house.add("an.nguyen", None).await;
        house.sign_in("an.nguyen", &printed, 1).await;
        let an = house.app.at_console(&"an.nguyen".parse().unwrap()).await.unwrap();
        assert_eq!(an.sessions().await.unwrap().len(), 1);
        an.read_all_notices().await.unwrap();
        house.app.work_off().await.unwrap();
        house.pass(SignedDuration::from_hours(13));
        house.app.work_off().await.unwrap();
        assert_eq!(an.sessions().await.unwrap().len(), 0);
        assert_eq!(an.notices(9, 0).await.unwrap().total, 1, "notices are kept longer");
        house.pass(SignedDuration::from_hours(24 * 91));
        house.app.work_off().await.unwrap();
        assert_eq!(an.notices(9, 0).await.unwrap().total, 0);
    });
}
