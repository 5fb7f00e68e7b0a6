//! A server of PostgreSQL that goes away in the middle; a file of SQLite that somebody else holds.

use sqlx::{Connection, PgConnection, SqliteConnection, query};
use std::time::Duration;
use store::{Database, Options, StoreError};

#[test]
fn a_lost_connection_is_said_and_the_next_request_works() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let url = testkit::postgres::database();
        let database = Database::open(&url, &Options::default()).await.unwrap();
        database.migrate().await.unwrap();
        let cut = async || {
            let mut other = PgConnection::connect(&url).await.unwrap();
            query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
            .execute(&mut other)
            .await
            .unwrap();
            other.close().await.unwrap();
        };
        for round in 0..5 {
            let mut write = database.write().await.unwrap();
            write.set_setting("half", "done").await.unwrap();
            let mut read = database.read().await.unwrap();
            assert_eq!(read.setting("half").await.unwrap(), None);
            cut().await;
            let lost = write.set_setting("other", "half").await;
            assert!(matches!(lost, Err(StoreError::Unreachable(_))), "{round}: {lost:?}");
            drop(write);
            let lost = read.setting("half").await;
            assert!(matches!(lost, Err(StoreError::Unreachable(_))), "{round}: {lost:?}");
            drop(read);

            assert_eq!(database.read().await.unwrap().setting("half").await.unwrap(), None, "{round}");
            let mut work = database.work().await.unwrap();
            work.set_setting("whole", &round.to_string()).await.unwrap();
            work.commit().await.unwrap();
            let whole = database.read().await.unwrap().setting("whole").await.unwrap();
            assert_eq!(whole, Some(round.to_string()));
        }
        database.close().await;
    });
}

/// Turning a file to its write-ahead log does not wait for a writer as other statements do.
#[test]
fn a_new_file_that_another_process_writes_is_waited_for() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("sauro.db").display());
        let mut other = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.unwrap();
        query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
        let opened = tokio::spawn(async move { Database::open(&url, &Options::default()).await });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!opened.is_finished(), "it waits");
        query("ROLLBACK").execute(&mut other).await.unwrap();
        opened.await.unwrap().unwrap().close().await;
    });
}
