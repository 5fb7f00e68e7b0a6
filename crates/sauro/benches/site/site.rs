//! Sáu Rõ: the invented city of the demonstration with 3,000 accounts.

use crate::load::{Processes, first_answer, free_address};
use crate::{ACCOUNTS, ACTIVE, Site};
use domain::people::{Language, Post, PostKind, RoleCode, SignInName};
use domain::{PostId, Span, UnitId};
use identity::Os;
use identity::token::SessionToken;
use jiff::Timestamp;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use store::{Database, NewAccount, NewSession, Options};

pub(crate) fn start(folder: &Path) -> Site {
    let folder = folder.join("site");
    let sauro = env!("CARGO_BIN_EXE_sauro");
    let address = free_address();
    let demo = Command::new(sauro)
        .args(["demo", "--listen", &address, "--folder"])
        .arg(&folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let demo = Processes(demo);
    first_answer(&address, "/sign-in", Instant::now());
    drop(demo);
    let url = format!("sqlite:{}", folder.join("sauro.db").display());
    let cookies = people(&url);

    let address = free_address();
    let begin = Instant::now();
    let process = Command::new(sauro)
        .args(["serve", "--listen", &address, "--database", &url])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let processes = Processes(process);
    let started_in = first_answer(&address, "/sign-in", begin);
    let pages = [
        ("home", "/".to_owned()),
        ("unit", "/units/2".to_owned()),
        ("table, 100 rows", "/people?rows=100".to_owned()),
    ];
    Site { name: "sauro, SQLite", address, cookies, pages, started_in, processes }
}

/// Accounts with a post each, half of them signed in: gives their cookies.
fn people(url: &str) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let database = Database::open(url, &Options::default()).await.unwrap();
        let mut work = database.work().await.unwrap();
        let now =
            Timestamp::from_second(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().try_into().unwrap())
                .unwrap();
        let today = domain::span::local_day(now);
        let mut cookies = Vec::new();
        for number in 0..ACCOUNTS {
            let account = NewAccount {
                sign_in: format!("nguoi{number}").parse::<SignInName>().unwrap(),
                display_name: format!("Người dùng số {number}"),
                email: None,
                language: Language::Vi,
            };
            let account = work.add_account(&account, now).await.unwrap();
            let post = Post {
                id: PostId::new(0),
                account,
                unit: UnitId::new(1),
                role: RoleCode::new("follower"),
                title: "Chuyên viên".to_owned(),
                span: Span::since(today),
                kind: PostKind::Held,
            };
            work.add_post(&post).await.unwrap();
            if number < ACTIVE {
                let token = SessionToken::generate(&mut Os);
                let session = NewSession {
                    digest: &token.digest().to_hex(),
                    account,
                    stage: "password",
                    created: now,
                    address: "127.0.0.1",
                    agent: "bench",
                };
                work.add_session(&session).await.unwrap();
                cookies.push(format!("session={}", token.reveal()));
            }
        }
        work.commit().await.unwrap();
        database.close().await;
        cookies
    })
}
