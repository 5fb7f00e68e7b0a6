use super::*;
use crate::ids::UnitId;
use crate::roll_up::CellKey;
use std::collections::{BTreeMap, BTreeSet};

const DAY: jiff::civil::Date = date(2025, 7, 1);

fn cells() -> BTreeSet<CellKey> {
    form().cells(UnitId::new(2), JUNE).collect()
}

fn reasons(of: usize, text: &str) -> BTreeMap<CellKey, String> {
    cells().into_iter().take(of).map(|key| (key, text.to_owned())).collect()
}

#[test]
fn up_back_with_reasons_and_up_again() {
    let draft = Submission::default();
    let known = Submitting::default();
    let up = draft.submit(DAY, &known).unwrap();
    assert_eq!((up.state, up.is_open()), (State::Submitted, false));
    assert_eq!(up.give_back(BTreeMap::new(), &cells()).unwrap_err().key(), "submission-no-reason");
    assert_eq!(up.give_back(reasons(1, " "), &cells()).unwrap_err().key(), "submission-no-reason");
    assert_eq!(up.give_back(reasons(1, "a"), &BTreeSet::new()).unwrap_err().key(), "submission-not-asked");
    let back = up.give_back(reasons(2, "Chưa khớp với báo cáo tài chính"), &cells()).unwrap();
    assert_eq!((back.state, back.reasons.len(), back.is_open()), (State::Returned, 2, true));
    let later = date(2025, 7, 9);
    let answered: BTreeSet<CellKey> = cells().into_iter().take(1).collect();
    let half = Submitting { answered, ..Submitting::default() };
    let Err(Refused::Unanswered(left)) = back.submit(later, &half) else { panic!("one has no answer") };
    assert_eq!(left.len(), 1);
    let all = Submitting { answered: cells(), ..Submitting::default() };
    let up = back.submit(later, &all).unwrap();
    // The first day counts.
    assert_eq!((up.first_submitted, up.reasons.is_empty()), (Some(DAY), true));
    let done = up.approve().unwrap();
    assert_eq!(done.submit(later, &all), Err(Refused::NotNow(State::Approved)));
    assert_eq!(done.approve(), Err(Refused::NotNow(State::Approved)));
    assert_eq!(done.reopen(reasons(1, "Số liệu đến muộn"), &cells()).unwrap().state, State::Returned);
    assert_eq!(up.reopen(reasons(1, "a"), &cells()), Err(Refused::NotNow(State::Submitted)));
    assert_eq!(draft.approve(), Err(Refused::NotNow(State::Draft)));
}

#[test]
fn nothing_goes_up_that_is_wrong() {
    let refused = |known: Submitting| Submission::default().submit(DAY, &known).unwrap_err().key();
    let nothing = Submitting::default;
    assert_eq!(
        refused(Submitting { lacking: cells().into_iter().collect(), ..nothing() }),
        "submission-lacking"
    );
    assert_eq!(refused(Submitting { broken: vec!["a".into()], ..nothing() }), "submission-broken");
    assert_eq!(refused(Submitting { unexplained: vec!["a".into()], ..nothing() }), "submission-unexplained");
}

#[test]
fn a_state_has_one_code() {
    for state in State::ALL {
        assert_eq!(State::parse(state.code()), Some(state));
        assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.code()));
    }
    assert_eq!(State::parse("lost"), None);
}
