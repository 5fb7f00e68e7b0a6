//! The tables as they are written, and what becomes of their rows.

use super::SetError;
use crate::collection::{Due, Form, FormCode, Row, RuleText, Section};
use crate::ids::{FormId, IndicatorId};
use crate::indicators::formula::{Names as _, Strategy};
use crate::indicators::{
    AcrossUnits, Breakdown, BreakdownCode, Catalogue, Decimals, Direction, FormulaText, Indicator,
    IndicatorCode, ItemCode, Measure, MeasureCode, Nature, OverTime, Slice, Version,
};
use crate::periods::CalendarCode;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

type Table<'a> = (&'a str, &'a str);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measures {
    measure: Vec<Measure>,
    #[serde(default)]
    breakdown: Vec<Breakdown>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicators {
    indicator: Vec<IndicatorRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorRow {
    code: IndicatorCode,
    vi: String,
    en: String,
    #[serde(default)]
    note: String,
    measure: MeasureCode,
    #[serde(default)]
    decimals: Decimals,
    nature: Nature,
    direction: Direction,
    across: Across,
    time: OverTime,
    #[serde(default)]
    collected: Vec<CalendarCode>,
    #[serde(default)]
    breakdowns: Vec<BreakdownCode>,
    formula: Option<String>,
    #[serde(default)]
    missing: Strategy,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Across {
    Sum,
    Max,
    Last,
    None,
    Formula,
    WeightedBy(IndicatorCode),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRow {
    code: FormCode,
    vi: String,
    en: String,
    calendar: CalendarCode,
    due: Vec<Due>,
    section: Vec<SectionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionRow {
    vi: String,
    en: String,
    #[serde(default)]
    figures: Vec<String>,
    #[serde(default)]
    words: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    code: ItemCode,
    vi: String,
    en: String,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<RuleText>,
}

fn read<T: DeserializeOwned>((name, text): Table<'_>) -> Result<T, SetError> {
    toml::from_str(text).map_err(|error| SetError::Syntax(name.to_owned(), error))
}

pub(super) fn measures(table: Table<'_>) -> Result<(Vec<Measure>, Vec<Breakdown>), SetError> {
    read::<Measures>(table).map(|read| (read.measure, read.breakdown))
}

pub(super) fn indicators(tables: &[Table<'_>]) -> Result<Vec<Indicator>, SetError> {
    let mut all = Vec::new();
    for table in tables {
        for row in read::<Indicators>(*table)?.indicator {
            let id = IndicatorId::new(i64::try_from(all.len()).unwrap_or(i64::MAX).saturating_add(1));
            all.push(indicator(id, row));
        }
    }
    Ok(all)
}

fn indicator(id: IndicatorId, row: IndicatorRow) -> Indicator {
    let version = Version {
        from: Date::MIN,
        vi: row.vi,
        en: row.en,
        note: row.note,
        direction: row.direction,
        across_units: match row.across {
            Across::Sum => AcrossUnits::Sum,
            Across::Max => AcrossUnits::Max,
            Across::Last => AcrossUnits::Last,
            Across::None => AcrossUnits::None,
            Across::Formula => AcrossUnits::RatioOfSums,
            Across::WeightedBy(code) => AcrossUnits::WeightedMean(code),
        },
        over_time: row.time,
        breakdowns: row.breakdowns,
        formula: row.formula.map(|text| FormulaText { text, missing: row.missing }),
    };
    Indicator {
        id,
        code: row.code,
        measure: row.measure,
        decimals: row.decimals,
        nature: row.nature,
        calendars: row.collected,
        versions: vec![version],
    }
}

pub(super) fn forms(tables: &[Table<'_>], catalogue: &Catalogue) -> Result<Vec<Form>, SetError> {
    let mut all = Vec::new();
    for (id, table) in (1..).zip(tables) {
        let row: FormRow = read(*table)?;
        let mut sections = Vec::with_capacity(row.section.len());
        for section in row.section {
            let mut rows = Vec::with_capacity(section.figures.len() + section.words.len());
            for written in &section.figures {
                let found = figure(written, catalogue);
                rows.push(found.ok_or_else(|| SetError::Figure(row.code.clone(), written.clone()))?);
            }
            rows.extend(section.words.into_iter().map(|Words { code, vi, en, required }| Row::Narrative {
                code,
                vi,
                en,
                required,
            }));
            sections.push(Section { vi: section.vi, en: section.en, rows });
        }
        let FormRow { code, vi, en, calendar, due, .. } = row;
        all.push(Form { id: FormId::new(id), code, vi, en, calendar, sections, due });
    }
    Ok(all)
}

/// A figure as it is written in a form: `members[women]?`. A question mark: it may stay empty. None where there is no such figure.
pub(crate) fn figure(written: &str, catalogue: &Catalogue) -> Option<Row> {
    let (name, required) = written.strip_suffix('?').map_or((written, true), |name| (name, false));
    let (code, slice) = match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        Some((code, item)) => (code, Slice::Part(item.parse().ok()?)),
        None => (name, Slice::Whole),
    };
    Some(Row::Figure { indicator: catalogue.known(code)?.id, slice, required })
}

/// The rules as they are written.
pub(super) fn rules(table: Table<'_>) -> Result<Vec<RuleText>, SetError> {
    Ok(read::<Rules>(table)?.rule)
}
