//! Figures on both engines: asked, entered, handed up, back and up again, approved; totals that move at once.

use super::{NO_MAIL, keys};
use crate::house::{House, on_both};
use app::figures::{EnterError, Typed, Written};
use app::people::{NewPerson, NewPost};
use app::rights::{FiguresApprove, FiguresDefine, FiguresEnter, FiguresRead, PeopleChange, UnitsChange};
use app::units::Request;
use app::{AppError, Person};
use domain::collection::{Severity, State};
use domain::indicators::{AmountError, Exact, Goal, Reading, Slice};
use domain::periods::Period;
use domain::roll_up::{Series, Tree};
use domain::units::{Change, KindCode, NewUnit, Order};
use domain::{CampaignId, IndicatorId, UnitId};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::TextKind;

async fn person(house: &House, name: &str, role: &str, unit: UnitId) -> Person {
    let by = house.administrator().await;
    let post = NewPost::held(unit, role, role, date(2026, 1, 1));
    let new = NewPerson {
        sign_in: name.parse().unwrap(),
        display_name: format!("Người {name}"),
        email: None,
        post,
    };
    by.permit::<PeopleChange>().unwrap().add(&new).await.unwrap();
    house.app.at_console(&name.parse().unwrap()).await.unwrap()
}

async fn ward(house: &House, name: &str) -> UnitId {
    let by = house.administrator().await;
    let root = by.forest().roots().next().unwrap().unit.id;
    let new = NewUnit {
        unit: UnitId::new(-1),
        kind: KindCode::new("ward_committee"),
        name: name.to_owned(),
        short_name: None,
        parent: Some(root),
        position: None,
    };
    let request = Request {
        date: date(2025, 7, 1),
        change: Change::Create(new),
        ordered_by: order("01-QĐ/TU"),
        revision: by.organisation.revision(),
    };
    by.permit::<UnitsChange>().unwrap().enter(&request).await.unwrap();
    let by = house.administrator().await;
    by.forest().children(root).find(|node| node.unit.name == name).unwrap().unit.id
}

fn order(symbol: &str) -> Order {
    Order {
        symbol: symbol.to_owned(),
        date: date(2025, 12, 20),
        issuer: "Thành ủy Hải Minh".to_owned(),
        subject: None,
    }
}

/// A city with two wards, the ready set, and an open round of the monthly economic form, by calendar months.
struct City {
    root: UnitId,
    wards: [UnitId; 2],
    above: Person,
    below: Person,
    round: CampaignId,
    period: Period,
    figures: Vec<Series>,
}

async fn city(house: &House, form: &str) -> City {
    let wards = [ward(house, "Đảng ủy phường An Đức").await, ward(house, "Đảng ủy phường Cát Khê").await];
    let root = house.administrator().await.forest().roots().next().unwrap().unit.id;
    let above = person(house, "tonghop", "synthesiser", root).await;
    let below = person(house, "daumoi", "focal_point", wards[0]).await;
    let define = above.permit::<FiguresDefine>().unwrap();
    let (indicators, forms) = define.take_ready_set().await.unwrap();
    assert!(indicators >= 60 && forms == 4);
    assert_eq!(define.take_ready_set().await.unwrap(), (0, 0), "nothing doubles");
    let read = above.permit::<FiguresRead>().unwrap();
    let definitions = read.definitions().await.unwrap();
    let form = definitions.forms.iter().find(|one| one.code.to_string() == form).unwrap();
    let round = define.open_round(form.id, above.today, &BTreeSet::from(wards)).await.unwrap();
    let again = define.open_round(form.id, above.today, &BTreeSet::from(wards)).await.unwrap_err();
    assert_eq!(keys(again), ["indicators-round-there"]);
    let period = read.monitor(round).await.unwrap().row.period;
    let figures = form.figures(period).map(|(series, _)| series).collect();
    City { root, wards, above, below, round, period, figures }
}

fn typed(series: &Series, text: &str) -> Typed {
    Typed { series: series.clone(), text: text.to_owned(), remark: String::new() }
}

fn whole(id: IndicatorId, period: Period) -> Series {
    Series { indicator: id, slice: Slice::Whole, period }
}

#[test]
fn a_sheet_goes_up_back_and_up_again() {
    on_both(NO_MAIL, |house| async move {
        let City { root, wards, above, below, round, period, figures } = city(&house, "city_economy").await;
        let enter = below.permit::<FiguresEnter>().unwrap();
        let place = (round, wards[0]);
        // Nobody enters for somebody else, and what one may not see is not there.
        let other = enter.enter((round, wards[1]), 0, &[typed(&figures[1], "5")], &[]).await;
        assert!(matches!(other, Err(EnterError::App(AppError::NotFound { .. }))));
        // What is no amount is told cell by cell, and nothing is kept.
        let wrong = [typed(&figures[1], "1.234,5"), typed(&figures[2], "12.5")];
        let told = enter.enter(place, 0, &wrong, &[]).await;
        let Err(EnterError::Cells(faults)) = told else { panic!("{told:?}") };
        assert_eq!(faults, [(figures[2].clone(), AmountError::Groups)]);
        let read = below.permit::<FiguresRead>().unwrap();
        assert_eq!(read.sheet(round, wards[0]).await.unwrap().entered, 0);

        let early = enter.submit(round, wards[0]).await.unwrap_err();
        assert_eq!(keys(early), ["submission-lacking"]);
        let all: Vec<Typed> = figures
            .iter()
            .enumerate()
            .map(|(place, series)| typed(series, if place == 0 { "x" } else { "10" }))
            .collect();
        assert_eq!(enter.enter(place, 0, &all, &[]).await.unwrap(), all.len());
        let again = enter.enter(place, 1_000, &all, &[]).await.unwrap();
        assert_eq!(again, 0, "what stands there is not entered again");
        // Who has not seen what another entered overwrites nothing.
        let stale = enter.enter(place, 0, &[typed(&figures[1], "11")], &[]).await;
        assert!(matches!(stale, Err(EnterError::App(AppError::Changed))));
        enter.submit(round, wards[0]).await.unwrap();
        let closed = enter.enter(place, 1_000, &[typed(&figures[1], "11")], &[]).await;
        assert!(matches!(closed, Err(EnterError::App(AppError::Refused { .. }))));

        // The city sees it at once.
        let over = above.permit::<FiguresRead>().unwrap();
        let total = async || {
            let view = over.indicator(figures[1].indicator, root, period, Tree::AsItWas).await.unwrap();
            view.figure.now
        };
        assert_eq!(total().await, Reading::Value(Exact::from(10)));

        let judge = above.permit::<FiguresApprove>().unwrap();
        assert_eq!(keys(judge.give_back(round, wards[0], &[]).await.unwrap_err()), ["submission-no-reason"]);
        let why = [(figures[1].clone(), "Chưa tính dự án mới.".to_owned())];
        judge.give_back(round, wards[0], &why).await.unwrap();
        let sheet = read.sheet(round, wards[0]).await.unwrap();
        assert_eq!((sheet.submission.state, sheet.may_enter), (State::Returned, true));
        assert_eq!(sheet.rows.iter().filter(|row| row.reason.is_some()).count(), 1);
        let silent = enter.submit(round, wards[0]).await.unwrap_err();
        assert_eq!(keys(silent), ["submission-unanswered"]);
        enter.enter(place, sheet.entered, &[typed(&figures[1], "12,5")], &[]).await.unwrap();
        enter.submit(round, wards[0]).await.unwrap();
        judge.approve(round, wards[0]).await.unwrap();
        assert_eq!(
            total().await,
            Exact::from(25).over(&Exact::from(2)).map_or(Reading::Missing, Reading::Value)
        );
        let sheet = over.sheet(round, wards[0]).await.unwrap();
        assert!(sheet.approval.is_some() && sheet.rows.iter().all(|row| !row.is_changed));

        // A correction from elsewhere opens exactly its cell, visibly.
        let define = above.permit::<FiguresDefine>().unwrap();
        let late =
            domain::indicators::Amount::parse("13", domain::indicators::Decimals::new(1).unwrap()).unwrap();
        define.take_over(vec![(wards[0], figures[1].clone(), Reading::Value(late))]).await.unwrap();
        let sheet = over.sheet(round, wards[0]).await.unwrap();
        let changed: Vec<&Series> =
            sheet.rows.iter().filter(|row| row.is_changed).map(|row| &row.series).collect();
        assert_eq!(changed, [&figures[1]]);
        assert_eq!(total().await, Reading::Value(Exact::from(13)));

        let monitor = over.monitor(round).await.unwrap();
        let states: Vec<State> = monitor.units.iter().map(|unit| unit.row.state).collect();
        assert_eq!(states, [State::Approved, State::Draft]);
        assert_eq!(read.monitor(round).await.unwrap().units.len(), 1, "a ward sees itself alone");
        assert!(matches!(read.sheet(round, wards[1]).await.unwrap_err(), AppError::NotFound { .. }));
    });
}

#[test]
fn what_does_not_fit_is_mended_or_explained() {
    on_both(NO_MAIL, |house| async move {
        let City { wards, above, below, round, period, figures, .. } = city(&house, "month").await;
        let enter = below.permit::<FiguresEnter>().unwrap();
        let read = below.permit::<FiguresRead>().unwrap();
        let definitions = read.definitions().await.unwrap();
        let of = |code: &str| whole(definitions.catalogue.find(code).unwrap().id, period);
        let all: Vec<Typed> = figures.iter().map(|series| typed(series, "0")).collect();
        enter.enter((round, wards[0]), 0, &all, &[]).await.unwrap();
        let wrong = [typed(&of("documents_issued_digitally"), "3"), typed(&of("letters_settled"), "2")];
        enter.enter((round, wards[0]), 1_000, &wrong, &[]).await.unwrap();
        let sheet = read.sheet(round, wards[0]).await.unwrap();
        let broken: Vec<(&str, Severity)> =
            sheet.broken.iter().map(|one| (one.code.as_str(), one.severity)).collect();
        assert_eq!(broken, [("documents_signed", Severity::Hard), ("letters_settled", Severity::Explain)]);
        assert_eq!(sheet.broken[0].message.0, "Văn bản ký số (3) nhiều hơn văn bản ban hành (0).");
        assert_eq!(keys(enter.submit(round, wards[0]).await.unwrap_err()), ["submission-broken"]);
        enter.enter((round, wards[0]), 1_000, &[typed(&of("documents_issued"), "4")], &[]).await.unwrap();
        assert_eq!(keys(enter.submit(round, wards[0]).await.unwrap_err()), ["submission-unexplained"]);
        let said = |kind, code: &str, body: &str| Written { kind, code: code.into(), body: body.into() };
        let words = [
            said(TextKind::Explanation, "letters_settled", "Gồm 2 đơn của kỳ trước."),
            said(TextKind::Narrative, "results", "Hoàn thành các nhiệm vụ của tháng."),
            said(TextKind::Narrative, "elsewhere", "không có mục này"),
        ];
        assert_eq!(enter.enter((round, wards[0]), 1_000, &[], &words).await.unwrap(), 2);
        enter.submit(round, wards[0]).await.unwrap();

        // A goal, measured against the year so far.
        let define = above.permit::<FiguresDefine>().unwrap();
        let indicator = definitions.catalogue.find("documents_issued").unwrap();
        let calendar = definitions.calendars.of(period).unwrap();
        let year = definitions.calendars.year_of(calendar, period).unwrap();
        let goal = |number: &str| {
            Goal::AtLeast(domain::indicators::Amount::parse(number, indicator.decimals).unwrap())
        };
        define.set_goal((indicator.id, wards[0]), year, goal("16"), order("05-NQ/TU")).await.unwrap();
        let twice = define.set_goal((indicator.id, wards[0]), year, goal("17"), order("06-NQ/TU")).await;
        assert_eq!(keys(twice.unwrap_err()), ["target-order"]);
        let over = above.permit::<FiguresRead>().unwrap();
        let overview = over.overview(wards[0], &[indicator.id], period, Tree::AsItWas).await.unwrap();
        let reached = overview.figures[0].target.as_ref().unwrap();
        assert_eq!(reached.progress.percent, Some(Exact::from(25)));
    });
}

/// Which ward, which figure, what: nothing, that it does not apply, or an amount.
type Said = (usize, usize, Option<Option<i32>>);

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    /// What is entered is in the city's total at once, and that is what all cells come to when they are added up anew.
    #[test]
    fn totals_move_at_once(said in proptest::collection::vec(
        proptest::collection::vec((0..2_usize, 1..6_usize, proptest::option::of(proptest::option::of(any::<i32>()))), 1..6), 1..4)) {
        on_both(NO_MAIL, |house| {
            let said: Vec<Vec<Said>> = said.clone();
            async move {
                let City { root, wards, above, period, figures, .. } = city(&house, "city_economy").await;
                let define = above.permit::<FiguresDefine>().unwrap();
                let read = above.permit::<FiguresRead>().unwrap();
                let definitions = read.definitions().await.unwrap();
                let mut stands = std::collections::BTreeMap::new();
                for step in said {
                    let entries = step.iter().map(|&(ward, which, what)| {
                        let indicator = definitions.catalogue.get(figures[which].indicator).unwrap();
                        let amount = |n: i32| domain::indicators::Amount::new(i64::from(n), indicator.decimals);
                        let reading = what.map_or(Reading::Missing, |w| w.map_or(Reading::NotApplicable, |n| Reading::Value(amount(n))));
                        stands.insert((which, ward), reading);
                        (wards[ward], figures[which].clone(), reading)
                    }).collect();
                    define.take_over(entries).await.unwrap();
                    for (which, series) in figures.iter().enumerate().skip(1) {
                        let id = series.indicator;
                        let sum = (0..2).filter_map(|ward| stands.get(&(which, ward))?.value()).map(|a| a.exact()).reduce(|a, b| a + b);
                        let kept = read.indicator(id, root, period, Tree::AsItWas).await.unwrap().figure.now;
                        let anew = read.indicator(id, root, period, Tree::On(above.today)).await.unwrap().figure.now;
                        assert_eq!(kept.clone().value(), sum);
                        assert_eq!(kept, anew);
                    }
                }
                let mut moment = house.app.database().read().await.unwrap();
                assert_eq!(moment.cell_totals_differ(above.organisation.history()).await.unwrap(), 0);
            }
        });
    }
}
