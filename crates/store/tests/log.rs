//! The log is one chain, however many write.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::log::{Actor, Entry, Fault, Head, Json, Object, verify};
use domain::{AccountId, LogId, PostId};
use jiff::Timestamp;
use serde_json::json;
use store::{Database, LogFilter, LogRow, Options};

fn entry(verb: &str, number: i64) -> Entry {
    Entry {
        at: Timestamp::from_microsecond(1_790_000_000_000_000 + number).unwrap(),
        actor: if number % 5 == 0 { Actor::System } else { Actor::Account(AccountId::new(number)) },
        post: (number % 2 == 0).then(|| PostId::new(number)),
        verb: verb.to_owned(),
        object: Object { kind: "setting".into(), id: (number % 3 == 0).then_some(number) },
        before: None,
        after: Some(Json::of(&json!({"b": "Hải Minh", "a": number})).unwrap()),
        from: Some("192.0.2.7".into()),
        request: None,
    }
}

async fn all(database: &Database) -> Vec<LogRow> {
    database.read().await.unwrap().log_after(LogId::new(0), 10_000).await.unwrap()
}

fn checked(rows: &[LogRow]) -> Result<Head, Fault<()>> {
    verify(Head::EMPTY, rows.iter().map(|row| Ok((row.entry.clone(), row.hash))))
}

#[test]
fn many_writers_make_one_chain() {
    both::on_both(|database| async move {
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..8 {
            let database = database.clone();
            writers.spawn(async move {
                for step in 0..10_i64 {
                    let number = writer * 100 + step;
                    let mut write = database.write().await.unwrap();
                    // What each one reads in its turn is what the one before it has left.
                    let before: i64 = write.setting("count").await.unwrap().map_or(0, |v| v.parse().unwrap());
                    write.set_setting("count", &(before + 1).to_string()).await.unwrap();
                    let logged = write.log(&entry("settings.change", number)).await.unwrap();
                    if step == 3 {
                        drop(logged);
                    } else {
                        logged.commit().await.unwrap();
                    }
                }
            });
        }
        writers.join_all().await;
        let mut read = database.read().await.unwrap();
        assert_eq!(read.setting("count").await.unwrap().unwrap(), "72");
        let rows = all(&database).await;
        let ids: Vec<i64> = rows.iter().map(|row| row.id.get()).collect();
        assert_eq!(ids, (1..=72).collect::<Vec<_>>());
        assert_eq!(checked(&rows).unwrap(), read.log_head().await.unwrap());
        let written: Vec<_> = rows.iter().map(|row| row.entry.clone()).collect();
        assert!(written.contains(&entry("settings.change", 705)), "what is read is what was written");
    });
}

#[test]
fn it_is_searched_from_the_newest() {
    both::on_both(|database| async move {
        for (number, verb) in
            (1..).zip(["units.merge", "units.create", "unitsx.merge", "people.change", "units.merge"])
        {
            database.write().await.unwrap().log(&entry(verb, number)).await.unwrap().commit().await.unwrap();
        }
        let mut read = database.read().await.unwrap();
        let mut found = async |filter: LogFilter| {
            let rows = read.search_log(&filter, 3).await.unwrap();
            rows.iter().map(|row| row.id.get()).collect::<Vec<_>>()
        };
        assert_eq!(found(LogFilter::default()).await, [5, 4, 3]);
        assert_eq!(found(LogFilter { before: Some(LogId::new(3)), ..LogFilter::default() }).await, [2, 1]);
        assert_eq!(found(LogFilter { verb: Some("units".into()), ..LogFilter::default() }).await, [5, 2, 1]);
        assert_eq!(
            found(LogFilter { verb: Some("units.merge".into()), ..LogFilter::default() }).await,
            [5, 1]
        );
        assert_eq!(found(LogFilter { account: Some(AccountId::new(2)), ..LogFilter::default() }).await, [2]);
        assert_eq!(found(LogFilter { object_id: Some(3), ..LogFilter::default() }).await, [3]);
        let from = Some(entry("", 2).at);
        let to = Some(entry("", 4).at);
        assert_eq!(found(LogFilter { from, to, ..LogFilter::default() }).await, [3, 2]);
    });
}

#[test]
fn a_page_sees_one_moment() {
    both::on_both(|database| async move {
        let mut read = database.read().await.unwrap();
        assert_eq!(read.setting("x").await.unwrap(), None);
        let mut write = database.write().await.unwrap();
        write.set_setting("x", "1").await.unwrap();
        write.log(&entry("settings.change", 1)).await.unwrap().commit().await.unwrap();
        assert_eq!(read.setting("x").await.unwrap(), None, "what came later is not seen");
        assert_eq!(database.read().await.unwrap().setting("x").await.unwrap().unwrap(), "1");
    });
}

#[test]
fn an_address_that_is_none_is_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let opened = runtime.block_on(Database::open("mysql://localhost/x", &Options::default()));
    assert!(matches!(opened, Err(store::StoreError::Address)));
}
