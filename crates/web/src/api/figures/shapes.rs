//! What several operations of indicators give back or take.

use crate::Problem;
use crate::api::call::Call;
use crate::pages::figures::scope::usual;
use app::figures::{Figure, Reached};
use domain::UnitId;
use domain::collection::{Punctuality, State};
use domain::indicators::{Amount, Decimals, Exact, Goal, Indicator, Reading, Slice};
use domain::periods::Period;
use domain::roll_up::{Series, Tree};
use domain::units::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::StandingRow;
use utoipa::{IntoParams, ToSchema};

/// Of whom, of when, on which tree.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Scope {
    #[param(minimum = 1)]
    pub(super) unit: UnitId,
    /// The first day of a period of a calendar; that of the last month that is over if left out.
    pub(super) from: Option<Date>,
    /// Its last day.
    pub(super) last: Option<Date>,
    /// Units as they stand today instead of in the period.
    #[serde(default)]
    pub(super) today: bool,
}

impl Scope {
    pub(super) fn period(&self, call: &Call) -> Result<Period, Problem> {
        period(call, self.from, self.last)
    }

    pub(super) fn tree(&self, call: &Call) -> Result<Tree, Problem> {
        Ok(if self.today { Tree::On(call.person()?.today) } else { Tree::AsItWas })
    }
}

/// The period of these days; that of the last month that is over where none is named.
pub(super) fn period(call: &Call, from: Option<Date>, last: Option<Date>) -> Result<Period, Problem> {
    let person = call.person()?;
    // Years that calendars can count.
    let counts = |day: &Date| (1900..=2200).contains(&day.year());
    let found = match (from, last) {
        (None, None) => usual(&person.app().calendars(), person.today),
        (Some(from), Some(last)) if counts(&from) && counts(&last) => Period::new(from, last),
        _ => None,
    };
    found.ok_or_else(|| call.wrong("last", "api-wrong-days", []))
}

/// The code of a figure: `members`, `members[women]`.
pub(super) fn code(indicator: &Indicator, series: &Series) -> String {
    match &series.slice {
        Slice::Whole => indicator.code.to_string(),
        Slice::Part(item) => format!("{}[{item}]", indicator.code),
    }
}

/// What stands somewhere: a value, or none of two kinds.
#[derive(Serialize, ToSchema)]
pub(super) struct ReadValue {
    /// With a point, and the decimals of the indicator; null where there is none.
    value: Option<String>,
    /// It is said not to apply.
    not_applicable: bool,
}

impl ReadValue {
    pub(super) fn of(reading: &Reading<Exact>, decimals: Decimals) -> Self {
        let value = reading.as_ref().value().and_then(|value| shown(value, decimals));
        Self { value, not_applicable: matches!(reading, Reading::NotApplicable) }
    }
}

impl From<Reading<Amount>> for ReadValue {
    fn from(reading: Reading<Amount>) -> Self {
        let not_applicable = matches!(reading, Reading::NotApplicable);
        Self { value: reading.value().map(|amount| amount.to_string()), not_applicable }
    }
}

/// A number with so many decimals.
pub(super) fn shown(number: &Exact, decimals: Decimals) -> Option<String> {
    Amount::rounded(number, decimals).ok().map(|amount| amount.to_string())
}

/// Per cent with one decimal.
fn percent(number: &Exact) -> Option<String> {
    Decimals::new(1).ok().and_then(|one| shown(number, one))
}

/// What sort of goal it is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum GoalKind {
    Value,
    AtLeast,
    AtMost,
    Range,
    Path,
}

/// A step of a scenario.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GoalStep {
    /// Its last day.
    last: Date,
    amount: String,
}

/// What is to be reached. A range has `amount` and `high`, a path `path`, all others `amount`.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureGoal {
    kind: GoalKind,
    amount: Option<String>,
    high: Option<String>,
    #[serde(default)]
    path: Vec<GoalStep>,
}

impl From<&Goal> for FigureGoal {
    fn from(goal: &Goal) -> Self {
        let one = |kind, amount: &Amount| Self {
            kind,
            amount: Some(amount.to_string()),
            high: None,
            path: Vec::new(),
        };
        match goal {
            Goal::Value(amount) => one(GoalKind::Value, amount),
            Goal::AtLeast(amount) => one(GoalKind::AtLeast, amount),
            Goal::AtMost(amount) => one(GoalKind::AtMost, amount),
            Goal::Range { low, high } => Self { high: Some(high.to_string()), ..one(GoalKind::Range, low) },
            Goal::Path(steps) => {
                let step = |step: &domain::indicators::Step| GoalStep {
                    last: step.until,
                    amount: step.amount.to_string(),
                };
                Self {
                    kind: GoalKind::Path,
                    amount: None,
                    high: None,
                    path: steps.iter().map(step).collect(),
                }
            }
        }
    }
}

impl FigureGoal {
    /// The goal, its amounts with the decimals of the indicator.
    pub(super) fn goal(&self, call: &Call, decimals: Decimals) -> Result<Goal, Problem> {
        let read = |field: &str, text: &str| {
            Amount::parse(text, decimals).map_err(|error| call.wrong(field, error.key(), []))
        };
        let needed = |field: &str, text: &Option<String>| {
            read(field, text.as_deref().ok_or_else(|| call.wrong(field, "field-needed", []))?)
        };
        let amount = || needed("goal.amount", &self.amount);
        Ok(match self.kind {
            GoalKind::Value => Goal::Value(amount()?),
            GoalKind::AtLeast => Goal::AtLeast(amount()?),
            GoalKind::AtMost => Goal::AtMost(amount()?),
            GoalKind::Range => Goal::Range { low: amount()?, high: needed("goal.high", &self.high)? },
            GoalKind::Path => {
                let step = |(place, step): (usize, &GoalStep)| {
                    let amount = read(&format!("goal.path[{place}].amount"), &step.amount)?;
                    Ok(domain::indicators::Step { until: step.last, amount })
                };
                Goal::Path(self.path.iter().enumerate().map(step).collect::<Result<_, Problem>>()?)
            }
        })
    }
}

/// How far a goal is reached.
#[derive(Serialize, ToSchema)]
struct GoalReached {
    goal: FigureGoal,
    /// In which time.
    from: Date,
    last: Date,
    ordered_by: Order,
    reached: bool,
    /// Per cent of the goal.
    percent_reached: Option<String>,
    /// How much there should be by now, going as it should.
    expected: Option<String>,
    /// Per cent of that.
    pace: Option<String>,
    /// What it will come to.
    forecast: Option<String>,
}

impl GoalReached {
    fn of(reached: &Reached, decimals: Decimals) -> Self {
        let Reached { goal, period, ordered_by, progress, pace, forecast } = reached;
        Self {
            goal: goal.into(),
            from: period.from,
            last: period.last,
            ordered_by: ordered_by.clone(),
            reached: progress.reached,
            percent_reached: progress.percent.as_ref().and_then(percent),
            expected: pace.as_ref().and_then(|pace| shown(&pace.expected, decimals)),
            pace: pace.as_ref().and_then(|pace| pace.percent.as_ref()).and_then(percent),
            forecast: forecast.as_ref().and_then(|forecast| shown(forecast.value(), decimals)),
        }
    }
}

/// What an indicator comes to for a unit, with what stands beside it.
#[derive(Serialize, ToSchema)]
pub(super) struct IndicatorNumbers {
    /// In the period.
    now: ReadValue,
    /// In the period before.
    period_before: ReadValue,
    /// In the same period of the year before.
    last_year: ReadValue,
    /// In the year up to and with the period.
    to_date: ReadValue,
    /// The same in the year before.
    last_to_date: ReadValue,
    /// From how many units it comes, where that is known.
    unit_count: Option<u32>,
    target: Option<GoalReached>,
}

impl IndicatorNumbers {
    pub(super) fn of(figure: &Figure, decimals: Decimals) -> Self {
        let value = |reading| ReadValue::of(reading, decimals);
        Self {
            now: value(&figure.now),
            period_before: value(&figure.before),
            last_year: value(&figure.last_year),
            to_date: value(&figure.to_date),
            last_to_date: value(&figure.last_to_date),
            unit_count: figure.units,
            target: figure.target.as_ref().map(|reached| GoalReached::of(reached, decimals)),
        }
    }
}

/// How far a sheet has come.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SheetState {
    Draft,
    Submitted,
    Returned,
    Approved,
}

impl From<State> for SheetState {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Submitted => Self::Submitted,
            State::Returned => Self::Returned,
            State::Approved => Self::Approved,
        }
    }
}

/// Was it in time?
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SheetTime {
    OnTime,
    Late,
    Open,
    Overdue,
}

/// How far one unit has come with what was asked.
#[derive(Serialize, ToSchema)]
pub(super) struct SheetStanding {
    sheet_state: SheetState,
    due: Date,
    first_submitted: Option<Date>,
    in_time: SheetTime,
    /// Days late, too late already, or left.
    days: i32,
}

impl SheetStanding {
    pub(super) fn of(row: StandingRow, today: Date) -> Self {
        let (in_time, days) = match Punctuality::of(row.due, row.first_submitted, today) {
            Punctuality::OnTime => (SheetTime::OnTime, 0),
            Punctuality::Late(days) => (SheetTime::Late, days),
            Punctuality::Open(days) => (SheetTime::Open, days),
            Punctuality::Overdue(days) => (SheetTime::Overdue, days),
        };
        Self {
            sheet_state: row.state.into(),
            due: row.due,
            first_submitted: row.first_submitted,
            in_time,
            days,
        }
    }
}
