//! Where it is measured: an organisation with units, a person in each who is signed in, a form, rounds.

use crate::bench::broken;
use crate::failure::Failure;
use app::rights::{FiguresDefine, FiguresRead, UnitsChange};
use app::units::ImportError;
use app::{App, Person, Root};
use domain::collection::{Form, Row, Section};
use domain::indicators::{Indicator, Slice, Version};
use domain::people::{Language, Post, PostKind, RoleCode, SignInName};
use domain::periods::{CalendarCode, Period};
use domain::units::Order;
use domain::units::import::Row as UnitRow;
use domain::{CampaignId, FormId, IndicatorId, PostId, Span, UnitId};
use identity::Os;
use identity::token::SessionToken;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use store::{NewAccount, NewSession, Work};

/// Since when there is all of it.
const SINCE: Date = date(2020, 7, 1);
/// Units right below the top have so many below them.
const BELOW: usize = 25;

/// What was laid.
pub(super) struct Ground {
    /// The unit at the top.
    pub(super) root: UnitId,
    /// The session of somebody there, who reads and approves.
    pub(super) reader: String,
    /// Those who fill in, each with the session of its person. The first fills in the one figure that is watched.
    pub(super) units: Vec<(UnitId, String)>,
    /// What they fill in.
    pub(super) form: Form,
    /// The figure that is watched.
    pub(super) watched: IndicatorId,
    /// The rounds, each with its period.
    pub(super) rounds: Vec<(CampaignId, Period)>,
}

/// Lays it: `units` units that fill in `cells` cells each, and a round for each of `rounds`, in which so many of them take part.
///
/// # Errors
/// There is something in the database already.
pub(super) async fn lay(app: &App, units: usize, cells: usize, rounds: &[usize]) -> Result<Ground, Failure> {
    let root = Root { name: "Thành ủy Hải Minh", kind: "city_committee", since: SINCE };
    let first = app.first_start(&root).await.map_err(broken)?;
    let first = first.ok_or_else(|| Failure::mistake("bench-not-empty", []))?;
    let administrator = app.at_console(&first.sign_in).await.map_err(broken)?;
    let root = found_units(&administrator, units + 1).await?;
    let organisation = app.organisation_now().await.map_err(broken)?;
    let forest = organisation.on(app.today());
    let leaves = forest.nodes().iter().filter(|node| node.depth == 2).map(|node| node.unit.id);
    let mut work = app.database().work().await.map_err(broken)?;
    let reader = somebody(app, &mut work, "tonghop", "synthesiser", root).await?;
    let mut people = Vec::new();
    for (place, unit) in leaves.enumerate() {
        people.push((unit, somebody(app, &mut work, &format!("donvi{place}"), "focal_point", unit).await?));
    }
    work.commit().await.map_err(broken)?;
    let synthesiser: SignInName = "tonghop".parse().map_err(broken)?;
    let synthesiser = app.at_console(&synthesiser).await.map_err(broken)?;
    let (form, watched) = ask(&synthesiser, cells).await?;
    let mut ground = Ground { root, reader, units: people, form, watched, rounds: Vec::new() };
    let calendar = app.calendars();
    let calendar = calendar.get(&ground.form.calendar).ok_or_else(|| broken("no calendar"))?;
    for (back, count) in (1..).zip(rounds.iter().rev()) {
        let period = calendar.period(app.today()).and_then(|now| calendar.shift(now, -back));
        let period = period.ok_or_else(|| broken("no period"))?;
        let of: BTreeSet<UnitId> = ground.units.iter().take(count + 1).map(|unit| unit.0).collect();
        let permit = synthesiser.permit::<FiguresDefine>().map_err(broken)?;
        let round = permit.open_round(ground.form.id, period.last, &of).await.map_err(broken)?;
        ground.rounds.insert(0, (round, period));
    }
    Ok(ground)
}

/// Committees below the top, and the units that fill in below them.
async fn found_units(administrator: &Person, count: usize) -> Result<UnitId, Failure> {
    let forest = administrator.forest();
    let root = forest.roots().next().map(|node| node.unit.id).ok_or_else(|| broken("no root"))?;
    let row = |code: String, name: String, kind: &str, parent: &str| UnitRow {
        code,
        name,
        short_name: String::new(),
        kind: kind.to_owned(),
        parent: parent.to_owned(),
    };
    let mut rows = Vec::new();
    for place in 0..count {
        let above = format!("D{}", place / BELOW);
        if place % BELOW == 0 {
            let name = format!("Đảng ủy phường số {}", place / BELOW + 1);
            rows.push(row(above.clone(), name, "ward_committee", ""));
        }
        rows.push(row(format!("C{place}"), format!("Chi bộ số {}", place + 1), "cell", &above));
    }
    let order = Order {
        symbol: "01-QĐ/TU".to_owned(),
        date: SINCE,
        issuer: "Thành ủy Hải Minh".to_owned(),
        subject: None,
    };
    let permit = administrator.permit::<UnitsChange>().map_err(broken)?;
    permit.import(&rows, root, SINCE, &order).await.map_err(|error| match error {
        ImportError::App(error) => broken(error),
        ImportError::Rows(rows) => broken(format!("{rows:?}")),
    })?;
    Ok(root)
}

/// Somebody with a post, and a session as signing in leaves it; gives its token.
async fn somebody(
    app: &App,
    work: &mut Work,
    name: &str,
    role: &str,
    unit: UnitId,
) -> Result<String, Failure> {
    let new = NewAccount {
        sign_in: name.parse().map_err(broken)?,
        display_name: format!("Người dùng {name}"),
        email: None,
        language: Language::Vi,
    };
    let now = app.now();
    let account = work.add_account(&new, now).await.map_err(broken)?;
    let post = Post {
        id: PostId::new(0),
        account,
        unit,
        role: RoleCode::new(role),
        title: "Chuyên viên".to_owned(),
        span: Span::since(SINCE),
        kind: PostKind::Held,
    };
    work.add_post(&post).await.map_err(broken)?;
    let token = SessionToken::generate(&mut Os);
    let session = NewSession {
        digest: &token.digest().to_hex(),
        account,
        stage: "password",
        created: now,
        address: "127.0.0.1",
        agent: "bench",
    };
    work.add_session(&session).await.map_err(broken)?;
    Ok(token.reveal())
}

/// The monthly form of the ready set with its rules, made as long or as short as is asked. Gives it with the figure that is watched.
async fn ask(synthesiser: &Person, cells: usize) -> Result<(Form, IndicatorId), Failure> {
    let define = synthesiser.permit::<FiguresDefine>().map_err(broken)?;
    define.take_ready_set().await.map_err(broken)?;
    let read = synthesiser.permit::<FiguresRead>().map_err(broken)?;
    let definitions = read.definitions().await.map_err(broken)?;
    let month = definitions.forms.iter().find(|form| form.code.to_string() == "month");
    let month = month.ok_or_else(|| broken("no monthly form"))?;
    let pattern = definitions.catalogue.find("documents_received").ok_or_else(|| broken("no indicator"))?;
    let figures = month.rows().filter(|row| matches!(row, Row::Figure { .. }));
    let mut rows: Vec<Row> = figures.take(cells).cloned().collect();
    let mut work = synthesiser.app().database().work().await.map_err(broken)?;
    let watched = work.set_indicator(&another(pattern, 0)?).await.map_err(broken)?;
    let figure = |indicator, required| Row::Figure { indicator, slice: Slice::Whole, required };
    for number in 1..=cells.saturating_sub(rows.len()) {
        let id = work.set_indicator(&another(pattern, number)?).await.map_err(broken)?;
        rows.push(figure(id, true));
    }
    rows.push(figure(watched, false));
    let section = Section { vi: "Số liệu".to_owned(), en: "Figures".to_owned(), rows };
    let form = Form {
        id: FormId::new(0),
        code: "storm".parse().map_err(broken)?,
        vi: "Biểu đo tải".to_owned(),
        en: "Form for measuring".to_owned(),
        calendar: CalendarCode::new("reporting_month"),
        sections: vec![section],
        due: month.due.clone(),
    };
    let id = work.set_form(&form).await.map_err(broken)?;
    work.commit().await.map_err(broken)?;
    Ok((Form { id, ..form }, watched))
}

/// An indicator like another, of its own name.
fn another(pattern: &Indicator, number: usize) -> Result<Indicator, Failure> {
    let versions = pattern.versions.iter().map(|version| Version {
        vi: format!("Số liệu thử {number}"),
        en: format!("Figure {number}"),
        note: String::new(),
        breakdowns: Vec::new(),
        ..version.clone()
    });
    Ok(Indicator {
        code: format!("storm_{number}").parse().map_err(broken)?,
        versions: versions.collect(),
        ..pattern.clone()
    })
}
