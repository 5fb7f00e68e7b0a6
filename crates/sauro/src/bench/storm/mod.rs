//! The last hour before the figures are due: all units hand up their sheets at once, through the site, and the top looks at it.
//!
//! Each sheet is one form post of a person who is signed in: entered, checked by the rules, handed up, added to the totals of all units
//! above. Beside them one unit changes one figure again and again, and somebody at the top asks for its page until it is there.

mod client;
mod ground;
mod served;

use crate::arguments::StormArguments;
use crate::bench::{broken, percentile};
use crate::failure::Failure;
use crate::messages::Messages;
use crate::server::{open_for_bench, said_by_ward};
use crate::verbs::Outcome;
use app::App;
use app::figures::Definitions;
use client::Client;
use domain::collection::State;
use domain::indicators::{Amount, Slice};
use domain::periods::Period;
use domain::roll_up::Series;
use ground::Ground;
use served::{PATIENCE, Served};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Measures all of it, and a tenth and a hundredth before.
///
/// # Errors
/// The database is not empty, or cannot be used.
pub(crate) fn storm(arguments: &StormArguments, messages: &Messages) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(arguments, messages))
}

async fn measure(arguments: &StormArguments, messages: &Messages) -> Result<Outcome, Failure> {
    let (units, cells) = (arguments.units.max(1), arguments.cells.max(1));
    let folder = tempfile::tempdir()?;
    let own = || format!("sqlite:{}", folder.path().join("sauro.db").display());
    let url = arguments.bench_database.clone().unwrap_or_else(own);
    let begin = Instant::now();
    let app = open_for_bench(&url).await?;
    let mut sizes = vec![units / 100, units / 10, units];
    sizes.retain(|size| *size > 0);
    let ground = ground::lay(&app, units, cells, &sizes).await?;
    let facts = [
        ("units", units.into()),
        ("cells", cells.into()),
        ("connections", arguments.connections.into()),
        ("engine", format!("{:?}", app.database().engine()).into()),
        ("took", begin.elapsed().as_secs().into()),
    ];
    say(&messages.text("storm-ground", facts))?;
    let served = Served::start(&url, folder.path()).await?;
    let mut well = true;
    for (place, size) in sizes.into_iter().enumerate() {
        let sheets = Arc::new(Sheets::of(&app, &ground, place, size).await?);
        let found = rage(&sheets, &served, arguments.connections.max(1)).await?;
        well &= tell(&app, &sheets, &found, &served, messages).await?;
    }
    drop(served);
    app.database().close().await;
    Ok(Outcome::of_check(well))
}

/// What is handed up in one round.
struct Sheets {
    /// The path of each, the session of its person, and the form as a browser sends it.
    forms: Vec<(String, String, String)>,
    /// What it comes to at the top, and from how many.
    expected: BTreeMap<Series, (i128, u32)>,
    ground_root: domain::UnitId,
    round: domain::CampaignId,
    watched: Watched,
}

/// The one figure that is watched.
struct Watched {
    path: String,
    session: String,
    field: String,
    page: String,
    reader: String,
}

impl Sheets {
    async fn of(app: &App, ground: &Ground, place: usize, size: usize) -> Result<Self, Failure> {
        let (round, period) = *ground.rounds.get(place).ok_or_else(|| broken("no round"))?;
        let synthesiser = app.at_console(&"tonghop".parse().map_err(broken)?).await.map_err(broken)?;
        let permit = synthesiser.permit::<app::rights::FiguresRead>().map_err(broken)?;
        let definitions = permit.definitions().await.map_err(broken)?;
        let mut expected: BTreeMap<Series, (i128, u32)> = BTreeMap::new();
        let mut forms = Vec::with_capacity(size);
        let month = i64::try_from(place).map_err(broken)?;
        for ((unit, session), number) in ground.units.iter().skip(1).take(size).zip(0_i64..) {
            let mut form = "seen=0&step=submit".to_owned();
            for (series, amount) in figures(&definitions, ground, (number, month), period) {
                let name = name(&series);
                let written = write!(form, "&c-{name}={}&r-{name}=", amount.written_vi());
                written.map_err(broken)?;
                let sum = expected.entry(series).or_default();
                *sum = (sum.0 + i128::from(amount.scaled()), sum.1 + 1);
            }
            forms.push((format!("/indicators/rounds/{round}/{unit}"), session.clone(), form));
        }
        let (unit, session) = ground.units.first().cloned().ok_or_else(|| broken("no units"))?;
        let watched = Watched {
            path: format!("/indicators/rounds/{round}/{unit}"),
            session,
            field: format!("c-{}", ground.watched),
            page: format!(
                "/indicators/{}?unit={}&period={}..{}",
                ground.watched, ground.root, period.from, period.last
            ),
            reader: ground.reader.clone(),
        };
        Ok(Self { forms, expected, ground_root: ground.root, round, watched })
    }
}

/// What a unit says: for the figures of the ready set what fits together, for the others any number.
fn figures(
    definitions: &Definitions,
    ground: &Ground,
    (number, month): (i64, i64),
    period: Period,
) -> Vec<(Series, Amount)> {
    let known: BTreeMap<Series, Amount> =
        said_by_ward(definitions, &ground.form, (number, month), period).into_iter().collect();
    let of = |(series, _): (Series, bool)| {
        let indicator = definitions.catalogue.get(series.indicator)?;
        let amount = match known.get(&series) {
            Some(amount) => *amount,
            None if indicator.code.as_str().starts_with("storm_") && indicator.id != ground.watched => {
                Amount::new(number * 31 + indicator.id.get() * 7 + month, indicator.decimals)
            }
            None => return None,
        };
        Some((series, amount))
    };
    ground.form.figures(period).filter_map(of).collect()
}

/// As fields are called: `12`, `12-women`.
fn name(series: &Series) -> String {
    match &series.slice {
        Slice::Whole => series.indicator.to_string(),
        Slice::Part(item) => format!("{}-{item}", series.indicator),
    }
}

/// What was measured.
struct Found {
    took: Duration,
    /// How long each sheet took, in order.
    posts: Vec<Duration>,
    refused: usize,
    /// The first answer that was none of success.
    complaint: Option<String>,
    /// From sending a figure, and from its having been saved, until the top showed it.
    seen: Vec<(Duration, Duration)>,
}

/// All sheets at once, over so many connections.
async fn rage(sheets: &Arc<Sheets>, served: &Served, connections: usize) -> Result<Found, Failure> {
    let (next, ended) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let watcher = tokio::spawn(watch(sheets.clone(), served.address.clone(), ended.clone()));
    let begin = Instant::now();
    let mut senders = Vec::new();
    for _ in 0..connections.min(sheets.forms.len()) {
        senders.push(tokio::spawn(send(sheets.clone(), served.address.clone(), next.clone())));
    }
    let (mut posts, mut refused, mut complaint) = (Vec::new(), 0, None);
    for sender in senders {
        for (took, wrong) in sender.await.map_err(broken)?? {
            posts.push(took);
            refused += usize::from(wrong.is_some());
            complaint = complaint.or(wrong);
        }
    }
    let took = begin.elapsed();
    ended.store(true, Ordering::Relaxed);
    let seen = watcher.await.map_err(broken)??;
    posts.sort_unstable();
    Ok(Found { took, posts, refused, complaint, seen })
}

type Sent = Vec<(Duration, Option<String>)>;

async fn send(sheets: Arc<Sheets>, address: String, next: Arc<AtomicUsize>) -> Result<Sent, Failure> {
    let mut client = Client::open(&address).await?;
    let mut sent = Vec::new();
    while let Some((path, session, form)) = sheets.forms.get(next.fetch_add(1, Ordering::Relaxed)) {
        let begin = Instant::now();
        let answer = client.post(path, session, form).await?;
        let wrong = (answer.status != 303).then(|| complaint(answer.status, &answer.body));
        sent.push((begin.elapsed(), wrong));
    }
    Ok(sent)
}

/// What a page says that is no success: its words around the first error.
fn complaint(status: u16, page: &str) -> String {
    let from = page.find("error-summary").or_else(|| page.find("<main")).unwrap_or(0);
    let words: String = page.get(from..).unwrap_or_default().chars().take(600).collect();
    format!("{status} {words}")
}

/// Changes one figure again and again; somebody at the top looks until it is there.
async fn watch(
    sheets: Arc<Sheets>,
    address: String,
    ended: Arc<AtomicBool>,
) -> Result<Vec<(Duration, Duration)>, Failure> {
    let (mut writer, mut reader) = (Client::open(&address).await?, Client::open(&address).await?);
    let watched = &sheets.watched;
    let mut seen = Vec::new();
    for value in 1_u32.. {
        let begin = Instant::now();
        let form = format!("step=save&{}={value}", watched.field);
        let answer = writer.post(&watched.path, &watched.session, &form).await?;
        if answer.status != 303 {
            return Err(broken(complaint(answer.status, &answer.body)));
        }
        let saved = Instant::now();
        loop {
            let answer = reader.get(&watched.page, &watched.reader).await?;
            if answer.status != 200 {
                return Err(broken(complaint(answer.status, &answer.body)));
            }
            if shown(&answer.body) == Some(value) {
                break;
            }
            if saved.elapsed() > PATIENCE {
                return Err(broken("the top does not show a figure that was saved"));
            }
        }
        seen.push((begin.elapsed(), saved.elapsed()));
        if ended.load(Ordering::Relaxed) {
            break;
        }
    }
    Ok(seen)
}

/// The large number of an indicator's page.
fn shown(page: &str) -> Option<u32> {
    let (_, number) = page.split_once("class=\"big\"><strong>")?;
    let (number, _) = number.split_once('<')?;
    number.replace('.', "").parse().ok()
}

/// Says what was measured, and whether all of it is there; adds it up anew for that.
async fn tell(
    app: &App,
    sheets: &Sheets,
    found: &Found,
    served: &Served,
    messages: &Messages,
) -> Result<bool, Failure> {
    let milliseconds = |duration: Option<Duration>| duration.unwrap_or_default().as_millis().to_string();
    let (mut sent, mut saved): (Vec<_>, Vec<_>) = found.seen.iter().copied().unzip();
    sent.sort_unstable();
    saved.sort_unstable();
    let (posts, units) = (&found.posts, sheets.forms.len());
    let facts = [
        ("units", units.into()),
        ("accepted", (posts.len() - found.refused).into()),
        ("took", found.took.as_millis().to_string().into()),
        ("median", milliseconds(percentile(posts, 50)).into()),
        ("slow", milliseconds(percentile(posts, 99)).into()),
        ("slowest", milliseconds(percentile(posts, 100)).into()),
        ("looks", found.seen.len().into()),
        ("sent", milliseconds(percentile(&sent, 50)).into()),
        ("longest", milliseconds(percentile(&sent, 100)).into()),
        ("saved", milliseconds(percentile(&saved, 100)).into()),
        ("memory", served.peak_memory().into()),
    ];
    say(&messages.text("storm-row", facts))?;
    if let Some(complaint) = &found.complaint {
        say(complaint)?;
    }
    let organisation = app.organisation_now().await.map_err(broken)?;
    let mut read = app.database().read().await.map_err(broken)?;
    let mut lost = 0_usize;
    for (series, (sum, count)) in &sheets.expected {
        let total = read.cell_total(sheets.ground_root, series).await.map_err(broken)?;
        lost += usize::from((total.sum, total.values) != (*sum, *count));
    }
    let standings = read.standings(sheets.round).await.map_err(broken)?;
    let handed_up = standings.iter().filter(|row| row.state == State::Submitted).count();
    let differ = read.cell_totals_differ(organisation.history()).await.map_err(broken)?;
    let cells: u32 = sheets.expected.values().map(|(_, count)| count).sum();
    let facts = [
        ("cells", cells.into()),
        ("lost", lost.into()),
        ("handed", handed_up.into()),
        ("units", units.into()),
        ("differ", differ.into()),
    ];
    say(&messages.text("storm-checked", facts))?;
    Ok(found.refused == 0 && lost == 0 && differ == 0 && handed_up == units)
}

fn say(line: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}
