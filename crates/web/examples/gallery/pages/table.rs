//! Tables of the gallery: rows in memory, filtered and ordered the way a store does.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use maud::html;
use vitext::Decimal;
use web::ui::{self, Column, Direction, Filter, FilterValue, Query, Status, Table, View};
use web::{Frame, Page, Problem};

#[derive(Clone)]
struct Task {
    number: usize,
    title: &'static str,
    unit: &'static str,
    due: Date,
    state: (&'static str, Status),
    done: Decimal,
}

const TITLES: [&str; 5] = [
    "Rà soát, hoàn thiện phương án sắp xếp các đơn vị sự nghiệp công lập trên địa bàn thành phố",
    "Báo cáo kết quả giải ngân vốn đầu tư công 11 tháng",
    "Tham mưu ban hành Quy chế làm việc của Ban Chấp hành Đảng bộ",
    "Hoàn thành kết nối dữ liệu dân cư với hệ thống tiếp nhận hồ sơ của 118 xã, phường, đặc khu",
    "Kiểm tra việc thực hiện kết luận thanh tra",
];
const UNITS: [&str; 4] = [
    "Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố",
    "Văn phòng Thành ủy",
    "Sở Nông nghiệp và Môi trường",
    "Đảng bộ phường Kiến Minh",
];
const STATES: [(&str, Status); 5] = [
    ("late", Status::Late(5)),
    ("doing", Status::Doing),
    ("done", Status::Done),
    ("unclear", Status::Unclear),
    ("done-late", Status::DoneLate),
];

fn all() -> Vec<Task> {
    (0..118)
        .map(|number| Task {
            number,
            title: TITLES[number % 5],
            unit: UNITS[number * 7 % 4],
            due: date(2025, 11, 1).saturating_add(i64::try_from(number * 37 % 90).unwrap_or(0).days()),
            state: STATES[number * 3 % 5],
            done: Decimal::new(i64::try_from(number * 83 % 1001).unwrap_or(0), 1),
        })
        .collect()
}

fn table(frame: &Frame) -> Table<Task> {
    let shown = frame.clone();
    let states = STATES.map(|(value, status)| (value.to_owned(), status.words(frame)));
    Table::new("tasks", "Nhiệm vụ")
        .column(
            Column::text("title", "Nhiệm vụ", |task: &Task| task.title.to_owned())
                .cell(|task| html! { a href={ "/tasks/" (task.number) } data-dialog="side" { (task.title) } })
                .wide()
                .sortable(),
        )
        .column(Column::text("unit", "Chủ trì", |task: &Task| task.unit.to_owned()).sortable())
        .column(Column::date("due", "Hạn", |task: &Task| Some(task.due)).sortable())
        .column(
            Column::text("status", "Trạng thái", |task: &Task| task.state.0.to_owned())
                .cell(move |task| task.state.1.show(&shown)),
        )
        .column(Column::number("done", "Đã làm", |task: &Task| Some(task.done)).unit("%").sortable())
        .column(Column::number("number", "Số", |task: &Task| Some(Decimal::from(task.number))).hidden())
        .filter(Filter::choice("status", "Trạng thái", states))
        .filter(Filter::days("due", "Hạn"))
        .searchable()
        .sorted("due", Direction::Up)
        .views(vec![View {
            id: 1,
            name: "Quá hạn của Sở".into(),
            query: "status=late&q=Sở".into(),
            own: true,
        }])
}

fn matches(task: &Task, query: &Query) -> bool {
    let words = query.text.is_empty() || task.title.contains(&query.text) || task.unit.contains(&query.text);
    let states = query.choices("status");
    let state = states.is_empty() || states.iter().any(|state| state == task.state.0);
    let due = match query.filters.get("due") {
        Some(FilterValue::Days { from, to }) => {
            from.is_none_or(|from| from <= task.due) && to.is_none_or(|to| task.due <= to)
        }
        _ => true,
    };
    words && state && due
}

/// 118 tasks.
pub(super) async fn tasks(frame: Frame) -> Result<Response, Problem> {
    let table = table(&frame);
    let query = table.query(frame.query());
    let mut rows: Vec<_> = all().into_iter().filter(|task| matches(task, &query)).collect();
    for sort in query.sort.iter().rev() {
        rows.sort_by(|left, right| {
            let order = match sort.key {
                "due" => left.due.cmp(&right.due),
                "done" => left.done.cmp(&right.done),
                "unit" => vitext::sort::key(left.unit).cmp(&vitext::sort::key(right.unit)),
                _ => vitext::sort::key(left.title).cmp(&vitext::sort::key(right.title)),
            };
            if sort.direction == Direction::Down { order.reverse() } else { order }
        });
    }
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let total = rows.len() as u64;
    let skipped = usize::try_from(query.offset()).unwrap_or(usize::MAX);
    let page: Vec<_> = rows.into_iter().skip(skipped).take(query.rows as usize).collect();
    Ok(frame.page("Nhiệm vụ").body(table.show(&frame, &query, &page, total)).into_response())
}

/// A grid of numbers, wider than the screen.
pub(super) async fn indicators(frame: Frame) -> Page {
    let mut table = Table::new("indicators", "Chỉ tiêu theo tháng")
        .column(Column::text("name", "Chỉ tiêu", |row: &usize| TITLES[row % 5].to_owned()).wide());
    for (month, key) in
        ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "t10", "t11", "t12"].into_iter().enumerate()
    {
        let value = move |row: &usize| {
            i64::try_from((row + 1) * (month + 3) * 104_729).ok().map(|v| Decimal::new(v, 1))
        };
        table = table.column(Column::number(key, format!("Tháng {}", month + 1), value).unit("tỷ đồng"));
    }
    let table = table.scrolls();
    let query = table.query(frame.query());
    let rows: Vec<usize> = (0..12).collect();
    frame.page("Chỉ tiêu").body(table.show(&frame, &query, &rows, 12))
}

/// One of them, as it opens beside the list.
pub(super) async fn task(frame: Frame, Path(number): Path<usize>) -> Result<Page, Problem> {
    let task = all().into_iter().nth(number).ok_or_else(Problem::not_found)?;
    let rows = [
        ("Chủ trì", html! { (task.unit) }),
        ("Hạn", ui::date(task.due)),
        ("Trạng thái", task.state.1.show(&frame)),
        ("Đã làm", html! { (ui::number(frame.language(), task.done)) " %" }),
    ];
    let body = ui::facts(rows.map(|(name, value)| (name.to_owned(), value)));
    Ok(frame.page(task.title).crumb("Nhiệm vụ", "/tasks").body(body))
}
