//! The server: `serve`, `demo`, and what its keeper does at the console.

mod city;
mod demo;
mod figures;
mod keeper;
mod letters;
mod month;
mod openid;
mod papers;
mod tasks;

pub(crate) use figures::said_by_ward;
pub(crate) use keeper::{backup, doctor, restore};
pub(crate) use month::month;

use crate::arguments::{DemoArguments, ServeArguments, StoreArguments};
use crate::failure::Failure;
use crate::messages::Messages;
use crate::verbs::Outcome;
use app::{App, AppError, Config, LogCheck, Mail, Root, Thing, first_cause, with_causes};
use domain::people::SignInName;
use identity::password::Cost;
use std::future::Future;
use std::io::Write;
use std::net::SocketAddr;
use store::{Database, Files, Options};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use url::Url;
use web::pages::{AppGuard, Finder, SavedViews, routes};
use web::{Proxies, Site, serve as serve_site};

/// Serves the site until it is told to stop.
///
/// # Errors
/// The database or the address cannot be used.
pub(crate) fn serve(arguments: &ServeArguments, messages: &Messages) -> Result<Outcome, Failure> {
    logs(arguments.json_logs);
    run(async {
        let files = keeper::files(&arguments.files, &arguments.store)?;
        let app = open(
            &arguments.store.database,
            files,
            letters::of(&arguments.mail, arguments.address.as_deref())?,
        )
        .await?;
        let root = Root { name: &arguments.organisation, kind: "other", since: app.today() };
        if let Some(first) = app.first_start(&root).await.map_err(|e| failed(&e))? {
            let facts =
                [("name", first.sign_in.as_str().into()), ("password", first.password.reveal().into())];
            say(&messages.text("serve-first", facts))?;
        }
        if let Some(address) = &arguments.address {
            reached_at(&app, address)?;
        }
        if let Some(openid) = openid::of(&arguments.openid, arguments.address.as_deref())? {
            app.vouched_by(openid);
        }
        if let Some(address) = arguments.metrics {
            metrics(address).await?;
        }
        let proxies = proxies(arguments.forwarded_by.as_deref())?;
        let site = Site::new(routes()).secure(arguments.https).forwarded_by(proxies);
        listen(app, arguments.listen, site, messages).await
    })
}

/// Serves an invented city.
///
/// # Errors
/// As [`serve`].
pub(crate) fn demo(arguments: &DemoArguments, messages: &Messages) -> Result<Outcome, Failure> {
    logs(false);
    run(async {
        let folder = demo::Folder::of(arguments.folder.as_deref())?;
        let files = Files::open(&folder.files()).map_err(|e| keeper::no_files(&e))?;
        let mail = letters::of_demo(folder.path(), &format!("http://{}", arguments.listen))?;
        let app = open(&folder.database(), files, mail).await?;
        demo::fill(&app, messages).await?;
        reached_at(&app, &format!("http://localhost:{}", arguments.listen.port()))?;
        listen(app, arguments.listen, Site::new(routes()), messages).await
    })
}

/// Brings the schema to what this program needs.
///
/// # Errors
/// The database cannot be used.
pub(crate) fn migrate(arguments: &StoreArguments, messages: &Messages) -> Result<Outcome, Failure> {
    run(async {
        open_database(&arguments.database).await?;
        say(&messages.text("migrate-done", []))
    })
}

/// Gives an account a new password.
///
/// # Errors
/// There is no such account, or the database cannot be used.
pub(crate) fn reset_password(
    arguments: &StoreArguments,
    name: &str,
    messages: &Messages,
) -> Result<Outcome, Failure> {
    run(async {
        let app = at_console(&arguments.database).await?;
        let unknown = || Failure::mistake("user-unknown", [("name", name.to_owned())]);
        let sign_in: SignInName = name.parse().map_err(|_| unknown())?;
        let password = match app.reset_from_command_line(&sign_in).await {
            Ok(password) => password,
            Err(AppError::NotFound { thing: Thing::Account }) => return Err(unknown()),
            Err(error) => return Err(failed(&error)),
        };
        let facts = [("name", sign_in.as_str().into()), ("password", password.reveal().into())];
        say(&messages.text("user-reset", facts))
    })
}

/// Proves that the log is whole.
///
/// # Errors
/// It is not, or the database cannot be used.
pub(crate) fn verify_log(arguments: &StoreArguments, messages: &Messages) -> Result<Outcome, Failure> {
    run(async {
        let app = at_console(&arguments.database).await?;
        match app.check_log().await.map_err(|e| failed(&e))? {
            LogCheck::Whole(head) => {
                let facts = [("count", head.count.into()), ("hash", head.hash.to_string().into())];
                say(&messages.text("log-whole", facts))
            }
            LogCheck::Broken { entry } => Err(Failure::mistake("log-broken", [("entry", entry.to_string())])),
            LogCheck::CutOff { entries, written } => Err(Failure::mistake(
                "log-cut-off",
                [("found", entries.count.to_string()), ("written", written.count.to_string())],
            )),
        }
    })
}

fn run(work: impl Future<Output = Result<(), Failure>>) -> Result<Outcome, Failure> {
    run_to(async { work.await.map(|()| Outcome::default()) })
}

fn run_to(work: impl Future<Output = Result<Outcome, Failure>>) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(work)
}

async fn open_database(url: &str) -> Result<Database, Failure> {
    let database = Database::open(url, &Options::default()).await.map_err(|e| failed(&e.into()))?;
    database.migrate().await.map_err(|e| failed(&e.into()))?;
    Ok(database)
}

async fn open(url: &str, files: Files, mail: Mail) -> Result<App, Failure> {
    let database = open_database(url).await?;
    let config = Config { database, files, mail, clock: app::system_clock(), password_cost: Cost::default() };
    App::new(config).map_err(|e| failed(&e))
}

/// Tells the site its address, to which passkeys belong.
fn reached_at(app: &App, address: &str) -> Result<(), Failure> {
    let wrong = || Failure::mistake("serve-site-address", [("address", address.to_owned())]);
    let url = Url::parse(address).map_err(|_| wrong())?;
    app.reached_at(&url, "Sáu Rõ").map_err(|_| wrong())
}

/// Who is believed to say for whom it asks.
fn proxies(typed: Option<&str>) -> Result<Proxies, Failure> {
    let Some(typed) = typed else { return Ok(Proxies::default()) };
    typed.parse().map_err(|_| Failure::mistake("serve-proxies", [("proxies", typed.to_owned())]))
}

/// The installation over a database that is measured.
///
/// # Errors
/// The database cannot be used.
pub(crate) async fn open_for_bench(url: &str) -> Result<App, Failure> {
    at_console(url).await
}

/// For what touches no file and writes no letter.
async fn at_console(url: &str) -> Result<App, Failure> {
    open(url, Files::in_memory(), Mail::off()).await
}

/// Begins to count, and serves the figures beside the site for as long as that runs.
async fn metrics(address: SocketAddr) -> Result<(), Failure> {
    let listener = bind(address).await?;
    let handle = web::count().map_err(|e| Failure::bug("server-bug", [("cause", e.to_string())]))?;
    tokio::spawn(async move {
        web::serve_metrics(listener, handle, std::future::pending()).await;
    });
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::mistake("serve-address", [("address", address.to_string()), ("cause", error.to_string())])
    })
}

async fn listen(app: App, address: SocketAddr, site: Site<App>, messages: &Messages) -> Result<(), Failure> {
    let listener = bind(address).await?;
    let here = listener.local_addr()?;
    let name = root_name(&app).await?;
    let mut site = site.guard(AppGuard(app.clone())).finder(Finder).views(SavedViews);
    if let Some(name) = name {
        site = site.organisation(name);
    }
    say(&messages.text("serve-here", [("address", format!("http://{here}/").into())]))?;
    let (tell, told) = tokio::sync::watch::channel(());
    let worker = {
        let (app, mut told) = (app.clone(), told.clone());
        // The channel closes when the server has stopped, whyever: no job outlives it.
        tokio::spawn(async move { app.work(async move { while told.changed().await.is_ok() {} }).await })
    };
    drop(told);
    serve_site(listener, site.router(app.clone()), stopped()).await;
    drop(tell);
    let worked = worker.await;
    app.database().close().await;
    worked.map_err(|e| Failure::bug("server-bug", [("cause", e.to_string())]))?;
    Ok(())
}

async fn root_name(app: &App) -> Result<Option<String>, Failure> {
    let organisation = app.organisation_now().await.map_err(|e| failed(&e))?;
    let forest = organisation.on(app.today());
    Ok(forest.roots().next().map(|root| root.unit.name.clone()))
}

/// Comes when the process is told to stop.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(signal) => signal,
        // Without signals it ends when it is killed.
        Err(_) => return std::future::pending().await,
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

fn logs(json: bool) {
    let filter = EnvFilter::new("warn,web=info,app=info");
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { builder.json().init() } else { builder.compact().init() }
}

fn say(line: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

/// Whose failure it is.
fn failed(error: &AppError) -> Failure {
    use store::StoreError;
    match error {
        AppError::Store(StoreError::Address) => Failure::mistake("store-address", []),
        AppError::Store(StoreError::Schema(detail)) => {
            Failure::mistake("store-schema", [("detail", detail.clone())])
        }
        AppError::Store(error @ (StoreError::Unreachable(_) | StoreError::Full(_) | StoreError::File(_))) => {
            Failure::mistake("store-unreachable", [("cause", first_cause(error))])
        }
        other => Failure::bug("server-bug", [("cause", with_causes(other))]),
    }
}
