use super::deed::Origin;
use super::*;
use crate::ids::{AccountId, UnitId};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

const LEADS: i64 = 4;

fn unit(number: i64) -> UnitId {
    UnitId::new(number)
}

fn at(hours: i64) -> Timestamp {
    "2026-01-05T01:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn event(hours: i64, deed: Deed) -> TaskEvent {
    TaskEvent { at: at(hours), by: AccountId::new(1), post: None, deed }
}

fn terms() -> Terms {
    let part = |number| Part { unit: unit(number), part: None, due: None, done_on: None };
    Terms {
        product: Some("đề án".to_owned()),
        acceptor: Some(unit(1)),
        parts: vec![part(3), part(4)],
        ..Terms::bare(unit(1), unit(2), "Trình đề án".to_owned())
    }
}

fn give(due: Due) -> Deed {
    Deed::Give { origin: Origin::default(), terms: terms(), due }
}

fn begun(due: Due) -> Task {
    Task::begin(&event(0, give(due))).unwrap()
}

fn text() -> String {
    "vì vậy".to_owned()
}

fn submit(evidence: Vec<Evidence>) -> Deed {
    Deed::Submit { note: text(), evidence }
}

fn receive() -> Deed {
    Deed::Receive { responsible: Some(AccountId::new(7)) }
}

fn progress(percent: u8) -> Deed {
    Deed::Progress { percent, note: text(), difficulties: String::new(), proposals: String::new() }
}

fn accept() -> Deed {
    Deed::Accept { note: String::new() }
}

fn day() -> impl Strategy<Value = Date> {
    (0_i32..200).prop_map(|days| date(2026, 1, 1) + days.days())
}

fn due() -> impl Strategy<Value = Due> {
    prop_oneof![
        day().prop_map(Due::Day),
        (day(), 0_i32..40).prop_map(|(from, length)| Due::Period { from, last: from + length.days() }),
        prop::option::of(day()).prop_map(|on| Due::Before { event: "kỳ họp".to_owned(), on }),
        Just(Due::None),
    ]
}

/// Any deed, also one that cannot be done.
fn deed() -> impl Strategy<Value = Deed> {
    let reason = || prop_oneof![4 => Just(text()), 1 => Just("  ".to_owned())];
    let lead = || (1..=LEADS).prop_map(unit);
    let changed = (lead(), lead(), prop::option::of(Just(text()))).prop_map(|(lead, part, said)| {
        let parts = vec![Part { unit: part, part: said.clone(), due: None, done_on: Some(date(2020, 1, 1)) }];
        Deed::Clarify { terms: Terms { lead, answerable: said, parts, ..terms() } }
    });
    let told = prop::sample::select(Told::ALL.to_vec());
    prop_oneof![
        due().prop_map(give),
        changed,
        Just(receive()),
        reason().prop_map(|reason| Deed::Return { reason }),
        (0_u8..120).prop_map(progress),
        lead().prop_map(|unit| Deed::FinishPart { unit, note: String::new() }),
        any::<bool>().prop_map(|with| {
            submit(if with { vec![Evidence::Document(crate::DocumentId::new(1))] } else { Vec::new() })
        }),
        Just(accept()),
        reason().prop_map(|reason| Deed::SendBack { reason }),
        (due(), reason()).prop_map(|(due, reason)| Deed::AskExtension { due, reason }),
        due().prop_map(|due| Deed::GrantExtension { due }),
        reason().prop_map(|reason| Deed::RefuseExtension { reason }),
        (due(), reason()).prop_map(|(due, reason)| Deed::SetDue { due, reason }),
        reason().prop_map(|reason| Deed::Suspend { reason }),
        Just(Deed::Resume),
        (lead(), reason()).prop_map(|(to, reason)| Deed::HandOver { to, reason }),
        reason().prop_map(|reason| Deed::Cancel { reason }),
        (told, Just(text())).prop_map(|(told, text)| Deed::Urge { told, text }),
        reason().prop_map(|text| Deed::AnswerUrge { text }),
    ]
}

/// What happened in the life of a task: only what could.
fn life() -> impl Strategy<Value = Vec<TaskEvent>> {
    (due(), prop::collection::vec((deed(), 1_i64..60), 0..40)).prop_map(|(due, deeds)| {
        let first = event(0, give(due));
        let mut task = Task::begin(&first).unwrap();
        let (mut events, mut hour) = (vec![first], 0);
        for (deed, later) in deeds {
            hour += later;
            let event = event(hour, deed);
            let (before, allowed) = (task.clone(), task.allows(&event));
            match task.apply(&event) {
                Ok(()) => events.push(event),
                // Refused, nothing has changed.
                Err(_) => assert_eq!(task, before),
            }
            assert_eq!(allowed, events.len() as u32 == before.revision + 1);
        }
        events
    })
}

proptest! {
    #[test]
    fn no_path_leaves_a_task_without_a_lead_or_with_two(events in life()) {
        let mut task = Task::begin(&events[0]).unwrap();
        for event in &events[1..] {
            let (before, lead) = (task.stage, task.terms.lead);
            prop_assert!(!before.is_over(), "nothing happens to what is over");
            task.apply(event).unwrap();
            prop_assert!(task.terms.parts.iter().all(|part| part.unit != task.terms.lead));
            // Only handing over gives it another lead.
            let other_lead = task.terms.lead != lead;
            let hands_over = matches!(event.deed, Deed::HandOver { .. });
            prop_assert!(hands_over || !other_lead);
            prop_assert!(!task.dues().is_empty() && task.percent <= 100);
            let accepts = matches!(event.deed, Deed::Accept { .. });
            prop_assert_eq!(task.stage == Stage::Done, accepts);
            prop_assert!(task.stage != Stage::Done || !task.submissions.is_empty());
            prop_assert_eq!(task.over_at.is_some(), task.stage.is_over());
        }
        prop_assert_eq!(task.revision as usize, events.len());
    }

    #[test]
    fn the_task_of_then_is_the_same_fold_up_to_then(events in life(), hour in 0_i64..2_500) {
        let prefix: Vec<TaskEvent> = events.iter().filter(|event| event.at <= at(hour)).cloned().collect();
        let then = Task::as_of(&events, at(hour)).unwrap().unwrap();
        prop_assert_eq!(&then, &Task::fold(&prefix).unwrap().unwrap());
        // Step by step or at once, and through the text in which events are kept.
        let mut steps = Task::begin(&prefix[0]).unwrap();
        prefix[1..].iter().for_each(|event| steps.apply(event).unwrap());
        prop_assert_eq!(&then, &steps);
        let kept = serde_json::to_string(&prefix).unwrap();
        let read: Vec<TaskEvent> = serde_json::from_str(&kept).unwrap();
        prop_assert_eq!(read, prefix);
    }

    #[test]
    fn buckets_are_a_partition_and_statistics_add_up(
        lives in prop::collection::vec(life(), 0..12), today in day(), hour in 0_i64..2_500,
        basis in prop::sample::select(Basis::ALL.to_vec()),
    ) {
        let days = WorkingDays::built_in().unwrap();
        let then: Vec<Task> = lives.iter().filter_map(|events| Task::as_of(events, at(hour)).unwrap()).collect();
        let statistics = Statistics::of(&then, basis, today, &days);
        let counted = then.iter().filter(|task| task.stage != Stage::Cancelled).count() as u64;
        prop_assert_eq!(statistics.total().all(), counted);
        for bucket in Timeliness::ALL {
            let those = then.iter().filter(|task| task.timeliness(basis, today) == Some(bucket)).count();
            prop_assert_eq!(statistics.total().of(bucket), those as u64);
        }
        let done = then.iter().filter(|task| task.stage == Stage::Done).count() as u64;
        prop_assert_eq!(statistics.total().done(), done);
        // What was frozen then is what is computed now as of then.
        let again: Vec<Task> = lives.iter().map(|events| {
            let prefix: Vec<_> = events.iter().filter(|event| event.at <= at(hour)).cloned().collect();
            Task::fold(&prefix).unwrap().unwrap()
        }).collect();
        prop_assert_eq!(Statistics::of(&again, basis, today, &days), statistics);
    }

    #[test]
    fn the_ladder_climbs_once(due_in in 0_i32..30, today in 0_i32..60) {
        let (days, ladder) = (WorkingDays::built_in().unwrap(), Ladder::default());
        let due = date(2026, 1, 20) + due_in.days();
        let mut task = begun(Due::Day(due));
        let on = date(2026, 1, 10) + today.days();
        let hour = i64::from((on - date(2026, 1, 5)).get_days()) * 24;
        match ladder.reached(&task, on, &days) {
            Some(rung) => {
                prop_assert!(ladder.day(&rung, due, &days) <= on);
                task.apply(&event(hour, Deed::Urge { told: rung.told, text: String::new() })).unwrap();
                prop_assert_eq!(ladder.reached(&task, on, &days), None);
            }
            None => prop_assert!(days.add(due, -3) > on),
        }
    }
}

#[test]
fn a_task_goes_from_the_hand_that_gives_to_the_hand_that_accepts() {
    let mut task = begun(Due::Day(date(2026, 1, 20)));
    let missing = |task: &Task| task.clears().missing().collect::<Vec<_>>();
    assert_eq!(missing(&task), [Clear::Who, Clear::Answerable]);
    // Nothing is submitted before it is received, nothing accepted before it is submitted.
    for deed in [submit(Vec::new()), accept(), Deed::Resume, progress(10)] {
        assert_eq!(task.apply(&event(1, deed)), Err(Refusal::Stage(Stage::Given)));
    }
    task.apply(&event(2, receive())).unwrap();
    assert_eq!(missing(&task), [Clear::Answerable]);
    let part = |number, part: &str| Part {
        unit: unit(number),
        part: Some(part.to_owned()),
        due: None,
        done_on: None,
    };
    let clear = Terms {
        answerable: Some("chịu trách nhiệm về nội dung".to_owned()),
        parts: vec![part(3, "góp ý"), part(4, "bố trí kinh phí")],
        responsible: task.terms.responsible,
        ..terms()
    };
    task.apply(&event(3, Deed::Clarify { terms: clear })).unwrap();
    assert!(task.clears().is_whole());
    task.apply(&event(4, progress(60))).unwrap();
    task.apply(&event(5, Deed::FinishPart { unit: unit(3), note: text() })).unwrap();
    let again = Deed::FinishPart { unit: unit(3), note: text() };
    assert_eq!(task.apply(&event(5, again)), Err(Refusal::Part));
    // Too late by the first deadline, in time by the one that was granted.
    let asked = Deed::AskExtension { due: Due::Day(date(2026, 1, 30)), reason: text() };
    task.apply(&event(6, asked.clone())).unwrap();
    assert_eq!(task.apply(&event(6, asked)), Err(Refusal::Extension));
    let earlier = Deed::GrantExtension { due: Due::Day(date(2026, 1, 20)) };
    assert_eq!(task.apply(&event(7, earlier)), Err(Refusal::Earlier));
    task.apply(&event(8, Deed::GrantExtension { due: Due::Day(date(2026, 1, 28)) })).unwrap();
    task.apply(&event(9, submit(Vec::new()))).unwrap();
    task.apply(&event(10, Deed::SendBack { reason: text() })).unwrap();
    task.apply(&event(24 * 19, submit(vec![Evidence::Document(crate::DocumentId::new(5))]))).unwrap();
    task.apply(&event(24 * 60, accept())).unwrap();
    let (today, days) = (date(2026, 6, 1), WorkingDays::built_in().unwrap());
    assert_eq!(task.submitted_on(), Some(date(2026, 1, 24)));
    assert_eq!(task.timeliness(Basis::InForce, today), Some(Timeliness::DoneInTime));
    assert_eq!(task.timeliness(Basis::First, today), Some(Timeliness::DoneLate));
    // Saturday 24 January: Wednesday, Thursday and Friday lie between.
    let first = Statistics::of([&task], Basis::First, today, &days).total();
    assert_eq!(
        (first.delay, first.mean_delay_tenths(), first.without_evidence, first.extensions),
        (3, Some(30), 0, 1)
    );
    assert_eq!(task.apply(&event(24 * 61, progress(1))), Err(Refusal::Stage(Stage::Done)));
}

#[test]
fn what_is_given_back_goes_to_another_lead() {
    let mut task = begun(Due::None);
    let empty = Deed::Return { reason: " ".to_owned() };
    assert_eq!(task.apply(&event(1, empty)), Err(Refusal::Text { field: "reason", key: "field-needed" }));
    task.apply(&event(1, Deed::Return { reason: text() })).unwrap();
    task.apply(&event(2, Deed::HandOver { to: unit(3), reason: text() })).unwrap();
    assert_eq!((task.stage, task.terms.lead, task.terms.parts.len()), (Stage::Given, unit(3), 1));
    task.apply(&event(3, Deed::Suspend { reason: text() })).unwrap();
    assert_eq!(task.timeliness(Basis::InForce, date(2030, 1, 1)), Some(Timeliness::OpenInTime));
    task.apply(&event(4, Deed::Resume)).unwrap();
    assert_eq!(task.stage, Stage::Given);
    task.apply(&event(5, Deed::Cancel { reason: text() })).unwrap();
    assert_eq!(task.timeliness(Basis::InForce, date(2030, 1, 1)), None);
}
