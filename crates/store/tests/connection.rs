//! A server of PostgreSQL that goes away in the middle.

use sqlx::{Connection, PgConnection, query};
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
