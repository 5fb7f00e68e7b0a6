//! The tasks of the invented city: clauses of its papers that somebody has confirmed, and what has become of some of them.

use super::demo::{named, root};
use super::failed;
use crate::failure::Failure;
use app::rights::{TasksAccept, TasksAssign, TasksRead, TasksReport};
use app::tasks::{NewTask, Settled};
use app::{App, AppError, Person};
use domain::tasks::{Deed, Due, Part, Session, Terms, Told};
use domain::{DocumentId, TaskId, UnitId};
use jiff::ToSpan;
use jiff::civil::Date;

/// Every so many-th clause waits: there is something left to confirm.
const LEFT: usize = 4;

/// Tasks of the ward: what is to be done, due so many days from now, its product, and how far it has come.
const OF_WARD: [(&str, i32, &str, Far); 7] = [
    ("Rà soát, bổ sung quy chế làm việc của Ban Chấp hành sau sắp xếp", -6, "quy chế", Far::Doing(60)),
    ("Lập danh sách đối tượng bồi dưỡng lý luận chính trị năm 2027", 3, "danh sách", Far::Received),
    ("Báo cáo kết quả đại hội chi bộ trực thuộc", -12, "báo cáo", Far::Accepted),
    ("Xây dựng kế hoạch kiểm tra, giám sát năm 2027", 20, "kế hoạch", Far::Submitted),
    (
        "Tổng hợp ý kiến nhân dân về dự thảo nghị quyết phát triển đô thị",
        9,
        "báo cáo tổng hợp",
        Far::SentBack,
    ),
    ("Hoàn thành số hóa hồ sơ đảng viên", 30, "cơ sở dữ liệu", Far::Given),
    ("Bố trí trụ sở làm việc sau sắp xếp", -2, "phương án", Far::Asked),
];

/// Fields of the tasks.
const FIELDS: [&str; 4] = ["xây dựng Đảng", "kinh tế biển", "dân vận", "nội chính"];

/// So many days lie between the papers and the session.
const PAPERS: i32 = 7;

/// How far a task has come.
#[derive(Clone, Copy)]
enum Far {
    Given,
    Received,
    Doing(u8),
    Asked,
    Submitted,
    SentBack,
    Accepted,
}

/// Confirms most clauses of these documents, and lets the ward do some of its work.
pub(super) async fn give(app: &App, documents: &[DocumentId]) -> Result<(), Failure> {
    let follower = named(app, "theodoi").await?;
    let read = follower.permit::<TasksRead>().map_err(|e| failed(&e))?;
    let assign = follower.permit::<TasksAssign>().map_err(|e| failed(&e))?;
    let leader = named(app, "lanhdao").await?.account.id;
    for document in documents {
        let proposals = read.proposals(*document).await.map_err(|e| failed(&e))?;
        for proposal in &proposals.all {
            if proposal.number % LEFT == LEFT - 1 || proposal.settled != Settled::Open {
                continue;
            }
            let mut draft = proposal.draft.clone();
            draft.terms.follower = Some(follower.account.id);
            draft.terms.leader = Some(leader);
            draft.terms.field = Some(FIELDS[proposal.number % FIELDS.len()].to_owned());
            assign.give(&[draft]).await.map_err(|e| failed(&e))?;
        }
        if app::tasks::is_offered(&proposals.document, proposals.reading.as_deref()) {
            assign.make_programme(*document).await.map_err(|e| failed(&e))?;
        }
    }
    let ward = ward(&follower)?;
    let office = follower.forest().children(root(&follower)?).next().map(|node| node.unit.id);
    for (place, (action, days, product, far)) in OF_WARD.into_iter().enumerate() {
        let due = follower.today.saturating_add(days.days());
        let mut task = task(&follower, ward, office, action, due, product)?;
        task.terms.leader = Some(leader);
        task.terms.field = Some(FIELDS[place % FIELDS.len()].to_owned());
        // Papers are due some days before the session takes them up.
        task.terms.session = (place % 2 == 0).then(|| Session {
            name: "Hội nghị Ban Thường vụ".to_owned(),
            on: Some(due.saturating_add(PAPERS.days())),
            reviewer: office,
        });
        let ids = assign.give(&[task]).await.map_err(|e| failed(&e))?;
        for id in ids {
            follow(app, id, due, far).await?;
        }
    }
    Ok(())
}

/// The ward of the people who can sign in.
fn ward(person: &Person) -> Result<UnitId, Failure> {
    let forest = person.forest();
    let found = forest.nodes().iter().find(|node| node.depth == 1 && node.unit.label() == "An Đức");
    found.map(|node| node.unit.id).ok_or_else(|| failed(&AppError::Bug("An Đức".to_owned())))
}

fn task(
    person: &Person,
    lead: UnitId,
    with: Option<UnitId>,
    action: &str,
    due: Date,
    product: &str,
) -> Result<NewTask, Failure> {
    let unit = root(person)?;
    let part =
        |unit| Part { unit, part: Some("hướng dẫn, tổng hợp".to_owned()), due: None, done_on: None };
    let terms = Terms {
        follower: Some(person.account.id),
        answerable: Some("nội dung và thời hạn".to_owned()),
        product: Some(product.to_owned()),
        acceptor: Some(unit),
        parts: with.map(part).into_iter().collect(),
        ..Terms::bare(unit, lead, action.to_owned())
    };
    Ok(NewTask { terms, due: Due::Day(due), clauses: Vec::new(), parent: None, rhythm: None })
}

/// What the ward and the committee have done with a task so far.
async fn follow(app: &App, id: TaskId, due: Date, far: Far) -> Result<(), Failure> {
    let (focal_point, follower) = (named(app, "daumoi").await?, named(app, "theodoi").await?);
    let leader = named(app, "lanhdao").await?;
    let report = focal_point.permit::<TasksReport>().map_err(|e| failed(&e))?;
    let assign = follower.permit::<TasksAssign>().map_err(|e| failed(&e))?;
    let accept = leader.permit::<TasksAccept>().map_err(|e| failed(&e))?;
    let receive = Deed::Receive { responsible: Some(focal_point.account.id) };
    let progress = |percent| Deed::Progress {
        percent,
        note: "Đã họp phân công, đang tổng hợp từ các chi bộ.".to_owned(),
        difficulties: "Một số chi bộ gửi chậm.".to_owned(),
        proposals: String::new(),
    };
    let submit =
        Deed::Submit { note: "Đã hoàn thành và gửi bản mềm.".to_owned(), evidence: Vec::new() };
    let later = Due::Day(due.saturating_add(15.days()));
    let asks =
        Deed::AskExtension { due: later, reason: "Chờ ý kiến của Sở Tài chính.".to_owned() };
    let urge =
        Deed::Urge { told: Told::Head, text: "Đề nghị báo cáo trước thứ Sáu.".to_owned() };
    let sends_back =
        Deed::SendBack { reason: "Đề nghị bổ sung số liệu theo từng chi bộ.".to_owned() };
    let deeds = match far {
        Far::Given => vec![],
        Far::Received => vec![receive],
        Far::Doing(percent) => vec![receive, progress(percent), urge],
        Far::Asked => vec![receive, progress(30), asks],
        Far::Submitted => vec![receive, submit],
        Far::SentBack => vec![receive, submit, sends_back],
        Far::Accepted => vec![receive, progress(80), submit, Deed::Accept { note: String::new() }],
    };
    for (revision, deed) in (1..).zip(deeds) {
        let done = match deed {
            Deed::Urge { .. } => assign.direct(id, revision, deed).await,
            Deed::Accept { .. } | Deed::SendBack { .. } => accept.judge(id, revision, deed).await,
            _ => report.report(id, revision, deed).await,
        };
        done.map_err(|e| failed(&e))?;
    }
    Ok(())
}
