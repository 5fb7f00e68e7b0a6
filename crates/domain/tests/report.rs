//! Reports say what the data says, list what moved, and fold what is the same.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

use domain::indicators::{Amount, Catalogue, Decimals, Goal, Reading, Slice};
use domain::periods::{Calendars, Period};
use domain::ready::Set;
use domain::report::{
    Aspect, Evidence, FigureRef, Goals, Kind, Origin, Outlines, Passage, Piece, Place, Report, Statement,
    begun, contradictions, groups, hole, read_typed, said, sentences, tallies, typed,
};
use domain::roll_up::{Cell, CellKey, Cells, RollUp, Series};
use domain::units::{Change, History, KindCode, NewUnit, Order, UnitEvent};
use domain::{EventId, UnitId};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ROOT: UnitId = UnitId::new(1);
const NOVEMBER: Period = Period { from: date(2026, 10, 15), last: date(2026, 11, 14) };
const LAST_YEAR: Period = Period { from: date(2025, 10, 15), last: date(2025, 11, 14) };

struct House {
    calendars: Calendars,
    catalogue: Catalogue,
    outlines: Outlines,
    history: History,
    cells: Cells,
    goals: Goals,
    entered: u64,
}

impl House {
    fn new() -> Self {
        let calendars = Calendars::built_in().unwrap();
        let catalogue = Set::built_in(&calendars).unwrap().catalogue;
        let day = date(2024, 1, 1);
        let unit = |id: i64| NewUnit {
            unit: UnitId::new(id),
            kind: KindCode::new("ward_committee"),
            name: format!("Đảng ủy phường {id}"),
            short_name: None,
            parent: (id > 1).then_some(ROOT),
            position: None,
        };
        let event = |id: i64| UnitEvent {
            id: EventId::new(id),
            date: day,
            change: Change::Create(unit(id)),
            ordered_by: Order {
                symbol: "01-QĐ/TU".into(),
                date: day,
                issuer: "Thành ủy".into(),
                subject: None,
            },
        };
        let history = History::replay((1..4).map(event)).unwrap();
        let (outlines, cells) = (Outlines::built_in().unwrap(), Cells::default());
        Self { calendars, catalogue, outlines, history, cells, goals: Goals::new(), entered: 0 }
    }

    fn series(&self, code: &str, period: Period) -> Series {
        Series { indicator: self.catalogue.find(code).unwrap().id, slice: Slice::Whole, period }
    }

    fn enter(&mut self, unit: i64, code: &str, period: Period, scaled: i64) {
        self.entered += 1;
        let decimals = self.catalogue.find(code).unwrap().decimals;
        let key = CellKey { unit: UnitId::new(unit), series: self.series(code, period) };
        let reading = Reading::Value(Amount::new(scaled, decimals));
        self.cells.set(key, Cell { reading, entered: self.entered });
    }

    fn goal(&mut self, code: &str, scaled: i64) {
        let goal = Goal::Value(Amount::new(scaled, Decimals::NONE));
        self.goals.insert((ROOT, self.catalogue.find(code).unwrap().id, Slice::Whole), goal);
    }

    fn evidence(&self) -> Evidence<'_> {
        let roll_up = RollUp::new(&self.history, &self.calendars, &self.catalogue, &self.cells);
        Evidence::new(roll_up, &self.calendars, &self.catalogue, &self.goals)
    }

    fn begun(&self) -> Report {
        let issuer = (ROOT, "Ban Thường vụ Thành ủy");
        begun(&self.outlines, (Kind::Month, NOVEMBER), issuer, &mut self.evidence()).unwrap()
    }

    fn sentence(&self, code: &str) -> String {
        let report = self.begun();
        let passages = report.sections.iter().flat_map(|section| &section.passages);
        let of = |passage: &&Passage| passage.origin == Origin::Pattern(code.to_owned());
        passages.into_iter().find(of).map(Passage::text).unwrap_or_default()
    }
}

#[test]
fn the_tables_of_the_program_name_what_is_there() {
    let house = House::new();
    assert_eq!(house.outlines.unknown(&house.catalogue), Vec::<String>::new());
    for kind in Kind::ALL {
        let headings = house.outlines.headings(kind);
        assert!(headings.iter().any(|heading| heading.rest), "{kind}");
        if !kind.tells_period() {
            continue;
        }
        let labels: Vec<&str> =
            headings.iter().filter(|one| one.level == 1).map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["I.", "II.", "III.", "IV.", "V."][..labels.len()], "{kind}");
    }
}

#[test]
fn sentences_are_chosen_by_the_data() {
    let mut house = House::new();
    assert_eq!(
        house.sentence("admitted"),
        "Trong kỳ kết nạp [CẦN BỔ SUNG: Đảng viên mới kết nạp] đảng viên."
    );
    assert_eq!(house.sentence("dialogues"), "", "what may be left out is");
    house.enter(2, "members_admitted", NOVEMBER, 5);
    house.enter(3, "members_admitted", NOVEMBER, 4);
    assert_eq!(house.sentence("admitted"), "Trong kỳ kết nạp 09 đảng viên.");
    house.enter(2, "members_admitted", LAST_YEAR, 12);
    assert_eq!(
        house.sentence("admitted"),
        "Trong kỳ kết nạp 09 đảng viên, giảm 03 đảng viên (25%) so với cùng kỳ năm trước."
    );
    house.enter(2, "members_admitted", LAST_YEAR, 9);
    assert!(house.sentence("admitted").ends_with("đảng viên, bằng cùng kỳ năm trước (09 đảng viên)."));
    house.enter(2, "members_admitted", LAST_YEAR, 0);
    assert!(house.sentence("admitted").ends_with("tăng 09 đảng viên so với cùng kỳ năm trước."));
    house.enter(2, "members_admitted", LAST_YEAR, 9);
    house.goal("members_admitted", 12);
    assert!(
        house
            .sentence("admitted")
            .ends_with("lũy kế từ đầu năm 09 đảng viên, đạt 75% chỉ tiêu năm (12 đảng viên).")
    );
    house.goal("members_admitted", 9);
    assert!(
        house
            .sentence("admitted")
            .ends_with("; lũy kế từ đầu năm 09 đảng viên, hoàn thành chỉ tiêu năm (09 đảng viên).")
    );
    house.goal("members_admitted", 8);
    assert!(house.sentence("admitted").ends_with("vượt chỉ tiêu năm (bằng 112,5% chỉ tiêu 08 đảng viên)."));
}

#[test]
fn a_rate_is_never_shown_as_all_before_it_is() {
    let mut house = House::new();
    house.enter(2, "members_admitted", NOVEMBER, 9_999);
    house.goal("members_admitted", 10_000);
    assert!(house.sentence("admitted").contains("đạt 99,99% chỉ tiêu năm (10.000 đảng viên)"));
}

#[test]
fn one_cell_moves_exactly_the_sentences_that_tell_it() {
    let mut house = House::new();
    for (unit, admitted) in [(2, 40), (3, 60)] {
        house.enter(unit, "members_admitted", NOVEMBER, admitted);
        house.enter(unit, "members_inspected", NOVEMBER, 30);
        house.enter(unit, "members_inspected", LAST_YEAR, 20);
    }
    let report = house.begun();
    assert_eq!(report.moved(&mut house.evidence()).unwrap(), [], "nothing has moved");
    house.enter(2, "members_inspected", NOVEMBER, 5);
    let moved = report.moved(&mut house.evidence()).unwrap();
    let places: BTreeSet<Place> = moved.iter().flat_map(|one| one.places.clone()).collect();
    let told: Vec<String> = places.iter().map(|place| report.text_at(*place)).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("Cấp ủy, ủy ban kiểm tra các cấp kiểm tra"), "{told:?}");
    assert_eq!(told[1], "Một số chỉ tiêu chủ yếu");
    assert!(moved.iter().any(|one| one.before.as_deref() == Some("60") && one.now.as_deref() == Some("35")));
    // 60 was 20 more than 40, 35 is 5 less.
    let again = report.refreshed(&house.outlines, &mut house.evidence()).unwrap();
    assert_eq!(again.moved(&mut house.evidence()).unwrap(), []);
    assert_eq!(again, house.begun());
    assert!(again.text_at(*places.first().unwrap()).contains("giảm 05 đảng viên (12,5%)"));
}

#[test]
fn what_was_missing_and_came_moves_too() {
    let mut house = House::new();
    let report = house.begun();
    house.enter(2, "members", NOVEMBER, 1_234);
    let moved = report.moved(&mut house.evidence()).unwrap();
    assert_eq!(moved.len(), 1);
    assert_eq!((moved[0].before.clone(), moved[0].now.as_deref()), (None, Some("1.234")));
}

#[test]
fn a_report_comes_back_from_json() {
    let mut house = House::new();
    house.enter(2, "members", NOVEMBER, 1_234);
    let report = house.begun();
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
}

#[test]
fn narratives_stand_under_the_heading_that_fits_them_best() {
    let outlines = Outlines::built_in().unwrap();
    let title = |under: &[&str]| {
        let place = outlines.place(Kind::Month, under).unwrap();
        outlines.headings(Kind::Month)[place].title.clone()
    };
    assert!(title(&["I. KẾT QUẢ", "2. Công tác kiểm tra, giám sát"]).starts_with("Công tác kiểm tra"));
    assert!(title(&["Kết quả", "Công tác xây dựng Đảng"]).starts_with("Công tác xây dựng"));
    assert!(title(&["HẠN CHẾ VÀ NGUYÊN NHÂN"]).starts_with("Hạn chế"));
    assert!(title(&["Một việc khác"]).starts_with("Kinh tế - xã hội"));
}

#[test]
fn sentences_end_where_a_capital_follows() {
    let text = "Đã xử lý 1.234 đơn. Tại TP. Hải Minh có 3 vụ. Kiểm tra 12,5% số hồ sơ.";
    assert_eq!(
        sentences(text),
        ["Đã xử lý 1.234 đơn.", "Tại TP. Hải Minh có 3 vụ.", "Kiểm tra 12,5% số hồ sơ."]
    );
    assert_eq!(sentences(" . "), Vec::<&str>::new());
}

fn statement(unit: i64, text: &str) -> Statement {
    Statement { unit: UnitId::new(unit), heading: 0, text: text.to_owned(), address: "I.1".to_owned() }
}

#[test]
fn the_same_is_folded_and_the_new_stands_first() {
    let heap = [
        statement(
            2,
            "Đảng ủy phường An Đức tổ chức tốt việc học tập, quán triệt các nghị quyết của Trung ương.",
        ),
        statement(
            3,
            "Đảng ủy phường An Hà tổ chức tốt việc học tập, quán triệt các nghị quyết của Trung ương.",
        ),
        statement(4, "Khởi công cầu qua sông Cửa Sông, nối hai bờ sau mười năm chờ đợi."),
        statement(5, "Duy trì chế độ trực, tiếp công dân định kỳ theo quy định."),
    ];
    let names = |unit: UnitId| {
        if unit.get() == 2 { "Đảng ủy phường An Đức" } else { "Đảng ủy phường An Hà" }
    };
    let before = ["Duy trì chế độ trực, tiếp công dân định kỳ theo quy định.".to_owned()];
    let groups = groups(&heap, names, &before);
    let said: Vec<Vec<usize>> = groups.iter().map(|group| group.said.clone()).collect();
    assert_eq!(said, [vec![0, 1], vec![2], vec![3]]);
    assert_eq!(groups.iter().map(|group| group.is_new).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(groups[0].units, 2);
}

#[test]
fn figures_in_words_are_held_against_cells() {
    let mut house = House::new();
    house.enter(2, "members_admitted", NOVEMBER, 5);
    house.enter(3, "members_admitted", NOVEMBER, 4);
    let heap = [
        statement(2, "Trong tháng kết nạp được 05 đảng viên; lũy kế kết nạp 41 đảng viên."),
        statement(3, "Kết nạp 6 đảng viên, kiểm tra 3 tổ chức đảng."),
    ];
    let said = said(&heap, &house.outlines, &house.catalogue);
    assert_eq!(said.len(), 3, "{said:?}");
    let wrong = contradictions(&said, &house.cells, NOVEMBER);
    assert_eq!(wrong.len(), 1);
    assert_eq!((wrong[0].said.unit.get(), wrong[0].said.amount.scaled(), wrong[0].cell.scaled()), (3, 6, 4));
    let tallies = tallies(&said, &house.cells, NOVEMBER);
    let admitted = house.catalogue.find("members_admitted").unwrap().id;
    let tally = tallies.iter().find(|tally| tally.indicator == admitted).unwrap();
    assert_eq!((tally.units, tally.sum.to_string(), tally.cells.to_string()), (2, "11".into(), "9".into()));
}

fn aspects() -> impl Strategy<Value = Aspect> {
    prop::sample::select(vec![
        Aspect::Value,
        Aspect::ToDate,
        Aspect::Goal,
        Aspect::Share,
        Aspect::LastYear,
        Aspect::Before,
        Aspect::Change,
        Aspect::Rate,
        Aspect::ChangeBefore,
        Aspect::RateBefore,
    ])
}

proptest! {
    #[test]
    fn a_figure_has_one_text(
        unit in 1_i64..100_000, indicator in 1_i64..100_000, part in prop::option::of("[a-z][a-z0-9_]{0,9}"),
        from in 0_i32..20_000, days in 0_i32..400, aspect in aspects(),
    ) {
        use jiff::ToSpan as _;
        let from = date(1990, 1, 1) + from.days();
        let slice = part.map_or(Slice::Whole, |part| Slice::Part(part.parse().unwrap()));
        let (unit, indicator) = (UnitId::new(unit), domain::IndicatorId::new(indicator));
        let figure = FigureRef { unit, indicator, slice, period: Period::new(from, from + days.days()).unwrap(), aspect };
        prop_assert_eq!(figure.to_string().parse(), Ok(figure.clone()));
        prop_assert!(figure.to_string().len() <= 64);
    }

    /// However a cell changes, what is listed is what a report written anew tells otherwise, and nothing else.
    #[test]
    fn what_moved_is_what_is_told_otherwise(
        before in prop::collection::vec((2_i64..4, 0_usize..4, 0_i64..300), 0..12),
        (unit, code, value) in (2_i64..4, 0_usize..4, 0_i64..300),
    ) {
        const CODES: [&str; 4] = ["members_admitted", "members_inspected", "letters_received", "offences"];
        let mut house = House::new();
        house.goal("members_admitted", 200);
        for (unit, code, value) in before {
            house.enter(unit, CODES[code], NOVEMBER, value);
            house.enter(unit, CODES[code], LAST_YEAR, value / 2);
        }
        let report = house.begun();
        house.enter(unit, CODES[code], NOVEMBER, value);
        let moved = report.moved(&mut house.evidence()).unwrap();
        let places: BTreeSet<Place> = moved.iter().flat_map(|one| one.places.clone()).collect();
        let again = report.clone().refreshed(&house.outlines, &mut house.evidence()).unwrap();
        prop_assert_eq!(again.moved(&mut house.evidence()).unwrap(), []);
        for (section, (was, is)) in report.sections.iter().zip(&again.sections).enumerate() {
            for (passage, (was, is)) in was.passages.iter().zip(&is.passages).enumerate() {
                let place = Place { section, passage: Some(passage) };
                prop_assert_eq!(was != is, places.contains(&place), "{} / {}", was.text(), is.text());
            }
        }
    }

    #[test]
    fn every_statement_is_in_one_group(texts in prop::collection::vec("[a-f]( [a-f]){0,8}", 0..40)) {
        let heap: Vec<Statement> =
            (1..).zip(&texts).map(|(unit, text)| statement(unit, text)).collect();
        let groups = groups(&heap, |_| "", &[]);
        let mut all: Vec<usize> = groups.iter().flat_map(|group| group.said.clone()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..texts.len()).collect::<Vec<_>>());
        // The same words are in the same group.
        for group in &groups {
            for place in &group.said {
                let same = (0..texts.len()).filter(|other| texts[*other] == texts[*place]);
                prop_assert!(same.into_iter().all(|other| group.said.contains(&other)));
            }
        }
    }

    #[test]
    fn any_text_has_sentences(text in ".{0,200}") {
        let all = sentences(&text);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        prop_assert_eq!(all.iter().map(|one| letters(one)).sum::<usize>(), letters(&text));
    }
}

#[test]
fn what_is_typed_keeps_its_figures() {
    let mut house = House::new();
    house.enter(2, "members_admitted", NOVEMBER, 41);
    house.enter(2, "members_admitted", LAST_YEAR, 40);
    let report = house.begun();
    for section in &report.sections {
        for passage in &section.passages {
            assert_eq!(read_typed(&typed(passage), &passage.pieces, |_| None), passage.pieces);
        }
    }
    let passage = report.sections[1].passages.iter().find(|one| one.text().contains("kết nạp 41")).unwrap();
    let typed = typed(passage).replace("Trong kỳ", "Tháng này");
    let pieces = read_typed(&typed, &passage.pieces, |_| None);
    let figures = |pieces: &[Piece]| pieces.iter().filter_map(Piece::figure).count();
    assert_eq!(figures(&pieces), figures(&passage.pieces));
    let find = |code: &str| hole(code, (ROOT, NOVEMBER), &mut house.evidence());
    let bound = read_typed("Kết nạp [[members_admitted]] và [[12]][^theo số liệu].", &[], find);
    assert!(matches!(&bound[1], Piece::Figure { shown, .. } if shown == "41"));
    assert_eq!(bound[3], Piece::words("12"));
    assert_eq!(bound[4], Piece::Note("theo số liệu".to_owned()));
}
