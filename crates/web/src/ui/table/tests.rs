use super::*;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use vitext::Decimal;

struct Row {
    name: &'static str,
    amount: Option<Decimal>,
    due: Option<Date>,
}

fn table() -> Table<Row> {
    let options = ["late", "doing", "done"].map(|value| (value.to_owned(), value.to_owned()));
    Table::new("tasks", "Nhiệm vụ")
        .column(Column::text("name", "Tên", |row: &Row| row.name.to_owned()).sortable().wide())
        .column(Column::number("amount", "Vốn", |row: &Row| row.amount).unit("tỷ đồng").sortable())
        .column(Column::date("due", "Hạn", |row: &Row| row.due).sortable())
        .column(Column::text("note", "Ghi chú", |_: &Row| "=1+1".to_owned()).hidden())
        .filter(Filter::choice("status", "Trạng thái", options))
        .filter(Filter::days("due", "Hạn"))
        .filter(Filter::text("unit", "Đơn vị"))
        .filter(Filter::yes("mine", "Của tôi"))
        .searchable()
        .sorted("due", Direction::Up)
}

fn rows() -> Vec<Row> {
    vec![
        Row {
            name: "Rà soát, “chốt” số liệu",
            amount: Some(Decimal::new(12_345_678, 1)),
            due: Some(date(2025, 12, 31)),
        },
        Row { name: "-5 điểm", amount: None, due: None },
    ]
}

prop_compose! {
    fn days()(year in 1990i16..2100, month in 1i8..=12, day in 1i8..=28) -> Date { date(year, month, day) }
}

prop_compose! {
    fn queries()(
        text in "[^\\s][a-zA-ZăâđêôơưÀ&=+%# ]{0,8}[^\\s]|",
        status in proptest::sample::subsequence(vec!["late", "doing", "done"], 0..=3),
        from in proptest::option::of(days()),
        to in proptest::option::of(days()),
        unit in proptest::option::of("[^\\s]{1,6}"),
        mine in any::<bool>(),
        sort in proptest::sample::subsequence(vec!["name", "amount", "due"], 1..=3),
        down in proptest::collection::vec(any::<bool>(), 3),
        page in 1u32..,
        rows in proptest::sample::select(vec![25u32, 50, 100]),
        columns in proptest::option::of(proptest::sample::subsequence(vec!["name", "amount", "due", "note"], 1..=4)),
        export in proptest::sample::select(vec![None, Some(Format::Xlsx), Some(Format::Csv)]),
        period in proptest::option::of("[0-9]{4}-[0-9]{2}"),
    ) -> Query {
        let mut filters = std::collections::BTreeMap::new();
        if !status.is_empty() {
            filters.insert("status", FilterValue::Choice(status.into_iter().map(str::to_owned).collect()));
        }
        if from.is_some() || to.is_some() {
            filters.insert("due", FilterValue::Days { from, to });
        }
        filters.extend(unit.map(|unit| ("unit", FilterValue::Text(unit))));
        if mine {
            filters.insert("mine", FilterValue::Yes);
        }
        let direction = |down| if down { Direction::Down } else { Direction::Up };
        let sort = sort.into_iter().zip(down).map(|(key, down)| Sort { key, direction: direction(down) }).collect();
        let rest = period.map(|period| ("period".to_owned(), period)).into_iter().collect();
        Query { text, filters, sort, page, rows, columns, export, rest, ignored: Vec::new() }
    }
}

proptest! {
    #[test]
    fn a_query_is_its_address_and_back(query in queries()) {
        let table = table();
        prop_assert_eq!(table.query(&table.print(&query)), query);
    }

    #[test]
    fn any_address_is_read(address in "\\PC*") {
        let table = table();
        let query = table.query(&address);
        let again = table.query(&table.print(&query));
        prop_assert_eq!(Query { ignored: Vec::new(), ..query }, again);
    }
}

#[test]
fn what_holds_anyway_stands_in_no_address() {
    let table = table();
    assert_eq!(table.print(&table.query("sort=due&page=1&rows=50&q=&status=")), "");
    assert_eq!(
        table.print(&table.query("sort=-due&due-from=01/11/2025&page=2")),
        "due-from=2025-11-01&sort=-due&page=2"
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let query = table().query("due-from=31/02/2025&status=gone&sort=note&page=0&rows=7&period=2025-11");
    let names: Vec<_> = query.ignored.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["due-from", "status", "sort", "page", "rows"]);
    assert_eq!(query.rest, [("period".to_owned(), "2025-11".to_owned())]);
    assert_eq!(query.page, 1);
}

#[test]
fn a_page_far_away_has_an_offset() {
    assert_eq!(table().query("page=4294967295&rows=100").offset(), 429_496_729_400);
}

#[test]
fn csv_has_what_is_shown_and_no_formulas() {
    let table = table();
    let text = |address: &str| String::from_utf8(table.csv(&table.query(address), &rows()).unwrap()).unwrap();
    assert_eq!(
        text(""),
        "\u{feff}Tên,Vốn (tỷ đồng),Hạn\n\"Rà soát, “chốt” số liệu\",1234567.8,2025-12-31\n'-5 điểm,,\n"
    );
    assert_eq!(text("columns=note"), "\u{feff}Ghi chú\n'=1+1\n'=1+1\n");
}

#[test]
fn a_workbook_opens_again_with_the_same_cells() {
    use calamine::{Data, Reader};
    let table = table();
    let bytes = table.xlsx(&table.query(""), &rows()).unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let texts: Vec<_> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["Tên", "Vốn (tỷ đồng)", "Hạn"]);
    assert_eq!(sheet.get((1, 1)), Some(&Data::Float(1_234_567.8)));
    assert!(matches!(sheet.get((1, 2)), Some(Data::DateTime(_))));
    assert_eq!(sheet.get((2, 0)), Some(&Data::String("-5 điểm".into())));
}
