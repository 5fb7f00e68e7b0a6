//! Files of three kinds that are read, audited and registered, one clerk after another's file: what a morning brings.

use crate::{Line, peak_memory};
use app::documents::{Brought, Entry};
use app::rights::{DocumentsRegister, PeopleChange};
use app::{App, Config, Mail, Root, people};
use domain::Span;
use domain::documents::{Direction, FileRole, Routing};
use domain::people::{PostKind, RoleCode};
use identity::password::Cost;
use jiff::civil::date;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use store::{Database, Files, Options};
use testkit::{DocxOptions, Model};

/// How many.
const COUNT: usize = 500;
/// A report as testkit writes one, from which .docx and .pdf are made.
const MODEL: &str = include_str!("../../../testkit/month.model");
/// So many come at once.
const AT_ONCE: usize = 4;

pub(crate) async fn measure(folder: &Path) -> Vec<Line> {
    let url = format!("sqlite:{}", folder.join("files.db").display());
    let database = Database::open(&url, &Options::default()).await.unwrap();
    database.migrate().await.unwrap();
    let now: jiff::Timestamp = "2026-11-22T01:00:00Z".parse().unwrap();
    let app = App::new(Config {
        database,
        files: Files::open(&folder.join("files").display().to_string()).unwrap(),
        mail: Mail::off(),
        clock: Arc::new(move || now),
        password_cost: Cost::CHEAPEST,
    })
    .unwrap();
    let root = Root { name: "Thành ủy Hải Minh", kind: "city_committee", since: date(2020, 7, 1) };
    let first = app.first_start(&root).await.unwrap().unwrap();
    let administrator = app.at_console(&first.sign_in).await.unwrap();
    let unit = administrator.forest().roots().next().unwrap().unit.id;
    let clerk = people::NewPerson {
        sign_in: "vanthu".parse().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        post: people::NewPost {
            unit,
            role: RoleCode::new("clerk"),
            title: "Văn thư".to_owned(),
            span: Span::since(date(2026, 1, 1)),
            kind: PostKind::Held,
        },
    };
    administrator.permit::<PeopleChange>().unwrap().add(&clerk).await.unwrap();
    let clerk = Arc::new(app.at_console(&"vanthu".parse().unwrap()).await.unwrap());
    let mut files = files();
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!("{COUNT} files, {} KB in all", bytes >> 10);
    let begin = Instant::now();
    let mut shares: Vec<Vec<Brought>> = (0..AT_ONCE).map(|_| Vec::new()).collect();
    while let Some(file) = files.pop() {
        let place = files.len() % AT_ONCE;
        shares[place].push(file);
    }
    let clerks = shares.into_iter().map(|share| {
        let clerk = clerk.clone();
        tokio::spawn(async move {
            let permit = clerk.permit::<DocumentsRegister>().unwrap();
            for file in share {
                let received = permit.receive(unit, Direction::Incoming, file).await.unwrap();
                let waiting = permit.waiting_file(received.id).await.unwrap();
                let mut fields = waiting.file.fields;
                fields.issuer.get_or_insert_with(|| "Thành ủy Hải Minh".to_owned());
                if fields.subject.is_empty() {
                    "không trích yếu".clone_into(&mut fields.subject);
                }
                let entry = Entry {
                    unit,
                    direction: Direction::Incoming,
                    fields,
                    arrived_on: None,
                    routing: Routing::default(),
                    role: FileRole::Editable,
                    issued: false,
                    although_alike: true,
                };
                permit.enter(&entry, Some(received.id)).await.unwrap();
            }
        })
    });
    let clerks: Vec<_> = clerks.collect();
    for clerk in clerks {
        clerk.await.unwrap();
    }
    let took = begin.elapsed();
    println!("peak memory of this process {} MB", peak_memory() >> 20);
    vec![Line::once("SQLite", "500 files read, audited, registered", took)]
}

/// Files of three kinds, each with a line of its own, so that no two are the same.
fn files() -> Vec<Brought> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut samples: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            samples.push(std::fs::read_to_string(path).unwrap());
        }
    }
    samples.sort();
    let one = |number: usize| {
        let text = format!("{}\nDòng thứ {number} của bài đo.\n", samples[number % samples.len()]);
        let model = || Model::parse(&format!("{MODEL}\nDòng thứ {number} của bài đo.\n"));
        match number % 3 {
            0 => Brought { name: format!("{number}.txt"), bytes: text.clone().into_bytes() },
            1 => Brought { name: format!("{number}.docx"), bytes: model().to_docx(&DocxOptions::default()) },
            _ => Brought { name: format!("{number}.pdf"), bytes: model().to_pdf() },
        }
    };
    (0..COUNT).map(one).collect()
}
