//! The site with an invented city in it.

use super::{city, failed, figures, month, papers, say, tasks};
use crate::failure::Failure;
use crate::messages::Messages;
use app::people::{NewPerson, NewPost};
use app::rights::{PeopleChange, UnitsChange};
use app::units::{ImportError, Request};
use app::{App, AppError, FirstStart, Origin, Person, Root, Visit};
use domain::people::{PostKind, RoleCode, SignInName};
use domain::units::{Change, KindCode, NewUnit, Order, Portion, Share, Successor};
use domain::{DocumentId, Span, UnitId};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The password of everybody in the demonstration.
const PASSWORD: &str = "hai-minh-dung-thu";

/// Where the data of the demonstration is.
pub(super) struct Folder {
    path: PathBuf,
    /// Goes away when the demonstration ends.
    _passing: Option<TempDir>,
}

impl Folder {
    /// The folder named, which stays; or one that goes away.
    pub(super) fn of(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            Some(path) => {
                std::fs::create_dir_all(path)?;
                Ok(Self { path: path.to_owned(), _passing: None })
            }
            None => {
                let folder = tempfile::tempdir()?;
                Ok(Self { path: folder.path().to_owned(), _passing: Some(folder) })
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn files(&self) -> String {
        self.path.join("files").display().to_string()
    }

    pub(super) fn database(&self) -> String {
        format!("sqlite:{}", self.path.join("sauro.db").display())
    }
}

/// Who can sign in: name, the person's name, role, title of the post, unit by its place (none is the root).
const PEOPLE: [(&str, &str, &str, &str, &str); 7] = [
    ("vanthu", "Phạm Thị Thu Hà", "clerk", "Văn thư", ""),
    ("tonghop", "Trần Minh Quân", "synthesiser", "Chuyên viên tổng hợp", ""),
    ("theodoi", "Lê Hoàng Yến", "follower", "Chuyên viên theo dõi", ""),
    ("daumoi", "Nguyễn Văn Lâm", "focal_point", "Đầu mối báo cáo", "An Đức"),
    ("thutruong", "Vũ Thị Mai Lan", "head", "Bí thư Đảng ủy", "An Đức"),
    ("lanhdao", "Đỗ Quang Huy", "leader", "Phó Bí thư Thường trực", ""),
    ("kiemtra", "Bùi Thanh Tùng", "inspector", "Ủy viên Ủy ban Kiểm tra", ""),
];

/// Since when there is the city.
const SINCE: Date = date(2020, 7, 1);
const CITY: Root<'static> = Root { name: "Thành ủy Hải Minh", kind: "city_committee", since: SINCE };

/// Makes units, people and register of the city, where there is none yet.
pub(super) async fn fill_units(app: &App) -> Result<(), Failure> {
    if let Some(first) = app.first_start(&CITY).await.map_err(|e| failed(&e))? {
        make(app, &first, SINCE).await?;
    }
    Ok(())
}

/// Gives the documents that were issued.
async fn make(app: &App, first: &FirstStart, since: Date) -> Result<Vec<DocumentId>, Failure> {
    open_account(app, &first.sign_in, first.password.reveal()).await?;
    units(&administrator(app, &first.sign_in).await?, since).await?;
    people(&administrator(app, &first.sign_in).await?, app, since).await?;
    let clerk = named(app, "vanthu").await?;
    papers::enter(&clerk, root(&clerk)?).await
}

/// Makes the city where there is none yet, and says who can sign in.
pub(super) async fn fill(app: &App, messages: &Messages) -> Result<(), Failure> {
    let since = SINCE;
    if let Some(first) = app.first_start(&CITY).await.map_err(|e| failed(&e))? {
        say(&messages.text("demo-making", []))?;
        let issued = make(app, &first, since).await?;
        tasks::give(app, &issued).await?;
        let others = figures::fill(app).await?;
        month::begin(app, &others).await?;
    }
    let names: Vec<&str> = PEOPLE.iter().map(|person| person.0).collect();
    let facts = [("names", format!("quantri, {}", names.join(", ")).into()), ("password", PASSWORD.into())];
    say(&messages.text("demo-people", facts))
}

/// Somebody of the city.
pub(super) async fn named(app: &App, name: &str) -> Result<Person, Failure> {
    let name: SignInName = name.parse().map_err(|_| failed(&AppError::Bug(name.to_owned())))?;
    app.at_console(&name).await.map_err(|e| failed(&e))
}

async fn administrator(app: &App, name: &SignInName) -> Result<Person, Failure> {
    app.at_console(name).await.map_err(|e| failed(&e))
}

/// The committee.
pub(super) fn root(person: &Person) -> Result<UnitId, Failure> {
    let forest = person.forest();
    let root = forest.roots().next().map(|node| node.unit.id);
    root.ok_or_else(|| Failure::bug("server-bug", [("cause", "no root".to_owned())]))
}

async fn units(person: &Person, since: Date) -> Result<(), Failure> {
    let root = root(person)?;
    let founded = order("01-QĐ/TU", since, "thành lập các đơn vị");
    let permit = person.permit::<UnitsChange>().map_err(|e| failed(&e))?;
    permit.import(&city::rows(), root, since, &founded).await.map_err(|error| match error {
        ImportError::App(error) => failed(&error),
        ImportError::Rows(rows) => failed(&AppError::Bug(format!("{rows:?}"))),
    })?;
    let person = administrator(person.app(), &person.account.sign_in).await?;
    let permit = person.permit::<UnitsChange>().map_err(|e| failed(&e))?;
    permit.enter_all(&mergers(&person, root)).await.map_err(|e| failed(&e))?;
    Ok(())
}

/// On 1 July 2025, 180 become 114.
fn mergers(person: &Person, root: UnitId) -> Vec<Request> {
    let day = date(2025, 7, 1);
    let forest = person.organisation.on(day);
    let unit = |place: usize| {
        let name = city::name(place);
        forest
            .children(root)
            .find(|node| node.unit.short_name.as_deref() == Some(&name))
            .map(|node| node.unit.id)
    };
    let request = |group: Vec<usize>| {
        let (kind, word) = city::kind(group[0]);
        let name = city::name(group[0]);
        let from = group.iter().filter_map(|place| unit(*place));
        Request {
            date: day,
            change: Change::Merge {
                from: from.map(|unit| Portion { unit, share: Share::whole() }).collect(),
                into: Successor::New(NewUnit {
                    unit: UnitId::new(-1),
                    kind: KindCode::new(kind),
                    name: format!("Đảng ủy {word} {name}"),
                    short_name: Some(name),
                    parent: Some(root),
                    position: None,
                }),
            },
            ordered_by: order("12-NQ/TU", date(2025, 6, 5), "sắp xếp các đơn vị cấp xã"),
            revision: person.organisation.revision(),
        }
    };
    city::mergers().into_iter().map(request).collect()
}

fn order(symbol: &str, date: Date, subject: &str) -> Order {
    Order {
        symbol: symbol.to_owned(),
        date,
        issuer: "Thành ủy Hải Minh".to_owned(),
        subject: Some(subject.to_owned()),
    }
}

async fn people(person: &Person, app: &App, since: Date) -> Result<(), Failure> {
    let forest = person.forest();
    let permit = person.permit::<PeopleChange>().map_err(|e| failed(&e))?;
    for (name, display_name, role, title, unit) in PEOPLE {
        let found = forest.nodes().iter().find(|node| node.depth == 1 && node.unit.label() == unit);
        let found = found.or_else(|| forest.roots().next());
        let Some(node) = found else { continue };
        let begun =
            person.organisation.history().life(node.unit.id).first().map_or(since, |first| first.event.date);
        let sign_in: SignInName = name.parse().map_err(|_| failed(&AppError::Bug(name.to_owned())))?;
        let new = NewPerson {
            sign_in: sign_in.clone(),
            display_name: display_name.to_owned(),
            email: None,
            post: NewPost {
                unit: node.unit.id,
                role: RoleCode::new(role),
                title: title.to_owned(),
                span: Span::since(begun),
                kind: PostKind::Held,
            },
        };
        let (_, password) = permit.add(&new).await.map_err(|e| failed(&e))?;
        open_account(app, &sign_in, password.reveal()).await?;
    }
    Ok(())
}

/// The first sign-in of a person, who sets the password of the demonstration.
async fn open_account(app: &App, name: &SignInName, printed: &str) -> Result<(), Failure> {
    let origin = Origin::command_line();
    let entered = app.sign_in(name.as_str(), printed, &origin).await.map_err(|e| failed(&e))?;
    let visit = app.visit(Some(&entered.token.reveal()), origin).await.map_err(|e| failed(&e))?;
    if let Visit::MustChangePassword(person) = &visit {
        person.change_password(printed, PASSWORD).await.map_err(|e| failed(&e))?;
    }
    app.sign_out(&visit).await.map_err(|e| failed(&e))
}
