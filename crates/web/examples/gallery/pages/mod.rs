//! The pages of the gallery: an invented city with names of real length.

mod table;

use axum::Form;
use axum::Router;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use jiff::civil::date;
use maud::{Markup, html};
use web::ui::{self, Button, Field, Flash, Status, Tone};
use web::{Access, Frame, Guard, Identified, Page, Problem, Routes, Site, Visitor, areas};

/// Everybody is the same clerk.
struct Clerk;

impl Guard for Clerk {
    fn identify<'a>(&'a self, _parts: &'a mut Parts) -> Identified<'a> {
        Box::pin(async {
            Ok(Some(Visitor {
                name: "Trần Thị Minh Hạnh".into(),
                post: "Phó Trưởng phòng Tổng hợp, Văn phòng Thành ủy Hải Minh".into(),
                rights: ["administer"].into(),
                language: None,
                notices: 3,
                ..Visitor::default()
            }))
        })
    }
}

/// The site of the gallery.
pub(crate) fn site() -> Router {
    let routes = Routes::new()
        .area(areas::TODAY, Access::SignedIn)
        .area(areas::DOCUMENTS, Access::SignedIn)
        .area(areas::TASKS, Access::SignedIn)
        .area(areas::INDICATORS, Access::SignedIn)
        .area(areas::REPORTS, Access::SignedIn)
        .area(areas::UNITS, Access::SignedIn)
        .area(areas::ADMINISTRATION, Access::Right("administer"))
        .get("/", Access::SignedIn, components)
        .get("/tasks", Access::SignedIn, table::tasks)
        .get("/tasks/{number}", Access::SignedIn, table::task)
        .get("/indicators", Access::SignedIn, table::indicators)
        .get("/units", Access::SignedIn, units)
        .get("/units/below", Access::SignedIn, below)
        .get("/units/new", Access::SignedIn, new_unit)
        .post("/units/new", Access::SignedIn, make_unit)
        .get("/units/merge", Access::SignedIn, merge)
        .post("/units/merge", Access::SignedIn, merged)
        .get("/documents", Access::SignedIn, document)
        .get("/bug", Access::SignedIn, bug);
    Site::new(routes).guard(Clerk).organisation("Thành ủy Hải Minh").router(())
}

async fn components(frame: Frame) -> Page {
    let tab = |title: &str, href: &str, current, count| ui::Tab {
        title: title.into(),
        href: href.into(),
        current,
        count,
    };
    let tabs = [
        tab("Chờ tôi xử lý", "/", true, Some(14)),
        tab("Đơn vị tôi", "/tasks", false, Some(118)),
        tab("Theo dõi", "/indicators", false, None),
    ];
    let states = [
        Status::Done,
        Status::DoneLate,
        Status::Doing,
        Status::Waiting,
        Status::Due(3),
        Status::Late(5),
        Status::Returned,
        Status::Unclear,
        Status::Stopped,
    ];
    let facts = [
        ("Tên đầy đủ", html! { "Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố Hải Minh" }),
        ("Ký hiệu", html! { "05-BC/ĐU" }),
        ("Cấp trên", html! { (ui::link("Thành ủy Hải Minh", "/units")) }),
        ("Từ ngày", html! { (ui::day(&frame, date(2025, 7, 1), date(2025, 11, 30))) }),
        ("Số đảng viên", html! { (ui::number(frame.language(), vitext::Decimal::new(1_234_567, 0))) }),
    ];
    let body = html! {
        (ui::tabs("Phần việc", &tabs))
        h2 { "Trạng thái" }
        p { @for state in states { (state.show(&frame)) " \u{2003}" } }
        h2 { "Nút" }
        p.actions {
            (Button::primary("Lưu và gửi")) (Button::plain("Lưu nháp")) (Button::danger("Giải thể đơn vị"))
            (Button::plain("Xem trước việc gộp").href("/units/merge").dialog()) (Button::plain("Duyệt").key('d'))
        }
        h2 { "Thông báo" }
        (ui::notice(&frame, Tone::Done, "Đã lưu 148 ô của biểu Thu ngân sách tháng 11/2025."))
        (ui::notice(&frame, Tone::Note, "Số liệu như báo cáo ngày 30/11/2025."))
        (ui::notice(&frame, Tone::Warning, "Có 3 đơn vị chưa báo cáo; tổng chưa đủ."))
        (ui::notice(&frame, Tone::Failed, "Chưa gửi được. Nội dung vẫn còn trên trang."))
        h2 { "Thông tin" }
        (ui::facts(facts.map(|(name, value)| (name.to_owned(), value))))
        h2 { "Quá trình của đơn vị" }
        (life())
        h2 { "Trống" }
        (ui::empty("Không còn việc nào đang chờ.", "Việc tiếp theo đến hạn ngày 05/12/2025: báo cáo tháng 11."))
    };
    frame
        .page("Việc hôm nay")
        .lead("14 việc chờ bạn, 2 việc quá hạn.")
        .action(Button::primary("Giao việc mới").href("/units/new"))
        .body(body)
        .help("today")
}

fn life() -> Markup {
    let event = |date, title: Markup, detail: Option<&str>| ui::Event {
        date,
        title,
        detail: detail.map(|text| html! { (text) }),
    };
    ui::timeline(&[
        event(
            date(2025, 7, 1),
            html! { "Thành lập trên cơ sở gộp " (ui::link("Đảng bộ quận Kiến Minh", "/units")) ", Đảng bộ huyện Thủy An và một phần Đảng bộ thị trấn Cát Sơn" },
            Some("Theo Quyết định số 412-QĐ/TU ngày 27/6/2025; tỷ lệ kế thừa 100%, 100%, 35%."),
        ),
        event(
            date(2025, 9, 15),
            html! { "Đổi tên thành Đảng bộ phường Kiến Minh" },
            Some("Theo Quyết định số 430-QĐ/TU."),
        ),
        event(date(2025, 11, 1), html! { "Chuyển 2 chi bộ sang Đảng bộ phường Thủy An" }, None),
    ])
}

async fn units(frame: Frame) -> Page {
    let leaf = |label: &str, note: Option<&str>| ui::Node {
        label: label.into(),
        href: "/units".into(),
        note: note.map(Into::into),
        below: ui::Below::Nothing,
    };
    let office = ui::Node {
        below: ui::Below::Nodes {
            nodes: vec![leaf("Phòng Tổng hợp", None), leaf("Phòng Cơ yếu – Công nghệ thông tin", None)],
            open: true,
        },
        ..leaf("Văn phòng Thành ủy", Some("2 đơn vị"))
    };
    let committee = ui::Node {
        below: ui::Below::At("/units/below".into()),
        ..leaf("Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố Hải Minh", Some("38 đơn vị"))
    };
    let top = ui::Node {
        below: ui::Below::Nodes {
            nodes: vec![office, committee, leaf("Đảng bộ thị trấn Cát Sơn", Some("thôi từ 01/7/2025 ⤵"))],
            open: true,
        },
        ..leaf("Thành ủy Hải Minh", Some("118 đơn vị"))
    };
    let body = html! {
        (ui::tree(&frame, &[top]))
        h2 { "Nhập cây tổ chức" }
        (ui::Upload::new("/units/new", "Tệp danh sách đơn vị").hint("Tệp .xlsx hoặc .csv, tối đa 20 MB; xem trước rồi mới ghi.").accept(".xlsx,.csv").show(&frame))
    };
    frame
        .page("Tổ chức")
        .crumb("Quản trị", "/administration")
        .action(Button::primary("Thêm đơn vị").href("/units/new"))
        .body(body)
}

async fn below(frame: Frame) -> Markup {
    let node = |index| ui::Node {
        label: format!("Đảng bộ cơ quan Sở Nông nghiệp và Môi trường, chi bộ {index}"),
        href: "/units".into(),
        note: None,
        below: ui::Below::Nothing,
    };
    ui::tree(&frame, &(1..=5).map(node).collect::<Vec<_>>())
}

fn unit_form(frame: &Frame, form: &ui::Form) -> Page {
    let kinds = [("committee", "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng"), ("cell", "Chi bộ")];
    let kinds = kinds.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let modes = [("own", "Chỉ đơn vị này"), ("below", "Cả các đơn vị trực thuộc")];
    let modes = modes.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let body = html! {
        (form.summary(frame))
        form method="post" data-keep="unit-new" novalidate {
            (form.field(Field::text("name", "Tên đơn vị").hint("Tên đầy đủ như trong quyết định thành lập.").required().limit(200)))
            (form.field(Field::select("kind", "Loại hình", kinds)))
            (form.field(Field::date("from", "Có hiệu lực từ ngày").required()))
            (form.field(Field::number("members", "Số đảng viên")))
            (form.field(Field::radio("scope", "Phạm vi", modes)))
            (form.field(Field::lines("reason", "Căn cứ", 3)))
            (form.field(Field::checkbox("report", "Báo cáo hằng tháng")))
            p.actions { (Button::primary("Thêm đơn vị")) (ui::link("Quay lại", "/units")) }
        }
    };
    frame.page("Thêm đơn vị").crumb("Tổ chức", "/units").narrow().status(form.status()).body(body)
}

async fn new_unit(frame: Frame) -> Page {
    unit_form(&frame, &ui::Form::default())
}

async fn make_unit(frame: Frame, Form(pairs): Form<Vec<(String, String)>>) -> Response {
    let mut form = ui::Form::new(pairs);
    if form.typed("name").is_empty() {
        form.wrong("name", "Hãy nhập tên đơn vị, ví dụ: Đảng bộ phường Kiến Minh.");
    }
    if ui::parse_date(form.typed("from")).is_none() {
        form.wrong("from", "Ngày viết như 01/7/2025.");
    }
    if !form.is_right() {
        return unit_form(&frame, &form).into_response();
    }
    let text = format!("Đã thêm “{}”.", form.typed("name"));
    frame.done("/units", &Flash::done(text).undo("/units/merge"))
}

async fn merge(frame: Frame) -> Page {
    let changes = html! {
        p { strong { "Từ 01/01/2026, 2 đơn vị thành 1:" } }
        p { "Đảng bộ phường Kiến Minh, Đảng bộ phường Thủy An → Đảng bộ phường Kiến Thủy" }
        p { "46 nhiệm vụ đang làm và 3 biểu số liệu chuyển theo; 12 tài khoản cần giao lại chức vụ." }
    };
    let preview = ui::Preview::new("/units/merge", "Gộp 2 đơn vị", "/units").hidden("ids", "12,14");
    frame.page("Gộp đơn vị").crumb("Tổ chức", "/units").narrow().body(preview.show(&frame, changes))
}

async fn merged(frame: Frame) -> Response {
    frame.done("/units", &Flash::done("Đã gộp 2 đơn vị."))
}

async fn document(frame: Frame) -> Page {
    let body = html! {
        article.document {
            p { strong { "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 11" } }
            p { "Tổng thu ngân sách nhà nước trên địa bàn ước đạt 1.234,5 tỷ đồng, bằng 97,2% kế hoạch; các địa phương đã rà soát, chuẩn hóa số liệu theo đơn vị hành chính mới." }
        }
    };
    let scope = html! { "kỳ: " (ui::link("tháng 11/2025", "/documents?period=2025-11")) };
    frame.page("Báo cáo tháng 11/2025").crumb("Văn bản", "/documents").scope(scope).body(body)
}

async fn bug() -> Problem {
    Problem::bug("shown on purpose")
}
