//! The cells of the invented city: what each unit would have entered.

use super::super::failed;
use crate::failure::Failure;
use app::figures::Definitions;
use app::rights::{FiguresDefine, FiguresRead};
use app::{AppError, Person};
use domain::UnitId;
use domain::indicators::{Amount, Goal, Indicator, Reading, Slice};
use domain::periods::Period;
use domain::roll_up::Series;
use domain::units::Order;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A figure of a unit, made from a number that is its own: the same unit says the same in every run.
type Make = fn(u64) -> i64;

/// Which figures, of the whole or a part; what is part of another is made from the same number and never more.
const FIGURES: [(&str, &str, Make); 32] = [
    ("grassroots_organisations", "", |n| 1 + part(n, 1, 2)),
    ("cells", "", |n| 12 + part(n, 2, 30)),
    ("members", "", |n| 600 + part(n, 3, 900)),
    ("members_admitted", "", |n| 1 + part(n, 4, 6)),
    ("members_admitted", "women", |n| (1 + part(n, 4, 6)) / 2),
    ("members_attendance", "", |n| 930 + part(n, 5, 60)),
    ("prospects_trained", "", |n| 3 + part(n, 6, 12)),
    ("badges_awarded", "", |n| part(n, 7, 9)),
    ("organisations_inspected", "", |n| part(n, 8, 3)),
    ("members_inspected", "", |n| part(n, 9, 5)),
    ("organisations_supervised", "", |n| part(n, 10, 3)),
    ("members_supervised", "", |n| part(n, 11, 4)),
    ("organisations_disciplined", "", |n| i64::from(part(n, 12, 40) == 0)),
    ("members_disciplined", "", |n| i64::from(part(n, 13, 9) == 0)),
    ("dialogues_held", "", |n| part(n, 14, 3)),
    ("letters_received", "", |n| 4 + part(n, 15, 12)),
    ("letters_in_competence", "", |n| 2 + part(n, 15, 12) / 2),
    ("letters_settled", "", |n| 1 + part(n, 15, 12) / 3),
    ("documents_received", "", |n| 120 + part(n, 16, 90)),
    ("documents_handled_in_time", "", |n| 112 + part(n, 16, 90)),
    ("documents_issued", "", |n| 30 + part(n, 17, 40)),
    ("documents_issued_digitally", "", |n| 28 + part(n, 17, 40)),
    ("tasks_assigned", "", |n| 9 + part(n, 18, 12)),
    ("tasks_done_in_time", "", |n| 7 + part(n, 18, 12)),
    ("tasks_done_late", "", |_| 1),
    ("tasks_overdue", "", |_| 1),
    ("budget_revenue", "", |n| 60 + part(n, 19, 400)),
    ("enterprises_founded", "", |n| part(n, 20, 9)),
    ("offences", "", |n| 1 + part(n, 21, 4)),
    ("offences_solved", "", |n| 1 + part(n, 21, 4) * 3 / 4),
    ("traffic_accidents", "", |n| part(n, 22, 2)),
    ("traffic_deaths", "", |n| i64::from(part(n, 22, 2) == 1 && part(n, 23, 3) == 0)),
];

/// Figures that are added up over the year.
const ALL_YEAR: [&str; 9] = [
    "members_admitted",
    "members_inspected",
    "letters_in_competence",
    "letters_settled",
    "documents_received",
    "tasks_assigned",
    "budget_revenue",
    "enterprises_founded",
    "offences",
];
/// Goals of the year.
const GOALS: [(&str, i64); 2] = [("members_admitted", 5_200), ("budget_revenue", 360_000)];

/// A number below `below` that belongs to a unit's number and a salt.
pub(super) fn part(number: u64, salt: u64, below: u64) -> i64 {
    let mut hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^= hash >> 31;
    i64::try_from(hash % below.max(1)).unwrap_or(0)
}

/// What a unit says of a figure of the month, for its words.
pub(super) fn said(unit: UnitId, period: Period, code: &str) -> i64 {
    let make = FIGURES.iter().find(|(one, part, _)| *one == code && part.is_empty());
    make.map_or(0, |(.., make)| make(seed(unit, period)))
}

fn seed(unit: UnitId, period: Period) -> u64 {
    let month = i64::from(period.last.year()) * 12 + i64::from(period.last.month());
    u64::try_from(unit.get() * 10_000 + month).unwrap_or(0)
}

/// A figure as it is taken over.
type Figure = (UnitId, Series, Reading<Amount>);

/// Takes in the ready set, and enters what all units say but those of `others`, whose figures are there; gives how many cells.
pub(super) async fn enter(
    by: &Person,
    root: UnitId,
    period: Period,
    others: &BTreeSet<UnitId>,
) -> Result<usize, Failure> {
    let define = by.permit::<FiguresDefine>().map_err(|e| failed(&e))?;
    define.take_ready_set().await.map_err(|e| failed(&e))?;
    let definitions = definitions(by).await?;
    let calendars = &definitions.calendars;
    let calendar = calendars.of(period).ok_or_else(|| bug(&"no calendar"))?;
    let mut periods: Vec<(Period, bool)> = vec![(period, true)];
    periods.extend(calendars.last_year(calendar, period).map(|one| (one, true)));
    let so_far = calendars.year_to_date(calendar, period).unwrap_or_default();
    periods.extend(so_far.into_iter().filter(|one| *one != period).map(|one| (one, false)));
    let mut entered = 0;
    for (period, whole) in periods {
        let forest = by.organisation.on(period.last);
        let mut figures: Vec<Figure> = Vec::new();
        for node in forest.children(root).filter(|node| reports(node.unit.kind.as_str())) {
            for (code, part, make) in FIGURES {
                if (!whole && !ALL_YEAR.contains(&code)) || others.contains(&node.unit.id) {
                    continue;
                }
                let Some(indicator) = definitions.catalogue.find(code) else { continue };
                let scaled = make(seed(node.unit.id, period));
                figures.push(figure(indicator, part, (node.unit.id, period), scaled).map_err(|e| bug(&e))?);
            }
        }
        entered += figures.len();
        define.take_over(figures).await.map_err(|e| failed(&e))?;
    }
    Ok(entered)
}

/// Committees report; offices of the city do not.
pub(super) fn reports(kind: &str) -> bool {
    ["ward_committee", "commune_committee", "special_zone_committee", "bloc_committee"].contains(&kind)
}

/// What was missing comes: the plan of investment is told by the committee of the city's administration alone.
pub(super) async fn supply(by: &Person, root: UnitId, period: Period) -> Result<(), Failure> {
    let definitions = definitions(by).await?;
    let calendars = &definitions.calendars;
    let so_far = calendars.of(period).and_then(|calendar| calendars.year_to_date(calendar, period));
    let forest = by.organisation.on(period.last);
    let unit = forest.children(root).find(|node| node.unit.kind.as_str() == "bloc_committee");
    let indicator = definitions.catalogue.find("public_investment_disbursed");
    let (Some(node), Some(indicator)) = (unit, indicator) else { return Ok(()) };
    let amount = |period| 9_000 + part(seed(node.unit.id, period), 30, 4_000);
    let made = so_far
        .unwrap_or_default()
        .into_iter()
        .map(|period| figure(indicator, "", (node.unit.id, period), amount(period)).map_err(|e| bug(&e)));
    take_over(by, made.collect::<Result<_, _>>()?).await
}

/// One unit corrects one cell.
pub(super) async fn correct(by: &Person, root: UnitId, period: Period) -> Result<(), Failure> {
    let definitions = definitions(by).await?;
    let Some(indicator) = definitions.catalogue.find("members_inspected") else { return Ok(()) };
    let forest = by.organisation.on(period.last);
    let first = forest.children(root).find(|node| reports(node.unit.kind.as_str()));
    let Some(node) = first else { return Ok(()) };
    let now = said(node.unit.id, period, "members_inspected") + 7;
    let figure = figure(indicator, "", (node.unit.id, period), now).map_err(|e| bug(&e))?;
    take_over(by, vec![figure]).await
}

/// What the city is to reach in the year.
pub(super) async fn goals(by: &Person, root: UnitId, period: Period) -> Result<(), Failure> {
    let definitions = definitions(by).await?;
    let calendars = &definitions.calendars;
    let year = calendars.of(period).and_then(|calendar| calendars.year_of(calendar, period));
    let Some(year) = year else { return Ok(()) };
    let define = by.permit::<FiguresDefine>().map_err(|e| failed(&e))?;
    for (code, scaled) in GOALS {
        let Some(indicator) = definitions.catalogue.find(code) else { continue };
        let ordered_by = Order {
            symbol: "03-NQ/TU".to_owned(),
            date: year.from,
            issuer: "Thành ủy Hải Minh".to_owned(),
            subject: None,
        };
        let goal = Goal::Value(Amount::new(scaled, indicator.decimals));
        define.set_goal((indicator.id, root), year, goal, ordered_by).await.map_err(|e| failed(&e))?;
    }
    Ok(())
}

fn figure(
    indicator: &Indicator,
    part: &str,
    (unit, period): (UnitId, Period),
    scaled: i64,
) -> Result<Figure, domain::indicators::NotACode> {
    let slice = if part.is_empty() { Slice::Whole } else { Slice::Part(part.parse()?) };
    let series = Series { indicator: indicator.id, slice, period };
    Ok((unit, series, Reading::Value(Amount::new(scaled, indicator.decimals))))
}

async fn take_over(by: &Person, figures: Vec<Figure>) -> Result<(), Failure> {
    let define = by.permit::<FiguresDefine>().map_err(|e| failed(&e))?;
    define.take_over(figures).await.map(drop).map_err(|e| failed(&e))
}

async fn definitions(by: &Person) -> Result<Arc<Definitions>, Failure> {
    let read = by.permit::<FiguresRead>().map_err(|e| failed(&e))?;
    read.definitions().await.map_err(|e| failed(&e))
}

fn bug(error: &dyn std::fmt::Display) -> Failure {
    failed(&AppError::Bug(error.to_string()))
}
