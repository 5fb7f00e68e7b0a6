//! Documents in bulk: rows are written many at once, and the index is made when all are there, as after a restore.

use crate::words::Vocabulary;
use domain::UnitId;
use domain::documents::identity::{issuer_key, symbol_key};
use domain::people::{Language, SignInName};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use sqlx::{Connection as _, PgConnection, Postgres, QueryBuilder, Sqlite, SqliteConnection, query_scalar};
use store::{Database, NewAccount};

/// The last of the days.
pub(crate) const TODAY: Date = date(2026, 10, 31);
/// The first of the days.
const FIRST: Date = date(2016, 11, 1);
/// Days over which the documents are spread.
const DAYS: u64 = 10 * 365;
/// Units with a register: a city with its communes.
const UNITS: usize = 118;
/// Documents in one statement, and statements in one transaction.
const TOGETHER: u64 = 100;
const STATEMENTS: u64 = 50;
const ISSUER: &str = "Thành ủy Hải Minh";
const DOCUMENT: &str = "INSERT INTO document (id, unit, direction, state, kind, symbol, symbol_key, issued_on, issuer, issuer_key,
    subject, recipients, arrival_number, arrived_on, due_on, registered_at, registered_by, counted_on, revision) ";
const TEXT: &str = "INSERT INTO document_text (document, text) ";

struct Row {
    id: i64,
    unit: i64,
    incoming: bool,
    kind: &'static str,
    day: Date,
    symbol: String,
    subject: String,
    text: String,
}

fn row(number: u64, units: &[UnitId], vocabulary: &Vocabulary) -> Row {
    let (subject, text) = vocabulary.document(number);
    let place = usize::try_from(number).unwrap();
    Row {
        id: i64::try_from(number).unwrap(),
        unit: units[place * 31 % units.len()].get(),
        incoming: number % 5 < 3,
        kind: ["công văn", "báo cáo", "kế hoạch", "nghị quyết", "thông báo"][place % 5],
        day: FIRST + jiff::Span::new().days(i64::try_from(number * 7_919 % DAYS).unwrap()),
        symbol: format!("{}-CV/TU", number % 9_000 + 1),
        subject,
        text,
    }
}

macro_rules! write_rows {
    ($driver:ty, $connection:expr, $rows:expr, $clerk:expr) => {{
        let mut documents = QueryBuilder::<$driver>::new(DOCUMENT);
        documents.push_values($rows, |mut values, row: &Row| {
            let own = (!row.incoming).then_some(());
            let day = row.day.to_string();
            values.push_bind(row.id).push_bind(row.unit);
            values.push_bind(own.map_or("incoming", |()| "outgoing"));
            values.push_bind(own.map_or("arrived", |()| "issued")).push_bind(row.kind);
            values.push_bind(row.symbol.clone()).push_bind(symbol_key(&row.symbol).map(|(key, _)| key));
            values.push_bind(day.clone()).push_bind(ISSUER).push_bind(issuer_key(ISSUER));
            values.push_bind(row.subject.clone()).push_bind("");
            values.push_bind(row.incoming.then_some(row.id % 900_000 + 1));
            values.push_bind(row.incoming.then(|| day.clone()));
            values.push_bind(row.incoming.then(|| (row.day + jiff::Span::new().days(10)).to_string()));
            values.push_bind(0_i64).push_bind($clerk).push_bind(day).push_bind(1_i64);
        });
        documents.build().execute(&mut *$connection).await.unwrap();
        let mut texts = QueryBuilder::<$driver>::new(TEXT);
        texts.push_values($rows, |mut values, row: &Row| {
            values.push_bind(row.id).push_bind(row.text.clone());
        });
        texts.build().execute(&mut *$connection).await.unwrap();
    }};
}

/// Fills the register with `count` documents; gives the units in whose registers they stand.
pub(crate) async fn fill(database: &Database, url: &str, count: u64, vocabulary: &Vocabulary) -> Vec<UnitId> {
    let mut work = database.work().await.unwrap();
    let mut units = Vec::new();
    for _ in 0..UNITS {
        units.push(work.new_unit(None).await.unwrap());
    }
    let clerk = NewAccount {
        sign_in: "vanthu".parse::<SignInName>().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let clerk = work.add_account(&clerk, Timestamp::UNIX_EPOCH).await.unwrap().get();
    work.commit().await.unwrap();
    let numbers: Vec<u64> = (1..=count).collect();
    let rows = |numbers: &[u64]| -> Vec<Row> {
        numbers.iter().map(|number| row(*number, &units, vocabulary)).collect()
    };
    let (statement, together) =
        (usize::try_from(TOGETHER).unwrap(), usize::try_from(TOGETHER * STATEMENTS).unwrap());
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        for together in numbers.chunks(together) {
            let mut transaction = connection.begin().await.unwrap();
            for numbers in together.chunks(statement) {
                write_rows!(Sqlite, transaction, &rows(numbers), clerk);
            }
            transaction.commit().await.unwrap();
        }
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        for together in numbers.chunks(together) {
            let mut transaction = connection.begin().await.unwrap();
            for numbers in together.chunks(statement) {
                write_rows!(Postgres, transaction, &rows(numbers), clerk);
            }
            transaction.commit().await.unwrap();
        }
    }
    let mut work = database.work().await.unwrap();
    work.rebuild_search().await.unwrap();
    work.commit().await.unwrap();
    if !url.starts_with("sqlite:") {
        // What PostgreSQL does by itself after a while.
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::query("VACUUM ANALYZE").execute(&mut connection).await.unwrap();
    }
    units
}

/// How much of the disk the database takes, in bytes.
pub(crate) async fn size(url: &str) -> u64 {
    if let Some(path) = url.strip_prefix("sqlite:") {
        return std::fs::metadata(path).unwrap().len();
    }
    let mut connection = PgConnection::connect(url).await.unwrap();
    let size: i64 =
        query_scalar("SELECT pg_database_size(current_database())").fetch_one(&mut connection).await.unwrap();
    size.unsigned_abs()
}
