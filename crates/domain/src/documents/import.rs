//! A row of an older register becomes a document: pure, from cells as somebody read them from .xlsx or .csv.

use super::document::FIELD_LIMIT;
use super::identity::{issuer_key, symbol_key};
use super::{Direction, Fields, Number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use vitext::fold::fold_text;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = RegisterColumn))]
pub enum Column {
    /// Which way it went: `đến`, `đi`, `nội bộ`.
    Direction,
    /// Arrival number (số đến).
    ArrivalNumber,
    /// Day of arrival.
    ArrivedOn,
    /// Symbol.
    Symbol,
    /// Day of the document.
    Date,
    /// Kind.
    Kind,
    /// Who issued it.
    Issuer,
    /// What it is about.
    Subject,
    /// Who signed it.
    Signer,
    /// To whom it goes, apart by `;`.
    Recipients,
    /// The unit or person who handles it.
    Handler,
    /// The last day for that.
    Due,
    /// The day on which that was done.
    Done,
    /// Name of its file.
    File,
}

impl Column {
    /// All of them, in the order of the template.
    pub const ALL: [Self; 14] = [
        Self::Direction,
        Self::ArrivalNumber,
        Self::ArrivedOn,
        Self::Symbol,
        Self::Date,
        Self::Kind,
        Self::Issuer,
        Self::Subject,
        Self::Signer,
        Self::Recipients,
        Self::Handler,
        Self::Due,
        Self::Done,
        Self::File,
    ];
}

/// One row, each cell as written, in the order of [`Column::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the file, as spreadsheet programs show it.
    pub number: u32,
    cells: [String; Column::ALL.len()],
}

impl Row {
    /// A row of these cells.
    #[must_use]
    pub fn new(number: u32, mut cell: impl FnMut(Column) -> String) -> Self {
        Self { number, cells: Column::ALL.map(|column| cell(column).trim().to_owned()) }
    }

    /// What stands in a cell; empty for nothing.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        &self.cells[column as usize]
    }

    /// Does nothing stand in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing stands there.
    Empty,
    /// Neither an arrival number nor a symbol: the document could not be known again.
    Nameless,
    /// It is no direction.
    NoDirection,
    /// It is no day.
    NoDay,
    /// The day has not come yet.
    ToCome,
    /// It came before it was issued.
    ArrivedBefore,
    /// It is no number.
    NoNumber,
    /// There is no such kind.
    UnknownKind,
    /// No symbol can be read in it.
    NoSymbol,
    /// More characters than a field may have.
    TooLong,
    /// An earlier row has the same document, or the same arrival number.
    Duplicate {
        /// The number of that row in the file.
        first: u32,
    },
    /// The register has given this arrival number to another document.
    NumberGiven,
}

impl Problem {
    /// Key of its message: `import-empty`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "import-empty",
            Self::Nameless => "import-nameless",
            Self::NoDirection => "import-no-direction",
            Self::NoDay => "import-no-day",
            Self::ToCome => "import-to-come",
            Self::ArrivedBefore => "import-arrived-before",
            Self::NoNumber => "import-no-number",
            Self::UnknownKind => "import-unknown-kind",
            Self::NoSymbol => "import-no-symbol",
            Self::TooLong => "import-too-long",
            Self::Duplicate { .. } => "import-duplicate",
            Self::NumberGiven => "import-number-given",
        }
    }
}

/// A problem and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowError {
    /// The number of the row in the file.
    pub row: u32,
    /// Which cell.
    pub column: Column,
    /// What is wrong with it.
    pub problem: Problem,
}

/// A document as a row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The number of the row in the file.
    pub row: u32,
    /// Which way it went.
    pub direction: Direction,
    /// What its form says.
    pub fields: Fields,
    /// Its arrival number, where it came in and has one.
    pub number: Option<Number>,
    /// Its day of arrival, where it came in.
    pub arrived_on: Option<Date>,
    /// The unit or person who handles it, as written; empty for nobody.
    pub handler: String,
    /// The last day for that.
    pub due: Option<Date>,
    /// The day on which that was done.
    pub done_on: Option<Date>,
    /// Name of its file; empty for none.
    pub file: String,
}

impl Planned {
    /// By what the same document is known in the same table.
    fn keys(&self) -> Vec<String> {
        let number =
            self.number.zip(self.arrived_on).map(|(number, on)| format!("{}/{}", number.get(), on.year()));
        let identity = self.fields.symbol.as_deref().and_then(symbol_key).map(|(symbol, _)| {
            let issuer = self.fields.issuer.as_deref().map(issuer_key).unwrap_or_default();
            let date = self.fields.date.map(|date| date.to_string()).unwrap_or_default();
            format!("{}\n{symbol}\n{date}\n{issuer}", self.direction.code())
        });
        number.into_iter().chain(identity).collect()
    }
}

/// The documents of a table, and all that is wrong with its rows; a row with a mistake gives no document. `issuer` is the unit's own
/// name, for what it issued itself; later days than `today` are mistakes.
#[must_use]
pub fn plan(rows: &[Row], issuer: Option<&str>, today: Date) -> (Vec<Planned>, Vec<RowError>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in rows {
        let mut faults = Faults { row: row.number, errors: Vec::new() };
        let planned = one(row, issuer, today, &mut faults);
        if let Some(document) = &planned {
            for key in document.keys() {
                match seen.get(&key) {
                    Some(&first) => {
                        let column = if key.contains('\n') { Column::Symbol } else { Column::ArrivalNumber };
                        faults.add(column, Problem::Duplicate { first });
                    }
                    None => {
                        seen.insert(key, row.number);
                    }
                }
            }
        }
        if faults.errors.is_empty() {
            documents.extend(planned);
        }
        errors.append(&mut faults.errors);
    }
    (documents, errors)
}

struct Faults {
    row: u32,
    errors: Vec<RowError>,
}

impl Faults {
    fn add(&mut self, column: Column, problem: Problem) {
        self.errors.push(RowError { row: self.row, column, problem });
    }
}

/// The document of a row; none where it cannot be told which way it went.
fn one(row: &Row, own_name: Option<&str>, today: Date, faults: &mut Faults) -> Option<Planned> {
    let text = |column| Some(row.cell(column)).filter(|text| !text.is_empty()).map(str::to_owned);
    let direction = match row.cell(Column::Direction) {
        "" => {
            faults.add(Column::Direction, Problem::Empty);
            return None;
        }
        written => direction(written).or_else(|| {
            faults.add(Column::Direction, Problem::NoDirection);
            None
        })?,
    };
    let day_of = |column, may_come: bool, faults: &mut Faults| {
        let written = row.cell(column);
        if written.is_empty() {
            return None;
        }
        let Some(day) = day(written) else {
            faults.add(column, Problem::NoDay);
            return None;
        };
        if !may_come && day > today {
            faults.add(column, Problem::ToCome);
        }
        Some(day)
    };
    let date = day_of(Column::Date, false, faults);
    let arrived_on = day_of(Column::ArrivedOn, false, faults);
    let due = day_of(Column::Due, true, faults);
    let done_on = day_of(Column::Done, false, faults);
    let number = text(Column::ArrivalNumber).and_then(|written| {
        let number = written.parse().ok().and_then(Number::new);
        if number.is_none() {
            faults.add(Column::ArrivalNumber, Problem::NoNumber);
        }
        number
    });
    let kind = text(Column::Kind).and_then(|written| {
        let kind = vitext::kind::named(&written);
        if kind.is_none() {
            faults.add(Column::Kind, Problem::UnknownKind);
        }
        kind.map(|kind| kind.name.clone())
    });
    let symbol = text(Column::Symbol);
    if symbol.as_deref().is_some_and(|symbol| symbol_key(symbol).is_none()) {
        faults.add(Column::Symbol, Problem::NoSymbol);
    }
    let mut needed = vec![Column::Subject];
    if direction.is_own() {
        needed.extend([Column::Symbol, Column::Date, Column::Kind]);
    } else {
        needed.extend([Column::ArrivedOn, Column::Issuer]);
        if row.cell(Column::Symbol).is_empty() && row.cell(Column::ArrivalNumber).is_empty() {
            faults.add(Column::ArrivalNumber, Problem::Nameless);
        }
    }
    for column in needed {
        if row.cell(column).is_empty() {
            faults.add(column, Problem::Empty);
        }
    }
    for column in Column::ALL {
        if row.cell(column).chars().count() > FIELD_LIMIT {
            faults.add(column, Problem::TooLong);
        }
    }
    if arrived_on.zip(date).is_some_and(|(arrived, date)| arrived < date) {
        faults.add(Column::ArrivedOn, Problem::ArrivedBefore);
    }
    let recipients = row.cell(Column::Recipients).split([';', '\n']);
    let own_name = own_name.filter(|_| direction.is_own()).map(str::to_owned);
    let fields = Fields {
        kind,
        symbol,
        date,
        issuer: text(Column::Issuer).or(own_name),
        subject: row.cell(Column::Subject).to_owned(),
        signer: text(Column::Signer),
        recipients: recipients.map(str::to_owned).collect(),
        ..Fields::default()
    };
    let incoming = direction == Direction::Incoming;
    Some(Planned {
        row: row.number,
        direction,
        fields: fields.trimmed(),
        number: number.filter(|_| incoming),
        arrived_on: arrived_on.filter(|_| incoming),
        handler: row.cell(Column::Handler).to_owned(),
        due,
        done_on,
        file: row.cell(Column::File).to_owned(),
    })
}

/// A direction as people write it, in two languages.
fn direction(written: &str) -> Option<Direction> {
    let folded = fold_text(written);
    match folded.strip_prefix("van ban ").unwrap_or(&folded) {
        "den" | "incoming" | "in" => Some(Direction::Incoming),
        "di" | "outgoing" | "out" => Some(Direction::Outgoing),
        "noi bo" | "internal" => Some(Direction::Internal),
        _ => None,
    }
}

/// A day as it is written in tables: `31/12/2025`, `31-12-2025`, `31.12.2025` or `2025-12-31`.
#[must_use]
pub fn day(written: &str) -> Option<Date> {
    let parts: Vec<&str> = written.trim().split(['/', '-', '.']).map(str::trim).collect();
    let [a, b, c] = parts[..] else { return None };
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 22);

    fn row(number: u32, cells: &[(Column, &str)]) -> Row {
        let of = |column| cells.iter().find(|(known, _)| *known == column).map_or("", |(_, text)| text);
        Row::new(number, |column| of(column).to_owned())
    }

    const OUT: [(Column, &str); 5] = [
        (Column::Direction, "Đi"),
        (Column::Symbol, "15-KH-TU"),
        (Column::Date, "2/3/2026"),
        (Column::Kind, "Kế hoạch"),
        (Column::Subject, "về kinh tế biển"),
    ];
    const IN: [(Column, &str); 6] = [
        (Column::Direction, "văn bản đến"),
        (Column::ArrivalNumber, "12"),
        (Column::ArrivedOn, "2026-03-04"),
        (Column::Issuer, "Tỉnh ủy Bình An"),
        (Column::Subject, "giấy mời họp"),
        (Column::Due, "31/12/2026"),
    ];

    #[test]
    fn a_row_says_a_document() {
        let (documents, errors) = plan(&[row(2, &OUT), row(3, &IN)], Some("Thành ủy Hải Minh"), TODAY);
        assert_eq!(errors, []);
        assert_eq!(documents[0].fields.issuer.as_deref(), Some("Thành ủy Hải Minh"));
        assert_eq!((documents[0].fields.kind.as_deref(), documents[0].number), (Some("kế hoạch"), None));
        assert_eq!(documents[1].arrived_on, Some(date(2026, 3, 4)));
        assert_eq!((documents[1].number, documents[1].due), (Number::new(12), Some(date(2026, 12, 31))));
    }

    #[test]
    fn what_is_wrong_stands_at_its_cell() {
        let with = |base: &[(Column, &'static str)], cell: (Column, &'static str)| {
            let others = base.iter().copied().filter(|(column, _)| *column != cell.0);
            let cells: Vec<_> = others.chain([cell]).collect();
            let (documents, errors) = plan(&[row(7, &cells)], None, TODAY);
            assert_eq!(documents.len(), usize::from(errors.is_empty()));
            errors.iter().map(|error| (error.column, error.problem)).collect::<Vec<_>>()
        };
        assert_eq!(with(&OUT, (Column::Direction, "?")), [(Column::Direction, Problem::NoDirection)]);
        assert_eq!(with(&OUT, (Column::Date, "31/02/2026")), [(Column::Date, Problem::NoDay)]);
        assert_eq!(with(&OUT, (Column::Date, "23/11/2026")), [(Column::Date, Problem::ToCome)]);
        assert_eq!(with(&OUT, (Column::Kind, "bài thơ")), [(Column::Kind, Problem::UnknownKind)]);
        assert_eq!(with(&OUT, (Column::Symbol, "không số")), [(Column::Symbol, Problem::NoSymbol)]);
        assert_eq!(with(&OUT, (Column::Subject, "")), [(Column::Subject, Problem::Empty)]);
        assert_eq!(with(&IN, (Column::ArrivalNumber, "")), [(Column::ArrivalNumber, Problem::Nameless)]);
        assert_eq!(with(&IN, (Column::ArrivalNumber, "0")), [(Column::ArrivalNumber, Problem::NoNumber)]);
        assert_eq!(with(&IN, (Column::Date, "5/3/2026")), [(Column::ArrivedOn, Problem::ArrivedBefore)]);
        assert_eq!(with(&IN, (Column::Due, "mai")), [(Column::Due, Problem::NoDay)]);
    }

    #[test]
    fn the_same_document_stands_once() {
        let (documents, errors) = plan(&[row(2, &OUT), row(3, &IN), row(4, &OUT), row(5, &IN)], None, TODAY);
        assert_eq!(documents.len(), 2);
        let wrong: Vec<_> = errors.iter().map(|error| (error.row, error.column, error.problem)).collect();
        assert_eq!(
            wrong,
            [
                (4, Column::Symbol, Problem::Duplicate { first: 2 }),
                (5, Column::ArrivalNumber, Problem::Duplicate { first: 3 }),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_cell_has_an_answer(cells in prop::collection::vec(".{0,20}", Column::ALL.len())) {
            let row = Row::new(1, |column| cells[column as usize].clone());
            let (documents, errors) = plan(std::slice::from_ref(&row), None, TODAY);
            prop_assert_eq!(documents.is_empty(), !errors.is_empty());
        }
    }
}
