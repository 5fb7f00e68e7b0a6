//! Figures of the invented city: the ready set, two years of reports, goals, and a round that is under way.

mod said;

pub(crate) use said::figures as said_by_ward;

use super::demo::{named, root};
use super::failed;
use crate::failure::Failure;
use app::figures::Definitions;
use app::people::{NewPerson, NewPost};
use app::rights::{FiguresApprove, FiguresDefine, FiguresEnter, FiguresRead, PeopleChange};
use app::{App, AppError, Person};
use domain::collection::Form;
use domain::indicators::{Amount, Direction, Exact, Goal, Reading};
use domain::periods::{CalendarCode, Period};
use domain::roll_up::{Series, Tree};
use domain::units::Order;
use domain::{CampaignId, UnitId};
use jiff::civil::date;
use std::collections::BTreeSet;

/// So many wards have figures; of these the first have handed up the last month, and the first of those are approved.
const WARDS: usize = 12;
const HANDED_UP: usize = 8;
const APPROVED: usize = 4;
/// So many months before have figures.
const MONTHS: i32 = 24;
/// So many figures the ward of the people who can sign in has filled in.
const BEGUN: usize = 30;
/// What is to be reached this year, in per cent of last year, from which only these wards have every month.
const GOALS: [(&str, i64); 6] = [
    ("members_admitted", 930),
    ("budget_revenue", 196),
    ("public_investment_disbursed", 112),
    ("traffic_accidents", 95),
    ("training_participants", 104),
    ("enterprises_founded", 790),
];

type Figure = (UnitId, Series, Reading<Amount>);

/// Fills it in; gives the units whose figures it has made.
pub(super) async fn fill(app: &App) -> Result<BTreeSet<UnitId>, Failure> {
    let synthesiser = named(app, "tonghop").await?;
    let define = synthesiser.permit::<FiguresDefine>().map_err(|e| failed(&e))?;
    define.take_ready_set().await.map_err(|e| failed(&e))?;
    let read = synthesiser.permit::<FiguresRead>().map_err(|e| failed(&e))?;
    let definitions = read.definitions().await.map_err(|e| failed(&e))?;
    let form = definitions.forms.iter().find(|form| form.code.to_string() == "month");
    let form = form.ok_or_else(|| missing("the monthly form"))?;
    let wards = wards(&synthesiser)?;
    let calendar = definitions.calendars.get(&CalendarCode::new("reporting_month"));
    let calendar = calendar.ok_or_else(|| missing("the reporting month"))?;
    let today = calendar.period(synthesiser.today).ok_or_else(|| missing("a period"))?;
    let now = calendar.shift(today, -1).ok_or_else(|| missing("a period"))?;
    let mut figures: Vec<Figure> = Vec::new();
    for back in (0..=MONTHS).rev() {
        let Some(period) = calendar.shift(now, -back) else { continue };
        let month = i64::from(MONTHS - back);
        for (place, ward) in (0_i64..).zip(&wards) {
            let of_ward = said::figures(&definitions, form, (place, month), period);
            let whose = whose(&synthesiser, *ward, period);
            let said = of_ward.into_iter().map(|(series, amount)| (whose, series, Reading::Value(amount)));
            let asked = usize::try_from(place).unwrap_or(0);
            match (back, asked) {
                (1.., _) => figures.extend(said),
                (_, asked) if asked < HANDED_UP => figures.extend(said),
                (_, HANDED_UP) => figures.extend(said.take(BEGUN)),
                _ => {}
            }
        }
    }
    define.take_over(figures).await.map_err(|e| failed(&e))?;
    let all: BTreeSet<UnitId> = wards.iter().copied().collect();
    let round = define.open_round(form.id, now.last, &all).await.map_err(|e| failed(&e))?;
    goals(&synthesiser, &definitions, now).await?;
    decide(app, (round, form), now, &wards).await?;
    Ok(all)
}

fn missing(what: &str) -> Failure {
    failed(&AppError::Bug(what.to_owned()))
}

/// Wards and communes that take part; that of the people who can sign in is the first that has not handed up.
fn wards(person: &Person) -> Result<Vec<UnitId>, Failure> {
    let forest = person.forest();
    let root = root(person)?;
    let is_ward = |kind: &str| kind == "ward_committee" || kind == "commune_committee";
    let own = forest.children(root).find(|node| node.unit.label() == "An Đức").map(|node| node.unit.id);
    let others = forest
        .children(root)
        .filter(|node| is_ward(node.unit.kind.as_str()) && Some(node.unit.id) != own)
        .map(|node| node.unit.id);
    let mut wards: Vec<UnitId> = others.take(WARDS - 1).collect();
    wards.insert(HANDED_UP.min(wards.len()), own.ok_or_else(|| missing("An Đức"))?);
    Ok(wards)
}

/// Who reported for a ward in a period: itself, or one of those that became it.
fn whose(person: &Person, ward: UnitId, period: Period) -> UnitId {
    let history = person.organisation.history();
    if history.unit(ward, period.last).is_some() {
        return ward;
    }
    history.predecessors(ward, period.last, person.today).first().map_or(ward, |portion| portion.unit)
}

/// Goals of the city for this year, from what last year came to.
async fn goals(person: &Person, definitions: &Definitions, now: Period) -> Result<(), Failure> {
    let define = person.permit::<FiguresDefine>().map_err(|e| failed(&e))?;
    let read = person.permit::<FiguresRead>().map_err(|e| failed(&e))?;
    let (root, calendars) = (root(person)?, &definitions.calendars);
    let years = calendars.get(&CalendarCode::new("reporting_year"));
    let year = years.and_then(|years| years.period(now.last)).ok_or_else(|| missing("a year"))?;
    let last = years.and_then(|years| years.shift(year, -1)).ok_or_else(|| missing("a year"))?;
    for (code, percent) in GOALS {
        let indicator = definitions.catalogue.find(code).ok_or_else(|| missing(code))?;
        let columns = [(indicator.id, last)];
        let found = read.pivot(root, &[root], &columns, Tree::AsItWas).await.map_err(|e| failed(&e))?;
        let Some(Reading::Value(before)) = found.into_iter().next().and_then(|row| row.1.into_iter().next())
        else {
            continue;
        };
        let wanted = before.scaled_by(percent).over(&Exact::from(100)).unwrap_or(before);
        let amount = Amount::rounded(&wanted, indicator.decimals).map_err(|_| missing(code))?;
        let less = indicator.version(now).is_some_and(|version| version.direction == Direction::Down);
        let goal = if less { Goal::AtMost(amount) } else { Goal::AtLeast(amount) };
        let order = Order {
            symbol: "05-NQ/TU".to_owned(),
            date: year.from,
            issuer: "Thành ủy Hải Minh".to_owned(),
            subject: Some("nhiệm vụ của năm".to_owned()),
        };
        define.set_goal((indicator.id, root), year, goal, order).await.map_err(|e| failed(&e))?;
    }
    Ok(())
}

/// What the wards have handed up, and what the committee has decided about it.
async fn decide(
    app: &App,
    (round, form): (CampaignId, &Form),
    period: Period,
    wards: &[UnitId],
) -> Result<(), Failure> {
    let handed_up = wards.get(..HANDED_UP).unwrap_or(wards);
    focal_point(app, handed_up).await?;
    let (focal_point, synthesiser) = (named(app, "daumoi.phuong").await?, named(app, "tonghop").await?);
    let enter = focal_point.permit::<FiguresEnter>().map_err(|e| failed(&e))?;
    let approve = synthesiser.permit::<FiguresApprove>().map_err(|e| failed(&e))?;
    for (place, ward) in handed_up.iter().enumerate() {
        enter.submit(round, *ward).await.map_err(|e| failed(&e))?;
        if place < APPROVED {
            approve.approve(round, *ward).await.map_err(|e| failed(&e))?;
        } else if place == APPROVED {
            let asked = form.figures(period).nth(2).map(|(series, _)| series);
            let reason = "Số đảng viên tăng chưa khớp với số kết nạp, đề nghị rà soát.".to_owned();
            let reasons: Vec<_> = asked.into_iter().map(|series| (series, reason.clone())).collect();
            approve.give_back(round, *ward, &reasons).await.map_err(|e| failed(&e))?;
        }
    }
    Ok(())
}

/// Somebody who reports for several wards.
async fn focal_point(app: &App, wards: &[UnitId]) -> Result<(), Failure> {
    let administrator = named(app, "quantri").await?;
    let people = administrator.permit::<PeopleChange>().map_err(|e| failed(&e))?;
    let since = date(2025, 7, 1);
    let mut posts = wards.iter().map(|ward| NewPost::held(*ward, "focal_point", "Đầu mối báo cáo", since));
    let Some(post) = posts.next() else { return Ok(()) };
    let new = NewPerson {
        sign_in: "daumoi.phuong".parse().map_err(|_| missing("daumoi.phuong"))?,
        display_name: "Hoàng Bích Ngọc".to_owned(),
        email: None,
        post,
    };
    let (account, _) = people.add(&new).await.map_err(|e| failed(&e))?;
    for post in posts {
        people.give_post(account, &post).await.map_err(|e| failed(&e))?;
    }
    Ok(())
}
