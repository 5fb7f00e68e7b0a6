//! Documents on both engines: taken in, confirmed, numbered, found again, and nothing of what is secret.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod figures;
#[path = "../jobs/house.rs"]
#[expect(dead_code, reason = "the tests of jobs use more of it")]
mod house;
mod import;
mod tasks;

use app::documents::{Brought, Entry, ReceiveError, Step, Which};
use app::people::{NewPerson, NewPost};
use app::rights::{DocumentsIssue, DocumentsRead, DocumentsRegister, PeopleChange, UnitsChange};
use app::units::Request;
use app::{AppError, Person};
use domain::documents::{
    Cycle, Direction, Fields, FileRole, Likeness, Register, Routing, Series, StageStep, Term, Terms, Verdict,
};
use domain::search::Query;
use domain::units::{Change, KindCode, NewUnit, Order};
use domain::{DocumentId, Span, UnitId, WaitingId};
use house::{House, on_both};
use jiff::SignedDuration;
use jiff::civil::date;
use reader::Refusal;
use std::path::Path;
use store::SearchFilter;
use vitext::symbol::System;

const NO_MAIL: &str = "smtp://127.0.0.1:9";

fn sample(name: &str) -> Brought {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    Brought { name: name.to_owned(), bytes: std::fs::read(path).unwrap() }
}

/// A clerk of the committee, a year after the beginning, and the committee's register.
async fn clerk(house: &House) -> (Person, UnitId) {
    house.pass(SignedDuration::from_hours(24 * 340));
    let printed = house.add("vanthu", None).await;
    house.first_sign_in("vanthu", &printed).await;
    let person = house.app.at_console(&"vanthu".parse().unwrap()).await.unwrap();
    let unit = person.forest().roots().next().unwrap().unit.id;
    let register = Register {
        system: System::Party,
        code: "TU".to_owned(),
        issuer: "Thành ủy Hải Minh".to_owned(),
        place: "Hải Minh".to_owned(),
        office: "VP".to_owned(),
    };
    let term = Term { name: "2025 - 2030".to_owned(), span: Span::since(date(2025, 9, 20)) };
    let issue = person.permit::<DocumentsIssue>().unwrap();
    issue.set_register(unit, &register, &Terms::new(vec![term]).unwrap()).await.unwrap();
    (person, unit)
}

/// A clerk of a unit below the committee.
async fn stranger(house: &House) -> Person {
    let by = house.administrator().await;
    let root = by.forest().roots().next().unwrap().unit.id;
    let new = NewUnit {
        unit: UnitId::new(-1),
        kind: KindCode::new("ward_committee"),
        name: "Đảng ủy phường An Đức".to_owned(),
        short_name: None,
        parent: Some(root),
        position: None,
    };
    let order = Order {
        symbol: "01-QĐ/TU".to_owned(),
        date: date(2025, 6, 5),
        issuer: "Thành ủy Hải Minh".to_owned(),
        subject: None,
    };
    let revision = by.organisation.revision();
    let request =
        Request { date: date(2025, 7, 1), change: Change::Create(new), ordered_by: order, revision };
    by.permit::<UnitsChange>().unwrap().enter(&request).await.unwrap();
    let by = house.administrator().await;
    let unit = by.forest().children(root).next().unwrap().unit.id;
    let post = NewPost::held(unit, "clerk", "Văn thư", date(2026, 1, 1));
    let new = NewPerson {
        sign_in: "khac".parse().unwrap(),
        display_name: "Người khác".to_owned(),
        email: None,
        post,
    };
    let (_, printed) = by.permit::<PeopleChange>().unwrap().add(&new).await.unwrap();
    house.first_sign_in("khac", printed.reveal()).await;
    house.app.at_console(&"khac".parse().unwrap()).await.unwrap()
}

fn entry(unit: UnitId, direction: Direction, fields: Fields) -> Entry {
    Entry {
        unit,
        direction,
        fields,
        arrived_on: None,
        routing: Routing::default(),
        role: FileRole::Editable,
        issued: false,
        although_alike: false,
    }
}

fn resolution(subject: &str) -> Fields {
    Fields { kind: Some("nghị quyết".to_owned()), subject: subject.to_owned(), ..Fields::default() }
}

fn keys(error: AppError) -> Vec<String> {
    let AppError::Refused { faults } = error else { panic!("{error:?}") };
    faults.into_iter().map(|fault| fault.key).collect()
}

async fn receive(person: &Person, unit: UnitId, brought: Brought) -> WaitingId {
    let permit = person.permit::<DocumentsRegister>().unwrap();
    permit.receive(unit, Direction::Incoming, brought).await.unwrap().id
}

#[test]
fn a_file_is_read_confirmed_and_found_again() {
    on_both(NO_MAIL, |house| async move {
        let (person, unit) = clerk(&house).await;
        let register = person.permit::<DocumentsRegister>().unwrap();
        let first = receive(&person, unit, sample("bao-cao-nam-2025.txt")).await;
        let again =
            register.receive(unit, Direction::Incoming, sample("bao-cao-nam-2025.txt")).await.unwrap();
        assert!(again.again && again.id == first, "the same bytes wait once");
        let waiting = register.waiting_file(first).await.unwrap();
        assert!(waiting.alike.is_empty() && waiting.reading.is_some());

        let mut fields = waiting.file.fields.clone();
        fields.issuer.get_or_insert_with(|| "Đảng ủy phường An Đức".to_owned());
        fields.subject.push_str(" đã hiệu đính");
        let entered =
            register.enter(&entry(unit, Direction::Incoming, fields.clone()), Some(first)).await.unwrap();
        assert_eq!(entered.arrival.unwrap().number.get(), 1);
        assert!(register.waiting().await.unwrap().is_empty());

        let read = person.permit::<DocumentsRead>().unwrap();
        let opened = read.open(entered.id).await.unwrap();
        assert!(!opened.findings.is_empty() && !opened.cites.is_empty());
        assert_eq!(read.paper(&opened).await.unwrap().unwrap().fields(), waiting.file.fields);

        let query = Query::parse("da hieu dinh");
        let results = read.search(&query, SearchFilter::default(), None, 10).await.unwrap();
        assert_eq!(
            results.documents.iter().map(|(document, _)| document.id).collect::<Vec<_>>(),
            [entered.id]
        );

        let finding = opened.findings[0].id;
        assert_eq!(
            keys(register.settle(entered.id, finding, Some((Verdict::Wrong, " "))).await.unwrap_err()),
            ["field-needed"]
        );
        register.settle(entered.id, finding, Some((Verdict::Right, "đã hỏi lại đơn vị"))).await.unwrap();
        assert!(read.open(entered.id).await.unwrap().findings[0].settled.is_some());

        // The same document comes again as another file: both are shown, and entered twice only on purpose.
        let mut other = sample("bao-cao-nam-2025.txt");
        other.bytes.extend(b"\n\n");
        let second = receive(&person, unit, other).await;
        let waiting = register.waiting_file(second).await.unwrap();
        assert_eq!(waiting.alike[0].likeness, Likeness::Same);
        assert_eq!(
            keys(
                register
                    .enter(&entry(unit, Direction::Incoming, fields.clone()), Some(second))
                    .await
                    .unwrap_err()
            ),
            ["document-there"]
        );
        register.add_file(entered.id, FileRole::Editable, second).await.unwrap();
        let opened = read.open(entered.id).await.unwrap();
        assert_eq!(opened.files.iter().map(|file| file.version).collect::<Vec<_>>(), [2, 1]);
        assert!(opened.findings[0].settled.is_some(), "what was settled stays when it is read again");
        let third = receive(&person, unit, sample("cong-van-360.txt")).await;
        register.add_file(entered.id, FileRole::Attachment, third).await.unwrap();
        assert_eq!(
            read.open(entered.id).await.unwrap().text,
            opened.text,
            "an attachment is not the document"
        );
    });
}

#[test]
fn nothing_of_a_secret_document_is_kept() {
    on_both(NO_MAIL, |house| async move {
        let (person, unit) = clerk(&house).await;
        let text = "ĐẢNG BỘ THÀNH PHỐ HẢI MINH\nSố 12-BC/TU\nMẬT\n\nBÁO CÁO\nvề một việc\n\nI. Tình hình\nMột đoạn.\n";
        let brought = Brought { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        let permit = person.permit::<DocumentsRegister>().unwrap();
        let refused = permit.receive(unit, Direction::Incoming, brought).await.unwrap_err();
        assert!(matches!(refused, ReceiveError::Refusal(Refusal::Secret)), "{refused:?}");
        assert!(permit.waiting().await.unwrap().is_empty());
        assert!(house.app.database().read().await.unwrap().files().await.unwrap().is_empty());
        let year_later = house.app.now() + SignedDuration::from_hours(24 * 365);
        let check = house.app.files().check(house.app.database(), year_later).await.unwrap();
        assert_eq!((check.named, check.orphans.len()), (0, 0));

        // One that is let go leaves no row either.
        let id = receive(&person, unit, sample("cong-van-360.txt")).await;
        permit.discard(id).await.unwrap();
        assert!(house.app.database().read().await.unwrap().files().await.unwrap().is_empty());
        assert!(matches!(permit.discard(id).await, Err(AppError::NotFound { .. })));
    });
}

#[test]
fn a_document_gets_its_number_when_it_is_issued() {
    on_both(NO_MAIL, |house| async move {
        let (person, unit) = clerk(&house).await;
        let register = person.permit::<DocumentsRegister>().unwrap();
        let issue = person.permit::<DocumentsIssue>().unwrap();
        let draft = |subject: &'static str| entry(unit, Direction::Outgoing, resolution(subject));

        // One that is out already takes its number; another may not have it.
        let mut out = draft("phát triển kinh tế biển");
        out.issued = true;
        assert_eq!(keys(register.enter(&out, None).await.unwrap_err()), ["field-needed", "field-needed"]);
        (out.fields.symbol, out.fields.date) = (Some("03-NQ/ĐU".to_owned()), Some(date(2026, 3, 2)));
        assert_eq!(keys(register.enter(&out, None).await.unwrap_err()), ["document-symbol-not-ours"]);
        out.fields.symbol = Some("03 - NQ/TU".to_owned());
        register.enter(&out, None).await.unwrap();
        out.fields.date = Some(date(2026, 3, 3));
        assert_eq!(keys(register.enter(&out, None).await.unwrap_err()), ["number-given"]);

        let which = Which {
            unit,
            series: Series::Kind("nghị quyết".to_owned()),
            cycle: Cycle::Term(date(2025, 9, 20)),
        };
        let kept = issue.reserve(&which).await.unwrap();
        assert_eq!(kept.get(), 4);
        let id = register.enter(&draft("công tác dân vận"), None).await.unwrap().id;
        let mut revision = 1 + i64::from(
            person.permit::<DocumentsRead>().unwrap().open(id).await.unwrap().document.revision > 1,
        );
        for step in [StageStep::Check, StageStep::Sign] {
            let asked = Step { revision, ..Step::default() };
            revision = issue.step(id, step, &asked).await.unwrap().revision;
            assert!(matches!(issue.step(id, step, &asked).await, Err(AppError::Refused { .. })));
        }
        let old = Step { revision: revision - 1, ..Step::default() };
        assert!(matches!(issue.step(id, StageStep::Issue, &old).await, Err(AppError::Changed)));
        let issued = issue.step(id, StageStep::Issue, &Step { revision, ..Step::default() }).await.unwrap();
        assert_eq!(issued.fields.symbol.as_deref(), Some("05-NQ/TU"));
        assert_eq!(issued.fields.issuer.as_deref(), Some("Thành ủy Hải Minh"));

        // What was issued keeps its number whatever is corrected.
        let wish = Fields {
            symbol: Some("99-NQ/TU".to_owned()),
            subject: "dân vận".to_owned(),
            ..issued.fields.clone()
        };
        register.correct(id, issued.revision, &wish).await.unwrap();
        let read = person.permit::<DocumentsRead>().unwrap();
        let opened = read.open(id).await.unwrap().document;
        assert_eq!(
            (opened.fields.symbol.as_deref(), opened.fields.subject.as_str()),
            (Some("05-NQ/TU"), "dân vận")
        );
        assert!(matches!(register.correct(id, issued.revision, &wish).await, Err(AppError::Changed)));
    });
}

#[test]
fn another_units_documents_are_not_there() {
    on_both(NO_MAIL, |house| async move {
        let (person, unit) = clerk(&house).await;
        let register = person.permit::<DocumentsRegister>().unwrap();
        let id =
            register.enter(&entry(unit, Direction::Outgoing, resolution("một việc")), None).await.unwrap().id;
        let file = receive(&person, unit, sample("cong-van-360.txt")).await;
        let other = stranger(&house).await;
        let read = other.permit::<DocumentsRead>().unwrap();
        let theirs = other.permit::<DocumentsRegister>().unwrap();
        assert!(matches!(read.open(id).await, Err(AppError::NotFound { .. })));
        assert!(matches!(read.open(DocumentId::new(9_999)).await, Err(AppError::NotFound { .. })));
        assert!(matches!(theirs.waiting_file(file).await, Err(AppError::NotFound { .. })));
        assert!(matches!(theirs.discard(file).await, Err(AppError::NotFound { .. })));
        let wish = entry(unit, Direction::Outgoing, resolution("một việc"));
        assert!(matches!(theirs.enter(&wish, None).await, Err(AppError::Denied { .. })));
        let found = read.search(&Query::parse("viec"), SearchFilter::default(), None, 10).await.unwrap();
        assert!(found.documents.is_empty());
    });
}
