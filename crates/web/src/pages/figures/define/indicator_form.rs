//! The fields of an indicator, filled from one and read back.

use crate::Frame;
use crate::pages::figures::words;
use crate::ui::{Field, Form, parse_date, print_date};
use app::figures::Definitions;
use domain::indicators::formula::Strategy;
use domain::indicators::{
    AcrossUnits, Decimals, Direction, FormulaText, Indicator, Nature, OverTime, Version,
};
use domain::{IndicatorId, periods::CalendarCode};
use jiff::civil::Date;
use maud::{Markup, html};

/// Most decimals that are offered.
const DECIMALS: u8 = 6;

/// Puts what stands in an indicator's last version into the fields.
pub(super) fn fill(form: &mut Form, indicator: &Indicator) {
    let Some(version) = indicator.versions.last() else { return };
    form.set("code", indicator.code.as_str());
    form.set("vi", &version.vi);
    form.set("en", &version.en);
    form.set("note", &version.note);
    form.set("from", if version.from == Date::MIN { String::new() } else { print_date(version.from) });
    form.set("direction", code(&DIRECTIONS, version.direction));
    form.set("time", code(&TIMES, version.over_time));
    let (across, weight) = match &version.across_units {
        AcrossUnits::Sum => ("sum", None),
        AcrossUnits::WeightedMean(weight) => ("weighted", Some(weight)),
        AcrossUnits::RatioOfSums => ("formula", None),
        AcrossUnits::Last => ("last", None),
        AcrossUnits::Max => ("max", None),
        AcrossUnits::None => ("none", None),
    };
    form.set("across", across);
    form.set("weight", weight.map(ToString::to_string).unwrap_or_default());
    if let Some(formula) = &version.formula {
        form.set("formula", &formula.text);
        form.set("missing", code(&MISSING, formula.missing));
    }
    indicator.calendars.iter().for_each(|calendar| form.set(format!("by-{calendar}"), "yes"));
    version.breakdowns.iter().for_each(|breakdown| form.set(format!("in-{breakdown}"), "yes"));
}

const DIRECTIONS: [(&str, Direction); 3] =
    [("up", Direction::Up), ("down", Direction::Down), ("neutral", Direction::Neutral)];
const TIMES: [(&str, OverTime); 3] =
    [("sum", OverTime::Sum), ("last", OverTime::Last), ("mean", OverTime::Mean)];
const MISSING: [(&str, Strategy); 3] =
    [("whole", Strategy::Whole), ("skip", Strategy::Skip), ("zero", Strategy::Zero)];
const NATURES: [(&str, Nature); 3] =
    [("flow", Nature::Flow), ("stock", Nature::Stock), ("ratio", Nature::Ratio)];

fn code<T: PartialEq>(all: &[(&'static str, T)], one: T) -> &'static str {
    all.iter().find(|(_, known)| *known == one).map_or("", |(code, _)| code)
}

fn of<T: Copy>(all: &[(&'static str, T)], code: &str) -> Option<T> {
    all.iter().find(|(known, _)| *known == code).map(|(_, one)| *one)
}

/// What is wrong before anything is tried: field and key.
pub(super) type Wrong = (&'static str, &'static str);

/// The indicator that the fields are. Of one that is there, measure, decimals and nature stay, and the version of the day is
/// replaced or added.
pub(super) fn read(
    form: &Form,
    definitions: &Definitions,
    had: Option<&Indicator>,
) -> Result<Indicator, Wrong> {
    let from = match form.typed("from") {
        "" => Date::MIN,
        text => parse_date(text).ok_or(("from", "indicators-day-needed"))?,
    };
    let across_units = match form.typed("across") {
        "weighted" => AcrossUnits::WeightedMean(
            form.typed("weight").parse().map_err(|_| ("weight", "definitions-code-wrong"))?,
        ),
        "formula" => AcrossUnits::RatioOfSums,
        "last" => AcrossUnits::Last,
        "max" => AcrossUnits::Max,
        "none" => AcrossUnits::None,
        _ => AcrossUnits::Sum,
    };
    let missing = of(&MISSING, form.typed("missing")).unwrap_or_default();
    let text = form.typed("formula").to_owned();
    if form.typed("vi").is_empty() {
        return Err(("vi", "definitions-name-needed"));
    }
    let breakdowns =
        definitions.catalogue.breakdowns().filter(|one| form.typed(&format!("in-{}", one.code)) == "yes");
    let version = Version {
        from,
        vi: form.typed("vi").to_owned(),
        en: or(form.typed("en"), form.typed("vi")),
        note: form.typed("note").to_owned(),
        direction: of(&DIRECTIONS, form.typed("direction")).unwrap_or(Direction::Neutral),
        across_units,
        over_time: of(&TIMES, form.typed("time")).unwrap_or(OverTime::Sum),
        breakdowns: breakdowns.map(|one| one.code.clone()).collect(),
        formula: (!text.is_empty()).then_some(FormulaText { text, missing }),
    };
    let asked: Vec<CalendarCode> = definitions
        .calendars
        .iter()
        .filter(|calendar| form.typed(&format!("by-{}", calendar.code)) == "yes")
        .map(|calendar| calendar.code.clone())
        .collect();
    let Some(had) = had else {
        let measure = form.typed("measure").parse().map_err(|_| ("measure", "definitions-measure-needed"))?;
        let decimals = form.typed("decimals").parse().ok().and_then(|places| Decimals::new(places).ok());
        return Ok(Indicator {
            id: IndicatorId::new(0),
            code: form.typed("code").parse().map_err(|_| ("code", "definitions-code-wrong"))?,
            measure,
            decimals: decimals.unwrap_or_default(),
            nature: of(&NATURES, form.typed("nature")).unwrap_or(Nature::Flow),
            calendars: asked,
            versions: vec![Version { from: Date::MIN, ..version }],
        });
    };
    // Those that were there keep their order: the first is preferred.
    let mut calendars: Vec<CalendarCode> =
        had.calendars.iter().filter(|one| asked.contains(one)).cloned().collect();
    calendars.extend(asked.into_iter().filter(|one| !had.calendars.contains(one)));
    let mut versions: Vec<Version> =
        had.versions.iter().filter(|one| one.from != version.from).cloned().collect();
    versions.push(version);
    versions.sort_by_key(|one| one.from);
    Ok(Indicator { calendars, versions, ..had.clone() })
}

fn or(text: &str, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

/// The fields; `marked` is the formula with the place of what is wrong.
pub(super) fn fields(
    frame: &Frame,
    form: &Form,
    definitions: &Definitions,
    is_new: bool,
    marked: Option<&Markup>,
) -> Markup {
    let choices = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(value, key)| ((*value).to_owned(), frame.word(key))).collect()
    };
    let measures: Vec<(String, String)> = definitions
        .catalogue
        .measures()
        .map(|one| (one.code.to_string(), words::of(frame, &one.vi, &one.en).to_owned()))
        .collect();
    let decimals = (0..=DECIMALS).map(|places| (places.to_string(), places.to_string()));
    let natures = choices(&[
        ("flow", "definitions-flow"),
        ("stock", "definitions-stock"),
        ("ratio", "definitions-ratio"),
    ]);
    let directions = choices(&[
        ("up", "definitions-up"),
        ("down", "definitions-down"),
        ("neutral", "definitions-neutral"),
    ]);
    let across = choices(&[
        ("sum", "definitions-across-sum"),
        ("weighted", "definitions-across-weighted"),
        ("formula", "definitions-across-formula"),
        ("last", "definitions-across-last"),
        ("max", "definitions-across-max"),
        ("none", "definitions-across-none"),
    ]);
    let times = choices(&[
        ("sum", "definitions-time-sum"),
        ("last", "definitions-time-last"),
        ("mean", "definitions-time-mean"),
    ]);
    let missing = choices(&[
        ("whole", "definitions-missing-whole"),
        ("skip", "definitions-missing-skip"),
        ("zero", "definitions-missing-zero"),
    ]);
    html! {
        @if is_new {
            (form.field(Field::text("code", frame.word("definitions-code")).hint(frame.word("definitions-code-hint")).required().limit(60)))
        }
        (form.field(Field::text("vi", frame.word("definitions-vi")).required().limit(300)))
        (form.field(Field::text("en", frame.word("definitions-en")).limit(300)))
        (form.field(Field::lines("note", frame.word("definitions-note"), 2).limit(2_000)))
        @if is_new {
            (form.field(Field::select("measure", frame.word("indicators-measure"), measures)))
            (form.field(Field::select("decimals", frame.word("definitions-decimals"), decimals)))
            (form.field(Field::select("nature", frame.word("definitions-nature"), natures)))
        } @else {
            (form.field(Field::date("from", frame.word("definitions-from")).hint(frame.word("definitions-from-hint"))))
        }
        (form.field(Field::select("direction", frame.word("definitions-direction"), directions)))
        (form.field(Field::select("across", frame.word("definitions-across"), across)))
        (form.field(Field::text("weight", frame.word("definitions-weight")).hint(frame.word("definitions-weight-hint")).limit(60)))
        (form.field(Field::select("time", frame.word("definitions-time"), times)))
        (form.field(Field::lines("formula", frame.word("indicators-formula"), 2).hint(frame.word("definitions-formula-hint")).limit(2_000)))
        @if let Some(marked) = marked { (marked) }
        (form.field(Field::select("missing", frame.word("definitions-missing"), missing)))
        fieldset {
            legend { (frame.word("definitions-collected")) }
            @for calendar in definitions.calendars.iter() {
                (form.field(Field::checkbox(format!("by-{}", calendar.code), words::of(frame, &calendar.vi, &calendar.en))))
            }
        }
        fieldset {
            legend { (frame.word("definitions-breakdowns")) }
            @for breakdown in definitions.catalogue.breakdowns() {
                (form.field(Field::checkbox(format!("in-{}", breakdown.code), words::of(frame, &breakdown.vi, &breakdown.en))))
            }
        }
    }
}
