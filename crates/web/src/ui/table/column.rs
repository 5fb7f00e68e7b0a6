use crate::ui;
use jiff::civil::Date;
use maud::{Markup, html};
use messages::Language;
use vitext::Decimal;

/// What stands in a cell, as data: for the export, and for the page where a column has no cell of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number, with all the decimals that are to be shown.
    Number(Decimal),
    /// A day.
    Day(Date),
}

impl Value {
    /// As it stands in a page.
    pub(crate) fn show(&self, language: Language) -> Markup {
        match self {
            Self::Empty => html! {},
            Self::Text(text) => html! { (text) },
            Self::Number(number) => html! { (ui::number(language, *number)) },
            Self::Day(day) => ui::date(*day),
        }
    }
}

/// Where the content of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers, in tabular figures.
    Right,
}

/// How much room a column gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A date, a number, a short word.
    Narrow,
    /// A name.
    Normal,
    /// A sentence.
    Wide,
}

impl Width {
    /// Room that it needs at least, in units of the letter size.
    pub(crate) fn least(self) -> usize {
        match self {
            Self::Narrow => 7,
            Self::Normal => 11,
            Self::Wide => 18,
        }
    }

    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Normal => "normal",
            Self::Wide => "wide",
        }
    }
}

type Reads<R, T> = Box<dyn Fn(&R) -> T + Send + Sync>;

/// A column: what of a row it shows.
#[must_use]
pub struct Column<R> {
    pub(crate) key: &'static str,
    pub(crate) title: String,
    pub(crate) unit: Option<String>,
    pub(crate) align: Align,
    pub(crate) width: Width,
    pub(crate) sortable: bool,
    pub(crate) shown: bool,
    pub(crate) value: Reads<R, Value>,
    pub(crate) cell: Option<Reads<R, Markup>>,
}

impl<R> Column<R> {
    fn new(key: &'static str, title: impl Into<String>, value: Reads<R, Value>) -> Self {
        Self {
            key,
            title: title.into(),
            unit: None,
            align: Align::Left,
            width: Width::Normal,
            sortable: false,
            shown: true,
            value,
            cell: None,
        }
    }

    /// Words.
    pub fn text(
        key: &'static str,
        title: impl Into<String>,
        read: impl Fn(&R) -> String + Send + Sync + 'static,
    ) -> Self {
        Self::new(key, title, Box::new(move |row| Value::Text(read(row))))
    }

    /// Numbers, on the right.
    pub fn number(
        key: &'static str,
        title: impl Into<String>,
        read: impl Fn(&R) -> Option<Decimal> + Send + Sync + 'static,
    ) -> Self {
        let value = move |row: &R| read(row).map_or(Value::Empty, Value::Number);
        Self { align: Align::Right, width: Width::Narrow, ..Self::new(key, title, Box::new(value)) }
    }

    /// Days.
    pub fn date(
        key: &'static str,
        title: impl Into<String>,
        read: impl Fn(&R) -> Option<Date> + Send + Sync + 'static,
    ) -> Self {
        let value = move |row: &R| read(row).map_or(Value::Empty, Value::Day);
        Self { width: Width::Narrow, ..Self::new(key, title, Box::new(value)) }
    }

    /// What a cell looks like in the page; the export keeps the plain value.
    pub fn cell(mut self, show: impl Fn(&R) -> Markup + Send + Sync + 'static) -> Self {
        self.cell = Some(Box::new(show));
        self
    }

    /// What the numbers count: stands in the head.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Rows can be ordered by it.
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Not shown until somebody chooses it.
    pub fn hidden(mut self) -> Self {
        self.shown = false;
        self
    }

    /// Room for a date or a short word.
    pub fn narrow(mut self) -> Self {
        self.width = Width::Narrow;
        self
    }

    /// Room for a sentence.
    pub fn wide(mut self) -> Self {
        self.width = Width::Wide;
        self
    }
}
