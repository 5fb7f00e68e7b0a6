//! From the clauses of a paper to accepted results: proposed, handed out, handed down, late by extension, counted and frozen.

use super::{NO_MAIL, clerk, entry, keys, receive, sample, stranger};
use crate::house::{House, on_both};
use app::people::NewPost;
use app::rights::{
    DocumentsRead, DocumentsRegister, PeopleChange, TasksAccept, TasksAssign, TasksRead, TasksReport,
};
use app::tasks::{Difference, LetterPaper, NewTask, Settled};
use app::{AppError, Person};
use domain::documents::{Calendar, Direction, Period};
use domain::people::{PostKind, RoleCode};
use domain::tasks::{Basis, BranchKind, Deed, Due, Rhythm, Stage, Terms, Timeliness, Told};
use domain::{DocumentId, Span, UnitId};
use jiff::civil::date;
use jiff::{SignedDuration, ToSpan};
use std::collections::BTreeSet;
use store::TaskFilter;

async fn again(house: &House, name: &str) -> Person {
    house.app.at_console(&name.parse().unwrap()).await.unwrap()
}

/// Another post for somebody who has one.
async fn post(house: &House, name: &str, unit: UnitId, role: &str) {
    let account = again(house, name).await.account.id;
    let by = house.administrator().await;
    let post = NewPost {
        unit,
        role: RoleCode::new(role),
        title: role.to_owned(),
        span: Span::since(date(2026, 1, 1)),
        kind: PostKind::Held,
    };
    by.permit::<PeopleChange>().unwrap().give_post(account, &post).await.unwrap();
}

/// A committee with a follower and a leader in one, a ward with a head, and a paper that gives work.
async fn city(house: &House) -> (UnitId, UnitId, DocumentId) {
    let (person, root) = clerk(house).await;
    let ward = stranger(house).await.posts().next().unwrap().unit;
    for role in ["follower", "leader"] {
        post(house, "vanthu", root, role).await;
    }
    post(house, "khac", ward, "head").await;
    let register = person.permit::<DocumentsRegister>().unwrap();
    let waiting = receive(&person, root, sample("thong-bao-ket-luan.html")).await;
    let mut fields = register.waiting_file(waiting).await.unwrap().file.fields;
    fields.issuer.get_or_insert_with(|| "Thành ủy Hải Minh".to_owned());
    let entered = register.enter(&entry(root, Direction::Incoming, fields), Some(waiting)).await.unwrap();
    (root, ward, entered.id)
}

fn of_ward(unit: UnitId, lead: UnitId, due: Due) -> NewTask {
    let terms = Terms {
        product: Some("quy chế".to_owned()),
        ..Terms::bare(unit, lead, "Rà soát quy chế".to_owned())
    };
    NewTask { terms, due, clauses: Vec::new(), parent: None, rhythm: None }
}

#[test]
fn a_clause_becomes_tasks_once() {
    on_both(NO_MAIL, |house| async move {
        let (_, _, document) = city(&house).await;
        let person = again(&house, "vanthu").await;
        let (read, assign) = (person.permit::<TasksRead>().unwrap(), person.permit::<TasksAssign>().unwrap());
        let proposals = read.proposals(document).await.unwrap();
        assert!(proposals.all.len() >= 3, "{}", proposals.all.len());
        let [first, second, third, ..] = proposals.all.as_slice() else { unreachable!() };
        // Merged: one task, two clauses. Split: two tasks, one clause.
        let mut merged = first.draft.clone();
        merged.clauses.push(second.clause.clone());
        let one = assign.give(&[merged]).await.unwrap();
        let mut piece = third.draft.clone();
        piece.terms.action.push_str(", phần hai");
        let two = assign.give(&[third.draft.clone(), piece]).await.unwrap();
        let now = read.proposals(document).await.unwrap();
        let settled: Vec<&Settled> = now.all.iter().map(|proposal| &proposal.settled).collect();
        assert_eq!(*settled[0], Settled::Given(one.clone()));
        assert_eq!(*settled[1], Settled::Given(one));
        assert_eq!(*settled[2], Settled::Given(two.clone()));
        assert_eq!(now.decided(), 3);
        let open = read.open(two[0]).await.unwrap();
        assert_eq!(open.task.origin.clauses, std::slice::from_ref(&third.clause));
        assert!(open.documents.contains_key(&document));
        if let Some(next) = now.next_open(&[]) {
            assign.pass_over(&next.clause).await.unwrap();
            let skipped = read.proposals(document).await.unwrap();
            assert_eq!(skipped.all[next.number].settled, Settled::PassedOver);
            assign.take_up(&next.clause).await.unwrap();
        }
    });
}

#[test]
fn a_task_is_handed_down_extended_accepted_and_frozen() {
    on_both(NO_MAIL, |house| async move {
        let (root, ward, _) = city(&house).await;
        let (above, below) = (again(&house, "vanthu").await, again(&house, "khac").await);
        let assign = above.permit::<TasksAssign>().unwrap();
        let due = above.today.saturating_add(10.days());
        let task = of_ward(root, ward, Due::Day(due));
        // A head hands out within the own unit only.
        let beyond = below.permit::<TasksAssign>().unwrap().give(std::slice::from_ref(&task)).await;
        assert!(matches!(beyond, Err(AppError::Denied { .. })));
        let id = assign.give(&[task]).await.unwrap()[0];
        assert_eq!(again(&house, "khac").await.unread, below.unread + 1, "the ward is told");

        let (report, own) = (below.permit::<TasksReport>().unwrap(), below.permit::<TasksAssign>().unwrap());
        report.report(id, 1, Deed::Receive { responsible: Some(below.account.id) }).await.unwrap();
        let down = |day| NewTask { parent: Some(id), ..of_ward(ward, ward, Due::Day(day)) };
        let late = own.give(&[down(due.tomorrow().unwrap())]).await.unwrap_err();
        assert_eq!(keys(late), ["task-due-beyond-parent"]);
        let child = own.give(&[down(due)]).await.unwrap()[0];
        let earlier = Deed::SetDue { due: Due::Day(above.today), reason: "sớm hơn".to_owned() };
        assert_eq!(keys(assign.direct(id, 2, earlier).await.unwrap_err()), ["task-due-before-child"]);

        let later = Due::Day(due.saturating_add(20.days()));
        let why = || "chờ ý kiến".to_owned();
        report.report(id, 2, Deed::AskExtension { due: later.clone(), reason: why() }).await.unwrap();
        // Who saw an older state changes nothing.
        let stale = assign.direct(id, 2, Deed::GrantExtension { due: later.clone() }).await;
        assert!(matches!(stale, Err(AppError::Changed)));
        assign.direct(id, 3, Deed::GrantExtension { due: later }).await.unwrap();
        house.pass(SignedDuration::from_hours(24 * 15));
        let (above, below) = (again(&house, "vanthu").await, again(&house, "khac").await);
        let report = below.permit::<TasksReport>().unwrap();
        report.submit(id, 4, "Đã xong.", &[], Vec::new()).await.unwrap();
        let accept = above.permit::<TasksAccept>().unwrap();
        let done = accept.judge(id, 5, Deed::Accept { note: String::new() }).await.unwrap();
        assert_eq!((done.stage, done.extensions), (Stage::Done, 1));

        let read = above.permit::<TasksRead>().unwrap();
        let open = read.open(id).await.unwrap();
        assert_eq!(open.children.iter().map(|row| row.id).collect::<Vec<_>>(), [child]);
        let period = Period::of(Calendar::Year, above.today);
        let numbers = read.of_period(root, period, Basis::First).await.unwrap().total();
        assert_eq!((numbers.of(Timeliness::DoneLate), numbers.of(Timeliness::OpenLate)), (1, 1));
        let frozen = accept.freeze(root, period, Basis::InForce).await.unwrap();
        let before = read.frozen(frozen).await.unwrap().statistics;
        assert_eq!(before.total().of(Timeliness::DoneInTime), 1);
        // Later changes leave it as it was.
        let own = below.permit::<TasksAssign>().unwrap();
        own.direct(child, 1, Deed::Cancel { reason: why() }).await.unwrap();
        assert_eq!(read.frozen(frozen).await.unwrap().statistics, before);
        let now = read.of_period(root, period, Basis::InForce).await.unwrap();
        assert_eq!(now.total().all() + 1, before.total().all());
    });
}

#[test]
fn what_comes_back_is_a_task_each_time() {
    on_both(NO_MAIL, |house| async move {
        let (root, ward, _) = city(&house).await;
        let person = again(&house, "vanthu").await;
        let assign = person.permit::<TasksAssign>().unwrap();
        let monthly = NewTask {
            rhythm: Some((Rhythm::Monthly, date(2027, 3, 31))),
            ..of_ward(root, ward, Due::Day(date(2026, 12, 31)))
        };
        let ids = assign.give(std::slice::from_ref(&monthly)).await.unwrap();
        let mut read = house.app.database().read().await.unwrap();
        let mut due = Vec::new();
        for id in &ids {
            due.push(read.task_row(*id).await.unwrap().unwrap().due.unwrap());
        }
        assert_eq!(due, [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]);
        assert_eq!(read.task_series(ids[0]).await.unwrap().len(), 3);
        drop(read);
        let without = NewTask { due: Due::None, ..monthly };
        assert_eq!(keys(assign.give(&[without]).await.unwrap_err()), ["task-rhythm-without-day"]);
    });
}

/// Friday 11 December 2026, a deadline on Monday: reminded on Monday, which is within three working days; its head told a working day later.
#[test]
fn the_ladder_is_climbed_on_working_days_and_a_letter_gets_its_number() {
    on_both(NO_MAIL, |house| async move {
        let (root, ward, _) = city(&house).await;
        let person = again(&house, "vanthu").await;
        assert_eq!(person.today, date(2026, 12, 11));
        let monday = Due::Day(date(2026, 12, 14));
        let assign = person.permit::<TasksAssign>().unwrap();
        let id = assign.give(&[of_ward(root, ward, monday)]).await.unwrap()[0];
        person.set_digest_hour(Some(7)).await.unwrap();
        house.app.work_off().await.unwrap();
        let told = async |house: &House| {
            let mut read = house.app.database().read().await.unwrap();
            let task = read.task(id).await.unwrap().unwrap();
            task.urgings.iter().map(|urging| urging.told).collect::<Vec<_>>()
        };
        for (days, expected) in
            [(1, vec![]), (2, vec![Told::Responsible]), (1, vec![Told::Responsible, Told::Head])]
        {
            house.pass(SignedDuration::from_hours(24 * days));
            house.app.work_off().await.unwrap();
            assert_eq!(told(&house).await, expected);
            // A second time changes nothing.
            house.app.work_off().await.unwrap();
            assert_eq!(told(&house).await, expected);
        }
        let mut read = house.app.database().read().await.unwrap();
        let today = again(&house, "vanthu").await.today;
        assert_eq!(read.digests_due(23, today).await.unwrap(), [], "the letter of the day was seen to");
        assert_eq!(read.digests_due(7, today.tomorrow().unwrap()).await.unwrap(), [person.account.id]);
        drop(read);

        let letter = LetterPaper {
            unit: root,
            subject: "đôn đốc thực hiện nhiệm vụ".to_owned(),
            to: "Đảng ủy phường An Đức".to_owned(),
            paragraphs: vec!["Đề nghị khẩn trương thực hiện.".to_owned()],
        };
        let person = again(&house, "vanthu").await;
        let assign = person.permit::<TasksAssign>().unwrap();
        let revision = person.permit::<TasksRead>().unwrap().open(id).await.unwrap().task.revision;
        let issued = assign.issue_letter(id, revision, letter.clone()).await.unwrap();
        assert_eq!(issued.symbol, "01-CV/TU");
        let stale = assign.issue_letter(id, revision, letter).await;
        assert!(matches!(stale, Err(AppError::Changed)), "no second number: {stale:?}");
        let opened = person.permit::<DocumentsRead>().unwrap().open(issued.document).await.unwrap();
        assert_eq!(opened.document.fields.symbol.as_deref(), Some("01-CV/TU"));
        assert_eq!(opened.files.len(), 2);
        let open = person.permit::<TasksRead>().unwrap().open(id).await.unwrap();
        assert!(open.task.urgings.last().unwrap().text.contains("01-CV/TU"));
    });
}

#[test]
fn a_paper_becomes_a_programme_and_what_moved_is_told() {
    on_both(NO_MAIL, |house| async move {
        let (root, _, _) = city(&house).await;
        let person = again(&house, "vanthu").await;
        let register = person.permit::<DocumentsRegister>().unwrap();
        let waiting = receive(&person, root, sample("chuong-trinh-hanh-dong-16.txt")).await;
        let mut fields = register.waiting_file(waiting).await.unwrap().file.fields;
        fields.issuer.get_or_insert_with(|| "Đảng ủy các cơ quan tham mưu".to_owned());
        fields.subject = "đưa nghị quyết vào cuộc sống".to_owned();
        let document =
            register.enter(&entry(root, Direction::Incoming, fields), Some(waiting)).await.unwrap().id;
        let (read, assign) = (person.permit::<TasksRead>().unwrap(), person.permit::<TasksAssign>().unwrap());
        let programme = assign.make_programme(document).await.unwrap();
        assert_eq!(assign.make_programme(document).await.unwrap(), programme, "read anew, not made twice");
        let proposals = read.proposals(document).await.unwrap();
        let drafts: Vec<NewTask> = proposals.all.iter().take(4).map(|one| one.draft.clone()).collect();
        let ids = assign.give(&drafts).await.unwrap();
        let open = read.programme(programme).await.unwrap();
        let kinds: BTreeSet<BranchKind> = open.tree.branches().iter().map(|branch| branch.kind).collect();
        assert_eq!(kinds, [BranchKind::Goal, BranchKind::Group].into());
        assert_eq!((open.whole.all, open.whole.done), (4, 0));
        assert!(open.tasks.iter().all(|(place, _)| place.is_some()), "{:?}", open.tree);
        assert_eq!(read.programmes().await.unwrap().len(), 1);

        let all = TaskFilter::all(person.today);
        let yesterday = person.today.yesterday().unwrap();
        let moves = read.moved(&all, (yesterday, person.today)).await.unwrap();
        assert_eq!(moves.rows.len(), 4);
        assert!(moves.rows.iter().all(|moved| moved.differences == [Difference::New]));
        house.pass(SignedDuration::from_hours(24));
        let person = again(&house, "vanthu").await;
        let assign = person.permit::<TasksAssign>().unwrap();
        assign.direct(ids[0], 1, Deed::Cancel { reason: "trùng".to_owned() }).await.unwrap();
        let read = person.permit::<TasksRead>().unwrap();
        let moves = read.moved(&all, (person.today.yesterday().unwrap(), person.today)).await.unwrap();
        let found = moves.rows.iter().find(|moved| moved.row.id == ids[0]).unwrap();
        assert_eq!(found.differences, [Difference::Cancelled]);
        assert_eq!(found.before.as_ref().unwrap().stage, Stage::Given);
    });
}
