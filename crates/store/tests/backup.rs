//! A copy of a site becomes the same site, on either engine; anything else becomes nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;

use domain::log::{Actor, Entry, Object};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Connection, query};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use store::backup::{self, BackupError, Manifest};
use store::{Content, Database, Files, Kind, LogCheck, Options};
use zip::write::SimpleFileOptions;

fn at(number: i64) -> Timestamp {
    Timestamp::from_microsecond(1_790_000_000_000_000 + number).unwrap()
}

fn entry(number: i64) -> Entry {
    Entry {
        at: at(number),
        actor: Actor::System,
        post: None,
        verb: "settings.change".to_owned(),
        object: Object { kind: "setting".into(), id: Some(number) },
        before: None,
        after: None,
        from: None,
        request: None,
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

struct Site {
    folder: tempfile::TempDir,
    files: Files,
    /// A content that a row names.
    content: Content,
}

impl Site {
    fn url(&self, name: &str) -> String {
        format!("sqlite:{}", self.folder.path().join(name).display())
    }

    fn zip(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A SQLite with rows in every table that there is.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_memory();
        let content = files.put(&b"Th\xC3\xB4ng b\xC3\xA1o"[..]).await.unwrap();
        let site = Self { folder, files, content };
        let url = site.url("first.db");
        let database = Database::open(&url, &Options::default()).await.unwrap();
        database.migrate().await.unwrap();
        for number in 1..=5 {
            let mut write = database.write().await.unwrap();
            write.name_file(&site.files, content, "text/plain", at(0)).await.unwrap();
            write.log(&entry(number)).await.unwrap().commit().await.unwrap();
        }
        let tables = database.read().await.unwrap().tables().await.unwrap();
        let options: sqlx::sqlite::SqliteConnectOptions = url.parse().unwrap();
        let mut raw = sqlx::SqliteConnection::connect_with(&options.foreign_keys(false)).await.unwrap();
        for table in &tables {
            if ["log", "log_head", "unit_revision", "definition_revision", "file"]
                .contains(&table.name.as_str())
            {
                continue;
            }
            for row in 1..=3_i64 {
                let values = table.columns.iter().map(|column| match column.kind {
                    // What names a row of another table finds it: every table has the rows 1 to 3, and the last names a later one.
                    Kind::Integer if column.name == "other_post" => (4 - row).to_string(),
                    Kind::Integer => row.to_string(),
                    // The index of the search is made again of what stands here.
                    Kind::Text if column.name.ends_with("_on") => format!("'2026-03-0{row}'"),
                    Kind::Text if table.name == "document" && column.name == "direction" => {
                        "'incoming'".to_owned()
                    }
                    Kind::Text if table.name == "document" && column.name == "state" => {
                        "'arrived'".to_owned()
                    }
                    Kind::Text if column.name == "file" => format!("'{}'", content.hash),
                    Kind::Text => format!("'{} {row}: “Hải Minh” \\ '' \n'", column.name),
                    Kind::Boolean => (row % 2 == 0).to_string(),
                });
                let values: Vec<_> = values.collect();
                let statement = format!("INSERT INTO {} VALUES ({})", table.name, values.join(", "));
                query(AssertSqlSafe(statement)).execute(&mut raw).await.unwrap();
            }
        }
        // A number that was given and whose row has gone is not given again.
        for statement in ["INSERT INTO unit (id) VALUES (900)", "DELETE FROM unit WHERE id = 900"] {
            query(statement).execute(&mut raw).await.unwrap();
        }
        raw.close().await.unwrap();
        database.close().await;
        site
    }

    async fn copy(&self, url: &str, name: &str) -> Manifest {
        let database = Database::open(url, &Options::default()).await.unwrap();
        let made = backup::write(&database, &self.files, &self.zip(name), false, "0.0.0", at(9)).await;
        database.close().await;
        made.unwrap()
    }

    async fn restore(&self, url: &str, name: &str) -> Result<Manifest, BackupError> {
        backup::restore(url, &Options::default(), &self.files, &self.zip(name)).await
    }
}

#[test]
fn a_site_goes_from_engine_to_engine_and_back() {
    runtime().block_on(async {
        let site = Site::new().await;
        let postgres = testkit::postgres::database();
        let first = site.copy(&site.url("first.db"), "first.zip").await;
        assert_eq!(site.restore(&postgres, "first.zip").await.unwrap(), first);
        let second = site.copy(&postgres, "second.zip").await;
        let fresh = Site { files: Files::in_memory(), ..site };
        fresh.restore(&fresh.url("third.db"), "first.zip").await.unwrap();
        let third = fresh.copy(&fresh.url("third.db"), "third.zip").await;
        assert_eq!((&second, &third), (&first, &first));
        assert_eq!(fresh.files.get_whole(fresh.content.hash).await.unwrap(), "Thông báo".as_bytes());

        for url in [&postgres, &fresh.url("third.db")] {
            let database = Database::open(url, &Options::default()).await.unwrap();
            let mut read = database.read().await.unwrap();
            assert_eq!(read.check_log().await.unwrap(), LogCheck::Whole(first.log));
            assert_eq!(read.defects().await.unwrap(), []);
            drop(read);
            let mut write = database.write().await.unwrap();
            assert_eq!(write.new_unit(None).await.unwrap().get(), 901, "an id is never given twice");
            write.log(&entry(6)).await.unwrap().commit().await.unwrap();
            let refused = fresh.restore(url, "first.zip").await;
            assert!(matches!(refused, Err(BackupError::NotEmpty)), "{refused:?}");
            assert_eq!(
                database.read().await.unwrap().log_head().await.unwrap().count,
                6,
                "nothing was touched"
            );
            database.close().await;
        }
    });
}

#[test]
fn every_table_of_both_engines_is_carried_with_rows() {
    runtime().block_on(async {
        let site = Site::new().await;
        let manifest = site.copy(&site.url("first.db"), "first.zip").await;
        let carried: BTreeSet<_> = manifest.tables.iter().map(|table| table.name.clone()).collect();
        let empty: Vec<_> = manifest.tables.iter().filter(|table| table.rows == 0).collect();
        assert!(empty.is_empty(), "{empty:?}");
        let mut seen = Vec::new();
        for url in [site.url("other.db"), testkit::postgres::database()] {
            let database = Database::open(&url, &Options::default()).await.unwrap();
            database.migrate().await.unwrap();
            let tables = database.read().await.unwrap().tables().await.unwrap();
            assert_eq!(tables.iter().map(|table| table.name.clone()).collect::<BTreeSet<_>>(), carried);
            seen.push(tables);
            database.close().await;
        }
        assert_eq!(seen[0], seen[1], "both engines have the same columns");
        let steps = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
        let text: String = steps.map(|step| std::fs::read_to_string(step.unwrap().path()).unwrap()).collect();
        let tables = text.lines().filter_map(|line| line.strip_prefix("CREATE TABLE "));
        let kept = tables.filter(|name| !name.starts_with("search_index"));
        assert_eq!(kept.count(), carried.len(), "and there is no other table but those of the index");
    });
}

#[test]
fn a_copy_is_of_one_moment_while_people_work() {
    both::on_both(|database| async move {
        let folder = tempfile::tempdir().unwrap();
        let stop = std::sync::atomic::AtomicBool::new(false);
        let write = async {
            let mut number = 0_i64;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                number += 1;
                let mut write = database.write().await.unwrap();
                write.set_setting("count", &number.to_string()).await.unwrap();
                write.log(&entry(number)).await.unwrap().commit().await.unwrap();
            }
        };
        let copy = async {
            for round in 0..5 {
                let zip = folder.path().join(format!("{round}.zip"));
                backup::write(&database, &Files::in_memory(), &zip, false, "0", at(0)).await.unwrap();
                let url = format!("sqlite:{}", folder.path().join(format!("{round}.db")).display());
                let restored = backup::restore(&url, &Options::default(), &Files::in_memory(), &zip).await;
                let log = restored.unwrap().log;
                let copy = Database::open(&url, &Options::default()).await.unwrap();
                let count = copy.read().await.unwrap().setting("count").await.unwrap();
                assert_eq!(count.map_or(0, |count| count.parse::<u64>().unwrap()), log.count);
                copy.close().await;
            }
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
        };
        tokio::join!(write, copy);
    });
}

#[test]
fn a_file_that_is_there_stays_unless_told() {
    runtime().block_on(async {
        let site = Site::new().await;
        let zip = site.zip("there.zip");
        std::fs::write(&zip, "mine").unwrap();
        let database = Database::open(&site.url("first.db"), &Options::default()).await.unwrap();
        let made = backup::write(&database, &site.files, &zip, false, "0", at(0)).await;
        assert!(matches!(made, Err(BackupError::Exists(_))), "{made:?}");
        assert_eq!(std::fs::read(&zip).unwrap(), b"mine");
        backup::write(&database, &site.files, &zip, true, "0", at(0)).await.unwrap();
        assert!(std::fs::read(&zip).unwrap().starts_with(b"PK"));
        database.close().await;
        let left: Vec<_> =
            names(site.folder.path()).into_iter().filter(|name| name.ends_with(".part")).collect();
        assert_eq!(left, [] as [&str; 0], "no half of a file is left");
    });
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The parts of a zip, each passed through `change`: another content, or none.
fn changed(zip: &Path, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::fs::File::open(zip).unwrap()).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if let Some(content) = change(&name, content) {
            to.start_file(name, SimpleFileOptions::default()).unwrap();
            to.write_all(&content).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

fn replaced(zip: &Path, part: &'static str, from: &str, to: &str) -> Vec<u8> {
    changed(zip, |name, content| {
        let text = String::from_utf8(content).unwrap();
        if name != part {
            return Some(text.into_bytes());
        }
        assert!(text.contains(from), "{text}");
        Some(text.replacen(from, to, 1).into_bytes())
    })
}

#[test]
fn what_is_wrong_with_a_copy_is_said_and_nothing_is_made() {
    runtime().block_on(async {
        let site = Site::new().await;
        site.copy(&site.url("first.db"), "first.zip").await;
        let good = site.zip("first.zip");
        let bytes = std::fs::read(&good).unwrap();
        let schema = format!("\"schema\": {}", {
            let database = Database::open(&site.url("first.db"), &Options::default()).await.unwrap();
            database.newest_migration()
        });
        let manifest = |from: &str, to: &str| replaced(&good, "manifest.json", from, to);
        let without =
            |lost: &'static str| changed(&good, |name, content| (!name.starts_with(lost)).then_some(content));
        let name =
            |error: &BackupError| format!("{error:?}").split([' ', '(', '{']).next().unwrap().to_owned();
        let cases: Vec<(&str, Vec<u8>, &str)> = vec![
            ("empty", Vec::new(), "Foreign"),
            ("a text", b"Hello".to_vec(), "Foreign"),
            ("cut off", bytes[..bytes.len() / 2].to_vec(), "Damaged"),
            ("cut off at the end", bytes[..bytes.len() - 30].to_vec(), "Damaged"),
            ("without a manifest", without("manifest"), "Foreign"),
            ("of another program", manifest("\"sauro\"", "\"other\""), "Foreign"),
            ("of a newer form", manifest("\"format\": 1", "\"format\": 2"), "Newer"),
            ("of a newer schema", manifest(&schema, "\"schema\": 9999"), "Newer"),
            ("of no schema", manifest(&schema, "\"schema\": 0"), "Damaged"),
            ("a bomb", manifest("\"bytes\": ", "\"bytes\": 9999999999"), "Bomb"),
            ("rows missing in the manifest", manifest("\"rows\": 3", "\"rows\": 2"), "Damaged"),
            ("another end of the log", manifest("\"count\": 5", "\"count\": 4"), "Damaged"),
            ("a table lost", without("tables/account"), "Damaged"),
            ("a content lost", without("files/"), "Damaged"),
            ("a row changed", replaced(&good, "tables/setting.ndjson", "name 1", "name 7"), "Damaged"),
            ("a value of another type", replaced(&good, "tables/unit.ndjson", "[1,", "[true,"), "Damaged"),
            ("a row cut", replaced(&good, "tables/unit.ndjson", "\"]\n", ""), "Damaged"),
        ];
        let files = std::fs::read_dir(site.folder.path()).unwrap().count();
        for (case, bytes, kind) in cases {
            std::fs::write(site.zip("bad.zip"), bytes).unwrap();
            for url in [site.url("new.db"), testkit::postgres::database()] {
                let error = site.restore(&url, "bad.zip").await.expect_err(case);
                assert_eq!(name(&error), kind, "{case}: {error}");
                if url.starts_with("postgres") {
                    let database = Database::open(&url, &Options::default()).await.unwrap();
                    assert_eq!(database.read().await.unwrap().tables().await.unwrap(), [], "{case}");
                    database.close().await;
                }
            }
            std::fs::remove_file(site.zip("bad.zip")).unwrap();
            assert_eq!(
                std::fs::read_dir(site.folder.path()).unwrap().count(),
                files,
                "{case}: something was made"
            );
        }
    });
}

#[test]
fn a_row_that_names_none_is_found() {
    runtime().block_on(async {
        let site = Site::new().await;
        let options: sqlx::sqlite::SqliteConnectOptions = site.url("first.db").parse().unwrap();
        let mut raw = sqlx::SqliteConnection::connect_with(&options.foreign_keys(false)).await.unwrap();
        query("UPDATE post SET unit = 77 WHERE id = 2").execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        site.copy(&site.url("first.db"), "first.zip").await;
        for url in [site.url("new.db"), testkit::postgres::database()] {
            let restored = site.restore(&url, "first.zip").await;
            assert!(
                matches!(&restored, Err(BackupError::Damaged(what)) if what.contains("post")),
                "{restored:?}"
            );
        }
        let database = Database::open(&site.url("first.db"), &Options::default()).await.unwrap();
        let found = database.read().await.unwrap().defects().await.unwrap();
        assert_eq!(found, [store::Defect::Reference { table: "post".to_owned(), rows: 1 }]);
        database.close().await;
    });
}

#[test]
fn a_flipped_byte_never_passes() {
    runtime().block_on(async {
        let site = Site::new().await;
        let first = site.copy(&site.url("first.db"), "first.zip").await;
        let bytes = std::fs::read(site.zip("first.zip")).unwrap();
        for place in (0..bytes.len()).step_by(bytes.len() / 60) {
            let mut bytes = bytes.clone();
            bytes[place] ^= 0x41;
            std::fs::write(site.zip("bad.zip"), bytes).unwrap();
            let url = site.url(&format!("{place}.db"));
            // Bytes that mean nothing, such as a time of day in a header, may be any.
            if site.restore(&url, "bad.zip").await.is_ok() {
                let again = site.copy(&url, &format!("{place}.zip")).await;
                assert_eq!(again.tables, first.tables, "byte {place}");
            } else {
                assert!(!site.folder.path().join(format!("{place}.db")).exists(), "byte {place}");
            }
        }
    });
}
