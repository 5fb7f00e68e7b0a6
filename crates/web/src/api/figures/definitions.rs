//! What is counted and asked: indicators, forms, calendars.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::pages::figures::words::language;
use crate::{Access, Problem};
use app::figures::Definitions;
use app::rights::FiguresRead;
use domain::collection::{Form, Row};
use domain::indicators::{AcrossUnits, Breakdown, Direction, Indicator, Nature, OverTime, Slice};
use domain::rights::Right;
use domain::{FormId, IndicatorId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    api.list("/api/v1/indicators", read, "indicators-list", list)
        .list("/api/v1/forms", read, "forms-list", forms)
        .get("/api/v1/calendars", Access::SignedIn, "calendars-list", calendars)
}

/// How a figure stands to time.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum IndicatorNature {
    Flow,
    Stock,
    Ratio,
}

/// What would be good.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum GoodDirection {
    Up,
    Down,
    Neutral,
}

/// How the figures of units become one.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AddedAcross {
    Sum,
    WeightedMean,
    RatioOfSums,
    Last,
    Max,
    None,
}

/// How the figures of periods become one.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AddedOverTime {
    Sum,
    Last,
    Mean,
}

/// A part by which figures are broken down.
#[derive(Serialize, ToSchema)]
struct IndicatorPart {
    code: String,
    vi: String,
    en: String,
}

/// A way to break figures down.
#[derive(Serialize, ToSchema)]
struct IndicatorBreakdown {
    code: String,
    vi: String,
    en: String,
    /// Its parts make up the whole.
    closed: bool,
    items: Vec<IndicatorPart>,
}

impl From<&Breakdown> for IndicatorBreakdown {
    fn from(breakdown: &Breakdown) -> Self {
        let items = breakdown.items.iter().map(|item| IndicatorPart {
            code: item.code.to_string(),
            vi: item.vi.clone(),
            en: item.en.clone(),
        });
        Self {
            code: breakdown.code.to_string(),
            vi: breakdown.vi.clone(),
            en: breakdown.en.clone(),
            closed: breakdown.closed,
            items: items.collect(),
        }
    }
}

/// What is measured in.
#[derive(Serialize, ToSchema)]
struct IndicatorMeasure {
    code: String,
    vi: String,
    en: String,
}

/// What is counted, as it is meant now.
#[derive(Serialize, ToSchema)]
struct IndicatorEntry {
    id: IndicatorId,
    code: String,
    vi: String,
    en: String,
    note: String,
    measured_in: Option<IndicatorMeasure>,
    decimals: u8,
    nature: IndicatorNature,
    good: GoodDirection,
    across_units: AddedAcross,
    over_time: AddedOverTime,
    /// By whose periods it is collected; empty for what is computed.
    calendars: Vec<String>,
    breakdowns: Vec<IndicatorBreakdown>,
    /// What it is computed by; null for what is asked.
    formula: Option<String>,
    /// Since when it is meant so.
    from: Date,
}

fn entry(definitions: &Definitions, indicator: &Indicator) -> Option<IndicatorEntry> {
    let version = indicator.versions.last()?;
    let catalogue = &definitions.catalogue;
    let measure = catalogue.measure(&indicator.measure).map(|measure| IndicatorMeasure {
        code: measure.code.to_string(),
        vi: measure.vi.clone(),
        en: measure.en.clone(),
    });
    let breakdowns = version.breakdowns.iter().filter_map(|code| catalogue.breakdown(code));
    Some(IndicatorEntry {
        id: indicator.id,
        code: indicator.code.to_string(),
        vi: version.vi.clone(),
        en: version.en.clone(),
        note: version.note.clone(),
        measured_in: measure,
        decimals: indicator.decimals.get(),
        nature: match indicator.nature {
            Nature::Flow => IndicatorNature::Flow,
            Nature::Stock => IndicatorNature::Stock,
            Nature::Ratio => IndicatorNature::Ratio,
        },
        good: match version.direction {
            Direction::Up => GoodDirection::Up,
            Direction::Down => GoodDirection::Down,
            Direction::Neutral => GoodDirection::Neutral,
        },
        across_units: match version.across_units {
            AcrossUnits::Sum => AddedAcross::Sum,
            AcrossUnits::WeightedMean(_) => AddedAcross::WeightedMean,
            AcrossUnits::RatioOfSums => AddedAcross::RatioOfSums,
            AcrossUnits::Last => AddedAcross::Last,
            AcrossUnits::Max => AddedAcross::Max,
            AcrossUnits::None => AddedAcross::None,
        },
        over_time: match version.over_time {
            OverTime::Sum => AddedOverTime::Sum,
            OverTime::Last => AddedOverTime::Last,
            OverTime::Mean => AddedOverTime::Mean,
        },
        calendars: indicator.calendars.iter().map(|code| code.as_str().to_owned()).collect(),
        breakdowns: breakdowns.map(IndicatorBreakdown::from).collect(),
        formula: version.formula.as_ref().map(|formula| formula.text.clone()),
        from: version.from,
    })
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<IndicatorEntry>, Problem> {
    let definitions = call.permit::<FiguresRead>()?.definitions().await.map_err(|e| call.problem(e))?;
    let all = definitions.catalogue.iter().filter_map(|indicator| entry(&definitions, indicator));
    let mut all: Vec<IndicatorEntry> = all.collect();
    all.sort_by_key(|entry| entry.id);
    Ok(Listed::cut(all, asked, |entry| entry.id.get(), |entry| entry))
}

/// Something that a form asks: a figure by its indicator, or words by their code.
#[derive(Serialize, ToSchema)]
struct FormRow {
    indicator_id: Option<IndicatorId>,
    slice: Option<String>,
    /// The code of a heading under which something is written.
    code: Option<String>,
    vi: Option<String>,
    en: Option<String>,
    required: bool,
}

impl From<&Row> for FormRow {
    fn from(row: &Row) -> Self {
        match row {
            Row::Figure { indicator, slice, required } => Self {
                indicator_id: Some(*indicator),
                slice: match slice {
                    Slice::Whole => None,
                    Slice::Part(part) => Some(part.to_string()),
                },
                code: None,
                vi: None,
                en: None,
                required: *required,
            },
            Row::Narrative { code, vi, en, required } => Self {
                indicator_id: None,
                slice: None,
                code: Some(code.to_string()),
                vi: Some(vi.clone()),
                en: Some(en.clone()),
                required: *required,
            },
        }
    }
}

/// A part of a form under one heading.
#[derive(Serialize, ToSchema)]
struct FormSection {
    vi: String,
    en: String,
    asks: Vec<FormRow>,
}

/// What is asked of units, period by period.
#[derive(Serialize, ToSchema)]
struct FormEntry {
    id: FormId,
    code: String,
    vi: String,
    en: String,
    calendar: String,
    sections: Vec<FormSection>,
}

impl From<&Form> for FormEntry {
    fn from(form: &Form) -> Self {
        let sections = form.sections.iter().map(|section| FormSection {
            vi: section.vi.clone(),
            en: section.en.clone(),
            asks: section.rows.iter().map(FormRow::from).collect(),
        });
        Self {
            id: form.id,
            code: form.code.to_string(),
            vi: form.vi.clone(),
            en: form.en.clone(),
            calendar: form.calendar.as_str().to_owned(),
            sections: sections.collect(),
        }
    }
}

async fn forms(call: Call, asked: Asked, _: Nothing) -> Result<Listed<FormEntry>, Problem> {
    let definitions = call.permit::<FiguresRead>()?.definitions().await.map_err(|e| call.problem(e))?;
    let mut forms: Vec<&Form> = definitions.forms.iter().collect();
    forms.sort_by_key(|form| form.id);
    Ok(Listed::cut(forms, asked, |form| form.id.get(), FormEntry::from))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OnDay {
    day: Option<Date>,
}

/// A calendar, with its period in which a day lies.
#[derive(Serialize, ToSchema)]
struct CalendarEntry {
    code: String,
    vi: String,
    en: String,
    /// What the period is called.
    name: String,
    from: Date,
    last: Date,
}

/// All calendars that count the day.
#[derive(Serialize, ToSchema)]
struct CalendarTable {
    items: Vec<CalendarEntry>,
}

async fn calendars(call: Call, asked: OnDay) -> Result<Reply<CalendarTable>, Problem> {
    let person = call.person()?;
    let day = asked.day.unwrap_or(person.today);
    let calendars = person.app().calendars();
    let entry = |calendar: &domain::periods::Calendar| {
        let period = calendar.period(day)?;
        Some(CalendarEntry {
            code: calendar.code.as_str().to_owned(),
            vi: calendar.vi.clone(),
            en: calendar.en.clone(),
            name: calendars.name(period, language(&call.frame)),
            from: period.from,
            last: period.last,
        })
    };
    Ok(CalendarTable { items: calendars.iter().filter_map(entry).collect() }.into())
}
