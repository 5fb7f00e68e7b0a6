//! A story told on both engines.

use std::future::Future;
use store::{Database, Options};

/// Runs `story` on an empty SQLite and on an empty PostgreSQL, the schema in place.
pub(crate) fn on_both<F: Future<Output = ()>>(story: impl Fn(Database) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lite = format!("sqlite:{}", folder.path().join("sauro.db").display());
    for url in [lite, testkit::postgres::database()] {
        runtime.block_on(async {
            let database = Database::open(&url, &Options::default()).await.unwrap();
            database.migrate().await.unwrap();
            story(database.clone()).await;
            database.close().await;
        });
    }
}
