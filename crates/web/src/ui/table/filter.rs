use crate::ui::parse_date;
use jiff::civil::Date;

/// A filter of a table: something that rows are chosen by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its name in the address.
    pub key: &'static str,
    /// Its label.
    pub title: String,
    /// What can be chosen.
    pub kind: FilterKind,
}

/// What a filter lets one choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterKind {
    /// Words that the row has.
    Text,
    /// Any of several values, each with its label.
    Choice(Vec<(String, String)>),
    /// A range of days: `key-from` and `key-to` in the address.
    Days,
    /// Yes, or no matter.
    Yes,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterValue {
    /// Words.
    Text(String),
    /// Any of these values; each is one of the filter's own.
    Choice(Vec<String>),
    /// From and to this day, either end open, not both.
    Days {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        to: Option<Date>,
    },
    /// Yes.
    Yes,
}

impl Filter {
    /// Words that the row has.
    #[must_use]
    pub fn text(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), kind: FilterKind::Text }
    }

    /// Any of several values, each with its label.
    #[must_use]
    pub fn choice(
        key: &'static str,
        title: impl Into<String>,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        Self { key, title: title.into(), kind: FilterKind::Choice(options.into_iter().collect()) }
    }

    /// A range of days.
    #[must_use]
    pub fn days(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), kind: FilterKind::Days }
    }

    /// Yes, or no matter.
    #[must_use]
    pub fn yes(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), kind: FilterKind::Yes }
    }

    /// Takes a parameter of an address into what was chosen so far. `false`: it cannot be read.
    pub(crate) fn take(&self, end: End, value: &str, chosen: &mut Option<FilterValue>) -> bool {
        match (&self.kind, end) {
            (FilterKind::Text, End::Whole) => *chosen = Some(FilterValue::Text(value.to_owned())),
            (FilterKind::Yes, End::Whole) if value == "yes" => *chosen = Some(FilterValue::Yes),
            (FilterKind::Choice(options), End::Whole) => {
                if !options.iter().any(|(known, _)| known == value) {
                    return false;
                }
                let Some(FilterValue::Choice(values)) = chosen else {
                    *chosen = Some(FilterValue::Choice(vec![value.to_owned()]));
                    return true;
                };
                if !values.iter().any(|known| known == value) {
                    values.push(value.to_owned());
                }
            }
            (FilterKind::Days, End::From | End::To) => {
                let Some(day) = parse_date(value) else { return false };
                let (mut from, mut to) = match chosen {
                    Some(FilterValue::Days { from, to }) => (*from, *to),
                    _ => (None, None),
                };
                *(if end == End::From { &mut from } else { &mut to }) = Some(day);
                *chosen = Some(FilterValue::Days { from, to });
            }
            _ => return false,
        }
        true
    }
}

/// Which part of a filter a parameter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Whole,
    From,
    To,
}
