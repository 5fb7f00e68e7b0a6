//! Of whom, of when, on which tree: chosen beside the breadcrumbs, kept in the address.

use super::words;
use crate::Frame;
use crate::pages::visit::Who;
use crate::ui::Button;
use crate::{Problem, pages::failure::problem};
use app::rights::FiguresRead;
use domain::UnitId;
use domain::periods::{CalendarCode, Calendars, Period};
use domain::roll_up::Tree;
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// Calendars that are offered, each with how many of its periods.
const OFFERED: [(&str, i32); 6] = [
    ("reporting_month", 14),
    ("reporting_quarter", 6),
    ("reporting_year", 3),
    ("month", 14),
    ("quarter", 6),
    ("year", 3),
];
/// So many units are offered to choose from.
const UNITS: usize = 200;

/// What was chosen, in the address or by itself.
pub(super) struct Scope {
    pub(super) calendars: Arc<Calendars>,
    pub(super) unit: UnitId,
    pub(super) period: Period,
    pub(super) tree: Tree,
    /// The units to choose from, each with its name.
    pub(super) units: Vec<(UnitId, String)>,
    pub(super) today: Date,
    given: Vec<(String, String)>,
}

impl Scope {
    /// What the address asks for: the first unit that the person may read for, the last period that is over, the tree as it was.
    pub(super) fn read(frame: &Frame, who: &Who) -> Result<Self, Problem> {
        let person = who.person()?;
        let permit = who.permit::<FiguresRead>()?;
        let forest = person.forest();
        let given: Vec<(String, String)> =
            form_urlencoded::parse(frame.query().as_bytes()).into_owned().take(200).collect();
        let value = |name: &str| given.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.trim());
        let may = |unit: &UnitId| permit.covers(*unit, &forest).is_ok();
        let mut units: Vec<(UnitId, String)> = forest
            .nodes()
            .iter()
            .filter(|node| node.depth <= 1 && may(&node.unit.id))
            .map(|node| (node.unit.id, node.unit.label().to_owned()))
            .take(UNITS)
            .collect();
        if units.is_empty() {
            // Whoever stands further down.
            let own = forest.nodes().iter().filter(|node| may(&node.unit.id));
            units = own.map(|node| (node.unit.id, node.unit.label().to_owned())).take(UNITS).collect();
        }
        let chosen: Option<UnitId> = match value("unit") {
            "" => None,
            unit => Some(unit.parse().map_err(|_| Problem::not_found())?),
        };
        let unit = chosen.or_else(|| units.first().map(|unit| unit.0)).ok_or_else(Problem::not_found)?;
        permit.covers(unit, &forest).map_err(problem)?;
        if units.iter().all(|known| known.0 != unit) {
            units.push((unit, super::unit_name(who, unit)));
        }
        let calendars = person.app().calendars();
        let period = match parse(value("period")) {
            Some(period) => period,
            None => usual(&calendars, person.today).ok_or_else(Problem::not_found)?,
        };
        let tree = if value("tree") == "today" { Tree::On(person.today) } else { Tree::AsItWas };
        Ok(Self { calendars, unit, period, tree, units, today: person.today, given })
    }

    /// The value of another name in the address.
    pub(super) fn given(&self, name: &str) -> &str {
        self.given.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.trim())
    }

    /// Name of the period.
    pub(super) fn period_name(&self, frame: &Frame) -> String {
        self.calendars.name(self.period, words::language(frame))
    }

    /// What stands behind `?` for this choice with another unit or period.
    pub(super) fn query(&self, unit: UnitId, period: Period) -> String {
        let tree = if self.tree == Tree::AsItWas { "" } else { "&tree=today" };
        format!("unit={unit}&period={}{tree}", print(period))
    }

    /// The same as it is.
    pub(super) fn here(&self) -> String {
        self.query(self.unit, self.period)
    }

    /// The choice.
    pub(super) fn choice(&self, frame: &Frame) -> Markup {
        let offered: Vec<(String, Vec<Period>)> = OFFERED
            .iter()
            .filter_map(|(code, count)| {
                let calendar = self.calendars.get(&CalendarCode::new(*code))?;
                let now = calendar.period(self.today)?;
                let periods = (0..*count).filter_map(|steps| calendar.shift(now, -steps)).collect();
                Some((words::of(frame, &calendar.vi, &calendar.en).to_owned(), periods))
            })
            .collect();
        let is_offered = offered.iter().any(|(_, periods)| periods.contains(&self.period));
        let own = ["unit", "period", "tree", "page", "format"];
        html! {
            form.scope-choice method="get" action=(frame.path()) {
                @for (name, value) in self.given.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
                    input type="hidden" name=(name) value=(value);
                }
                label {
                    span { (frame.word("indicators-period")) }
                    select name="period" {
                        @if !is_offered {
                            option value=(print(self.period)) selected { (self.period_name(frame)) }
                        }
                        @for (name, periods) in &offered {
                            optgroup label=(name) {
                                @for period in periods {
                                    option value=(print(*period)) selected[*period == self.period] {
                                        (self.calendars.name(*period, words::language(frame)))
                                    }
                                }
                            }
                        }
                    }
                }
                @if self.units.len() > 1 {
                    label {
                        span { (frame.word("indicators-unit")) }
                        select name="unit" {
                            @for (unit, name) in &self.units { option value=(unit) selected[*unit == self.unit] { (name) } }
                        }
                    }
                }
                label {
                    span { (frame.word("indicators-tree")) }
                    select name="tree" {
                        option value="" { (frame.word("indicators-tree-was")) }
                        option value="today" selected[self.tree != Tree::AsItWas] { (frame.word("indicators-tree-today")) }
                    }
                }
                (Button::plain(frame.word("indicators-see")))
            }
        }
    }
}

/// The reporting month that was the last to end.
pub(crate) fn usual(calendars: &Calendars, today: Date) -> Option<Period> {
    let calendar = calendars.get(&CalendarCode::new("reporting_month"))?;
    calendar.shift(calendar.period(today)?, -1)
}

/// A period as it stands in addresses: `2026-10-15..2026-11-14`.
pub(super) fn print(period: Period) -> String {
    format!("{}..{}", period.from, period.last)
}

/// Reads it back.
pub(super) fn parse(text: &str) -> Option<Period> {
    let (from, last) = text.split_once("..")?;
    let (from, last): (Date, Date) = (from.parse().ok()?, last.parse().ok()?);
    // Years that calendars can count.
    let years = 1900..=2200;
    Period::new(from, last)
        .filter(|period| years.contains(&period.from.year()) && years.contains(&period.last.year()))
}
