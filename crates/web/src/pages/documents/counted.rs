//! Where documents that were counted are listed.

use domain::UnitId;
use domain::documents::{Direction, Period, Stage, Timeliness};
use jiff::civil::Date;

/// Documents that were counted together: what the list has to choose to show just these.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    unit: Option<UnitId>,
    below: bool,
    from: Date,
    last: Date,
    direction: Direction,
    kind: Option<Option<String>>,
    timeliness: Option<Timeliness>,
}

/// In an address: documents whose kind nobody knows.
pub(super) const NO_KIND: &str = "-";

impl Counted {
    /// All that went that way in a period, in the register of a unit and of those below it; without a unit, in all.
    pub(super) fn new(unit: Option<UnitId>, period: Period, direction: Direction) -> Self {
        Self {
            unit,
            below: true,
            from: period.from,
            last: period.last,
            direction,
            kind: None,
            timeliness: None,
        }
    }

    /// Only those in the register of this unit.
    pub(super) fn of_unit(self, unit: UnitId) -> Self {
        Self { unit: Some(unit), below: false, ..self }
    }

    /// Only those of this kind.
    pub(super) fn of_kind(self, kind: Option<&str>) -> Self {
        Self { kind: Some(kind.map(str::to_owned)), ..self }
    }

    /// Only those of the month that begins on this day.
    pub(super) fn of_month(self, month: Date) -> Self {
        Self { from: self.from.max(month), last: self.last.min(month.last_of_month()), ..self }
    }

    /// Only those handled like that.
    pub(super) fn handled(self, timeliness: Timeliness) -> Self {
        Self { timeliness: Some(timeliness), ..self }
    }

    /// The address of the list.
    pub(super) fn href(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("direction", self.direction.code());
        match self.unit {
            Some(unit) => query.append_pair("unit", &unit.to_string()),
            None => query.append_pair("unit", "all"),
        };
        if self.unit.is_some() && self.below {
            query.append_pair("below", "yes");
        }
        query.append_pair("period", &format!("{}..{}", self.from, self.last));
        if let Some(kind) = &self.kind {
            query.append_pair("kind", kind.as_deref().unwrap_or(NO_KIND));
        }
        if self.direction.is_own() {
            // A draft does not count.
            for stage in Stage::ALL.into_iter().filter(|stage| stage.was_issued()) {
                query.append_pair("state", stage.code());
            }
        }
        if let Some(timeliness) = self.timeliness {
            query.append_pair("handled", timeliness.code());
        }
        format!("/documents?{}", query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::documents::Calendar;
    use jiff::civil::date;

    #[test]
    fn the_address_says_what_was_counted() {
        let quarter = Period::of(Calendar::Quarter, date(2026, 2, 1));
        let late = Counted::new(Some(UnitId::new(7)), quarter, Direction::Incoming)
            .of_kind(Some("công văn"))
            .of_month(date(2026, 3, 1))
            .handled(Timeliness::OpenLate);
        assert_eq!(
            late.href(),
            "/documents?direction=incoming&unit=7&below=yes&period=2026-03-01..2026-03-31\
             &kind=c%C3%B4ng+v%C4%83n&handled=open_late"
        );
        let out = Counted::new(None, quarter, Direction::Outgoing).of_kind(None);
        assert_eq!(
            out.href(),
            "/documents?direction=outgoing&unit=all&period=2026-01-01..2026-03-31&kind=-&state=issued&state=replaced&state=expired"
        );
    }
}
