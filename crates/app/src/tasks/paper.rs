//! Lists of tasks and letters about them as official papers.

use crate::AppError;
use crate::documents::Setting;
use crate::permit::rights::{TasksAssign, TasksRead};
use crate::permit::{Permit, Person};
use crate::reports::read_symbol;
use composer::{
    Align, Block, Caps, Column, Day, Draft, Inline, Issuer, Kind, Line, Recipients, System, Table,
};
use domain::UnitId;
use domain::documents::Register;
use jiff::civil::Date;

/// How wide the columns of a list are, in thousandths, and how their text stands.
const COLUMNS: [Column; 5] = [
    Column { share: 65, align: Align::Centre },
    Column { share: 385, align: Align::Left },
    Column { share: 205, align: Align::Left },
    Column { share: 185, align: Align::Centre },
    Column { share: 160, align: Align::Left },
];

/// A list of tasks before it is set.
#[derive(Debug, Clone)]
pub struct ListPaper {
    /// Whose list it is.
    pub unit: Option<UnitId>,
    /// What it is about.
    pub subject: String,
    /// Titles of the columns.
    pub header: [String; 5],
    /// The rows.
    pub rows: Vec<[String; 5]>,
    /// What is to be said under them.
    pub note: Option<String>,
}

/// A letter before it is set.
#[derive(Debug, Clone)]
pub struct LetterPaper {
    /// Who writes it.
    pub unit: UnitId,
    /// What it is about.
    pub subject: String,
    /// To whom it goes.
    pub to: String,
    /// What it says.
    pub paragraphs: Vec<String>,
}

impl Permit<'_, TasksRead> {
    /// A list of tasks, set as an official paper.
    ///
    /// # Errors
    /// When nothing can be set.
    pub async fn list_paper(&self, list: ListPaper, setting: Setting) -> Result<Vec<u8>, AppError> {
        let kind = Kind::named("danh mục").unwrap_or_else(Kind::letter);
        let mut draft = draft(self.person, list.unit, kind, &list.subject);
        let cells = |row: [String; 5]| row.iter().map(|text| Inline::plain(text)).collect::<Vec<_>>();
        let rows = list.rows.into_iter().map(cells).collect();
        draft.body.push(Block::Table(Table::new(&COLUMNS, Some(cells(list.header)), rows)));
        draft.body.extend(list.note.as_deref().map(Block::paragraph));
        set_draft(self.person, draft, setting).await
    }
}

impl Permit<'_, TasksAssign> {
    /// A letter about a task, set as an official paper: its number and its day are given where it is registered.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right; when nothing can be set.
    pub async fn letter_paper(&self, letter: LetterPaper, setting: Setting) -> Result<Vec<u8>, AppError> {
        self.covers(letter.unit, &self.person.forest())?;
        let draft = letter_draft(self.person, &letter);
        set_draft(self.person, draft, setting).await
    }
}

fn letter_draft(person: &Person, letter: &LetterPaper) -> Draft {
    let mut draft = draft(person, Some(letter.unit), Kind::letter(), &letter.subject);
    draft.addressees = Recipients::new([letter.to.as_str()]);
    draft.body.extend(letter.paragraphs.iter().map(|text| Block::paragraph(text)));
    draft.recipients = Recipients::new(["Như trên", "Lưu Văn phòng"]);
    draft
}

/// The letter under the number and the day that the register gives it.
pub(super) fn issued_draft(
    person: &Person,
    letter: &LetterPaper,
    register: &Register,
    (symbol, day): (&str, Date),
) -> Draft {
    let mut draft = letter_draft(person, letter);
    draft.system = register.system;
    draft.issuer.body = Caps::new(&register.issuer);
    draft.symbol = read_symbol(symbol);
    draft.place = Line::new(&register.place);
    draft.day = Day::Known(day);
    draft
}

/// A head with who issues it, under whom; the day is filled in by hand.
fn draft(person: &Person, unit: Option<UnitId>, kind: Kind, subject: &str) -> Draft {
    let forest = person.forest();
    let name = |unit: UnitId| forest.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default();
    let above = unit.and_then(|unit| forest.ancestors(unit).next()).map(|node| Caps::new(&node.unit.name));
    let body = Caps::new(&unit.map(name).unwrap_or_default());
    let day = Day::Open { year: person.today.year(), month: person.today.month() };
    let mut draft = Draft::new(System::Party, kind, Issuer { superior: above, body }, day);
    draft.subject = Line::new(subject);
    draft
}

pub(super) async fn set_draft(person: &Person, draft: Draft, setting: Setting) -> Result<Vec<u8>, AppError> {
    let write = move || match setting {
        Setting::Docx => Ok(composer::docx(&draft)),
        Setting::Pdf => composer::pdf(&draft).map_err(|error| AppError::Bug(error.to_string())),
    };
    person.app.desk().work(write).await?
}
