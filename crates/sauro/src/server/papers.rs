//! The papers of the invented city: the samples, in the committee's register, as a clerk would have entered them.

use super::failed;
use crate::failure::Failure;
use app::documents::{Brought, Entry, ReceiveError, Which};
use app::rights::{DocumentsIssue, DocumentsRegister};
use app::{AppError, Person};
use domain::documents::{Cycle, Direction, FileRole, Register, Routing, Series, Term, Terms};
use domain::{DocumentId, Span, UnitId};
use jiff::civil::{Date, date};
use vitext::symbol::System;

/// A paper: its file, which way it went, its subject where the file has none in its head.
struct Paper {
    name: &'static str,
    bytes: &'static [u8],
    direction: Direction,
    subject: &'static str,
}

macro_rules! papers {
    ($($direction:ident $name:literal $subject:literal)*) => {
        [$(Paper {
            name: $name,
            bytes: include_bytes!(concat!("../../../../samples/", $name)),
            direction: Direction::$direction,
            subject: $subject,
        }),*]
    };
}

/// In the order in which they came and went.
const PAPERS: [Paper; 14] = papers! {
    Outgoing "bao-cao-nam-2025.txt" ""
    Incoming "bao-cao-nam-2025-dang-uy.txt" "kết quả công tác năm 2025, phương hướng, nhiệm vụ năm 2026"
    Incoming "bao-cao-kiem-tra-2025.md" ""
    Incoming "bao-cao-nam-2025-dang-uy-ubnd.md" ""
    Incoming "bao-cao-kinh-te-xa-hoi-2025.txt" "tình hình kinh tế - xã hội năm 2025"
    Outgoing "nghi-quyet-05.txt" ""
    Incoming "bao-cao-thong-ke-dang-vien.html" ""
    Incoming "ke-hoach-kiem-tra-2026.txt" "kiểm tra, giám sát năm 2026"
    Incoming "quyet-dinh-412.txt" ""
    Outgoing "bao-cao-thang-2-2026.txt" ""
    Outgoing "thong-bao-ket-luan.html" ""
    Outgoing "cong-van-360.txt" ""
    Outgoing "bao-cao-6-thang-2026.md" ""
    Outgoing "bao-cao-9-thang-2026.txt" "công tác 9 tháng đầu năm 2026"
};

/// Files that came this morning and that nobody has looked at yet.
const WAITING: [Paper; 2] = papers! {
    Incoming "bao-cao-giai-ngan-quy-3-2026.html" ""
    Incoming "bao-cao-thang-4-2026-dang-uy.docx" ""
};

/// Since when the committee has its numbers.
const SINCE: Date = date(2025, 9, 20);
/// Up to which number each kind was numbered on paper, before there was this register.
const BEFORE: [(&str, u32); 4] = [("báo cáo", 57), ("nghị quyết", 4), ("thông báo", 142), ("công văn", 359)];

/// Enters the papers in the register of `unit`, by its clerk; gives those that were issued there.
pub(super) async fn enter(clerk: &Person, unit: UnitId) -> Result<Vec<DocumentId>, Failure> {
    let issue = clerk.permit::<DocumentsIssue>().map_err(|e| failed(&e))?;
    let register = Register {
        system: System::Party,
        code: "TU".to_owned(),
        issuer: "Thành ủy Hải Minh".to_owned(),
        place: "Hải Minh".to_owned(),
        office: "VP".to_owned(),
    };
    let term = Term { name: "2025 - 2030".to_owned(), span: Span::since(SINCE) };
    let terms = Terms::new(vec![term]).map_err(|e| failed(&AppError::Bug(e.to_string())))?;
    issue.set_register(unit, &register, &terms).await.map_err(|e| failed(&e))?;
    for (kind, before) in BEFORE {
        let series = Series::Kind(kind.to_owned());
        let which = Which { unit, series, cycle: Cycle::Term(SINCE) };
        issue.take_over(&which, before).await.map_err(|e| failed(&e))?;
    }
    let permit = clerk.permit::<DocumentsRegister>().map_err(|e| failed(&e))?;
    let mut issued = Vec::new();
    for paper in PAPERS {
        let brought = Brought { name: paper.name.to_owned(), bytes: paper.bytes.to_vec() };
        let id = permit.receive(unit, paper.direction, brought).await.map_err(|e| refused(&e))?.id;
        let mut fields = permit.waiting_file(id).await.map_err(|e| failed(&e))?.file.fields;
        if fields.subject.is_empty() {
            paper.subject.clone_into(&mut fields.subject);
        }
        // A demonstration on a day before its paper was written has one paper less.
        if fields.date.is_some_and(|date| date > clerk.today) {
            permit.discard(id).await.map_err(|e| failed(&e))?;
            continue;
        }
        let entry = Entry {
            unit,
            direction: paper.direction,
            arrived_on: fields.date,
            fields,
            routing: Routing::default(),
            role: FileRole::Editable,
            issued: paper.direction.is_own(),
            although_alike: false,
        };
        let entered = permit.enter(&entry, Some(id)).await.map_err(|e| failed(&e))?;
        issued.extend(entry.issued.then_some(entered.id));
    }
    for paper in WAITING {
        let brought = Brought { name: paper.name.to_owned(), bytes: paper.bytes.to_vec() };
        permit.receive(unit, paper.direction, brought).await.map_err(|e| refused(&e))?;
    }
    Ok(issued)
}

fn refused(error: &ReceiveError) -> Failure {
    failed(&AppError::Bug(app::with_causes(error)))
}
