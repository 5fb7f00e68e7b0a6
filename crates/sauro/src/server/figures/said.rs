//! What an invented ward reports for a month: numbers that fit together, with seasons and a slow growth.

use app::figures::Definitions;
use domain::collection::Form;
use domain::indicators::{Amount, Slice};
use domain::periods::Period;
use domain::roll_up::Series;

/// A number between nought and `below`, the same for the same place, month and salt.
const fn some(place: i64, month: i64, salt: i64, below: i64) -> i64 {
    let mixed = (place + 3) * 7_919 + (month + 11) * 104_729 + salt * 1_299_709;
    (mixed ^ (mixed >> 7)).rem_euclid(below)
}

/// A size that grows slowly and is larger in some months than in others.
fn about(place: i64, month: i64, salt: i64, size: i64) -> i64 {
    let season = [90, 85, 95, 100, 104, 108, 112, 106, 102, 100, 98, 100];
    let season = usize::try_from(month.rem_euclid(12)).ok().and_then(|month| season.get(month)).copied();
    let season = season.unwrap_or(100);
    let of_ward = size * (70 + (place * 13 + salt * 7).rem_euclid(60)) / 100;
    let grown = of_ward * (100 + month / 2) / 100 * season / 100;
    grown + some(place, month, salt, of_ward / 10 + 1)
}

const fn admitted(place: i64, month: i64) -> i64 {
    1 + some(place, month, 1, 6)
}

const fn arrived(place: i64, month: i64) -> i64 {
    some(place, month, 2, 3)
}

const fn departed(place: i64, month: i64) -> i64 {
    some(place, month, 3, 3)
}

const fn deceased(place: i64, month: i64) -> i64 {
    some(place, month, 4, 2)
}

/// Members at the end of a month: those of the first, and all that came and went since.
fn members(place: i64, month: i64) -> i64 {
    let moved = |m| admitted(place, m) + arrived(place, m) - departed(place, m) - deceased(place, m);
    820 + place * 37 + (1..=month).map(moved).sum::<i64>()
}

/// What a ward says of one figure, of the smallest part; nothing where it says nothing.
fn said(code: &str, part: &str, place: i64, month: i64) -> Option<i64> {
    let about = |salt, size| about(place, month, salt, size);
    let some = |salt, below| some(place, month, salt, below);
    let (letters, admitted) = (about(30, 24), admitted(place, month));
    let revenue = (about(40, 1_900), about(41, 350), about(42, 120));
    Some(match (code, part) {
        ("grassroots_organisations", _) => 18 + place,
        ("cells", _) => 24 + place * 2,
        ("members", "") => members(place, month),
        ("members", "women") => members(place, month) * 2 / 5,
        ("members", "men") => members(place, month) - members(place, month) * 2 / 5,
        ("probationary_members", _) => 20 + some(5, 12),
        ("members_admitted", "") => admitted,
        ("members_admitted", "women" | "young") => admitted / 2,
        ("members_admitted", "men") => admitted - admitted / 2,
        ("members_admitted" | "members_struck_off", _)
        | ("organisations_disciplined" | "members_disciplined", "") => 0,
        ("members_made_official", _) => some(6, 5),
        ("members_arrived", _) => arrived(place, month),
        ("members_departed", _) => departed(place, month),
        ("members_deceased", _) => deceased(place, month),
        ("badges_awarded", _) => some(7, 9),
        ("prospects_trained", _) => 4 + some(8, 9),
        ("members_attendance", _) => 930 + some(9, 50),
        ("organisations_inspected" | "organisations_supervised", _) => some(10, 3),
        ("members_inspected" | "members_supervised", _) => some(11, 5),
        ("inspections_planned", _) => 14,
        ("inspections_done", _) => 1,
        ("documents_received", _) => about(20, 240),
        ("documents_handled_in_time", _) => about(20, 240) * (90 + some(21, 10)) / 100,
        ("documents_issued", _) => about(22, 90),
        ("documents_issued_digitally", _) => about(22, 90) * (92 + some(23, 8)) / 100,
        ("tasks_assigned", _) => about(24, 18),
        ("tasks_done_in_time", _) => about(24, 18) * (80 + some(25, 20)) / 100,
        ("tasks_done_late", _) => some(26, 3),
        ("tasks_overdue", _) => some(27, 4),
        ("dialogues_held", _) => i64::from(some(28, 3) == 0),
        ("receptions", _) => about(29, 12),
        ("letters_received", "") => letters,
        ("letters_received", "complaint") => letters / 5,
        ("letters_received", "denunciation") => letters / 10,
        ("letters_received", "recommendation") => letters - letters / 5 - letters / 10,
        ("letters_in_competence", _) => letters * 3 / 5,
        ("letters_settled", _) => letters * 3 / 5 * (85 + some(31, 15)) / 100,
        ("procedures_files", _) => about(32, 700),
        ("procedures_online", _) => about(32, 700) * (60 + some(33, 30)) / 100,
        ("training_classes", _) => 1 + some(34, 3),
        ("training_participants", _) => about(35, 180),
        ("budget_revenue", "") => revenue.0 + revenue.1 + revenue.2,
        ("budget_revenue", "domestic") => revenue.0,
        ("budget_revenue", "customs") => revenue.1,
        ("budget_revenue", "other_revenue") => revenue.2,
        ("budget_expenditure", _) => about(43, 1_200),
        ("public_investment_plan", _) => 21_000,
        ("public_investment_disbursed", _) => about(44, 700),
        ("enterprises_founded", _) => 2 + some(45, 7),
        ("enterprises_closed", _) => some(46, 4),
        ("visitors", _) => about(47, 2_600),
        ("jobs_created", _) => about(48, 60),
        ("offences", _) => 2 + some(50, 4),
        ("offences_solved", _) => 1 + some(51, 2),
        ("traffic_accidents", _) => some(52, 4),
        ("traffic_deaths", _) => i64::from(some(53, 6) == 0),
        ("policy_families_supported", _) => about(54, 40),
        _ => return None,
    })
}

/// The figures that a ward reports, as far as it says anything.
pub(crate) fn figures(
    definitions: &Definitions,
    form: &Form,
    (place, month): (i64, i64),
    period: Period,
) -> Vec<(Series, Amount)> {
    let of = |(series, _): (Series, bool)| {
        let indicator = definitions.catalogue.get(series.indicator)?;
        let part = match &series.slice {
            Slice::Whole => "",
            Slice::Part(item) => item.as_str(),
        };
        let scaled = said(indicator.code.as_str(), part, place, month)?;
        Some((series, Amount::new(scaled, indicator.decimals)))
    };
    form.figures(period).filter_map(of).collect()
}
