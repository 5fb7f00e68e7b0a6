use super::*;
use proptest::prelude::*;

const AT: Timestamp = Timestamp::UNIX_EPOCH;

fn number(number: u32) -> Number {
    Number::new(number).unwrap()
}

fn by(id: i64) -> AccountId {
    AccountId::new(id)
}

fn document(id: i64) -> DocumentId {
    DocumentId::new(id)
}

#[test]
fn what_was_released_goes_out_first() {
    let mut sequence = Sequence::after(56);
    assert_eq!(sequence.reserve(by(1), AT), Ok(number(57)));
    assert_eq!(sequence.give_next(document(1)), Ok(number(58)));
    assert_eq!(sequence.give(number(57), document(2), by(2), AT), Err(SequenceError::Kept(number(57))));
    sequence.release(number(57), by(2), AT).unwrap();
    assert_eq!(sequence.give_next(document(2)), Ok(number(57)));
    assert_eq!(sequence.gaps().count(), 0);
    assert_eq!(sequence.give_next(document(2)), Err(SequenceError::HasOne(number(57))));
}

#[test]
fn a_number_beyond_the_last_leaves_those_between_open() {
    let mut sequence = Sequence::default();
    sequence.give(number(3), document(1), by(1), AT).unwrap();
    let gaps: Vec<u32> = sequence.gaps().map(|gap| gap.number.get()).collect();
    assert_eq!(gaps, [1, 2]);
    assert_eq!(sequence.next(), Some(number(4)), "a paper may bear the number that was skipped");
    sequence.give(number(1), document(2), by(1), AT).unwrap();
    assert_eq!(sequence.void(number(2), " ", by(1), AT), Err(SequenceError::ReasonNeeded));
    sequence.void(number(2), "không có văn bản", by(1), AT).unwrap();
    assert_eq!(sequence.give(number(2), document(3), by(1), AT), Err(SequenceError::Void(number(2))));
    assert_eq!(sequence.void(number(9), "nhầm", by(1), AT), Err(SequenceError::Free(number(9))));
}

#[test]
fn a_sequence_is_taken_over_from_paper() {
    let mut sequence = Sequence::default();
    sequence.take_over(120).unwrap();
    assert_eq!(sequence.next(), Some(number(121)));
    sequence.take_over(112).unwrap();
    assert_eq!(sequence.give_next(document(1)), Ok(number(113)));
    assert_eq!(sequence.take_over(100), Err(SequenceError::Unexplained(number(101))));
    sequence.give(number(112), document(2), by(1), AT).unwrap();
    assert_eq!(sequence.take_over(111), Ok(()));
    assert_eq!(sequence.take_over(Number::MAX.get() + 1), Err(SequenceError::Full));
    assert_eq!(sequence.next(), Some(number(114)));
}

#[test]
fn a_number_that_is_open_can_be_kept() {
    let mut sequence = Sequence::default();
    sequence.give(number(3), document(1), by(1), AT).unwrap();
    sequence.keep(number(2), by(1), AT).unwrap();
    assert_eq!(sequence.keep(number(2), by(2), AT), Err(SequenceError::Kept(number(2))));
    assert_eq!(sequence.keep(number(3), by(1), AT), Err(SequenceError::Given(number(3))));
    assert_eq!(sequence.keep(number(4), by(1), AT), Err(SequenceError::Free(number(4))));
}

#[test]
fn a_sequence_ends() {
    let mut sequence = Sequence::after(Number::MAX.get());
    assert_eq!(sequence.reserve(by(1), AT), Err(SequenceError::Full));
    assert_eq!(sequence.give_next(document(1)), Err(SequenceError::Full));
}

#[derive(Debug, Clone)]
enum Deed {
    Reserve(i64),
    GiveNext(i64),
    Give(u32, i64, i64),
    Keep(u32, i64),
    Release(u32, i64),
    TakeOver(u32),
    Void(u32, i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (who, which, what) = (|| 1..4_i64, || 1..40_u32, || 1..60_i64);
    prop_oneof![
        who().prop_map(Deed::Reserve),
        what().prop_map(Deed::GiveNext),
        (which(), what(), who()).prop_map(|(number, document, by)| Deed::Give(number, document, by)),
        (which(), who()).prop_map(|(number, by)| Deed::Keep(number, by)),
        (which(), who()).prop_map(|(number, by)| Deed::Release(number, by)),
        which().prop_map(Deed::TakeOver),
        (which(), who()).prop_map(|(number, by)| Deed::Void(number, by)),
    ]
}

proptest! {
    /// Whatever is done, by whomever, in whatever order: numbers are unique, and the sequence explains itself.
    #[test]
    fn each_number_is_given_once_and_each_gap_is_explained(
        before in 0..20_u32,
        deeds in prop::collection::vec(deed(), 0..80),
    ) {
        let mut sequence = Sequence::after(before);
        let mut borne = BTreeMap::new();
        for deed in deeds {
            let was = sequence.clone();
            let done = match deed {
                Deed::Reserve(who) => sequence.reserve(by(who), AT).map(drop),
                Deed::GiveNext(id) => sequence.give_next(document(id)).map(|given| {
                    borne.insert(given, document(id));
                }),
                Deed::Give(n, id, who) => sequence.give(number(n), document(id), by(who), AT).map(|()| {
                    borne.insert(number(n), document(id));
                }),
                Deed::Keep(n, who) => sequence.keep(number(n), by(who), AT),
                Deed::TakeOver(n) => sequence.take_over(n),
                Deed::Release(n, who) => sequence.release(number(n), by(who), AT),
                Deed::Void(n, who) => sequence.void(number(n), "nhầm", by(who), AT).map(|()| {
                    borne.remove(&number(n));
                }),
            };
            if done.is_err() {
                prop_assert_eq!(&sequence, &was, "what is refused changes nothing");
            }
            // Once given, only a reason takes it away.
            for (number, document) in &borne {
                prop_assert_eq!(sequence.slot(*number), Some(&Slot::Given { document: *document }));
            }
            let mut documents: Vec<_> = borne.values().collect();
            documents.sort_unstable();
            documents.dedup();
            prop_assert_eq!(documents.len(), borne.len(), "a document has one number");
            // Every number after those taken over and up to the last has its one answer.
            for n in sequence.given_before() + 1..=sequence.last() {
                prop_assert!(sequence.slot(number(n)).is_some(), "{n} of {}", sequence.last());
            }
        }
        let gaps = sequence.gaps().count();
        prop_assert_eq!(gaps + borne.len(), sequence.slots().count());
    }
}
