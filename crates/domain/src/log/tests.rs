use super::*;
use crate::ids::{AccountId, PostId};
use jiff::Timestamp;
use proptest::option::of;
use proptest::prelude::*;
use serde_json::json;

fn entry() -> Entry {
    Entry {
        at: "2025-11-03T01:02:03.456789Z".parse().unwrap(),
        actor: Actor::Account(AccountId::new(7)),
        post: Some(PostId::new(12)),
        verb: "units.rename".into(),
        object: Object { kind: "unit".into(), id: Some(118) },
        before: Some(Json::of(&json!({"name": "Đảng ủy xã Bình Minh"})).unwrap()),
        after: Some(Json::of(&json!({"name": "Đảng ủy phường Bình Minh"})).unwrap()),
        from: Some("10.0.0.7".into()),
        request: Some("01JBZ".into()),
    }
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let actor =
        prop_oneof![Just(Actor::System), any::<i64>().prop_map(|n| Actor::Account(AccountId::new(n)))];
    let json = || of("\\PC{0,8}".prop_map(Json::stored));
    let at = (0..4_000_000_000_000_000_i64).prop_map(|at| Timestamp::from_microsecond(at).unwrap());
    let object = ("[a-z]{1,4}", of(any::<i64>())).prop_map(|(kind, id)| Object { kind, id });
    let post = of(any::<i64>().prop_map(PostId::new));
    (at, actor, post, "[a-z.]{1,4}", object, json(), json(), of("[0-9.]{0,4}"), of("[a-z]{0,4}")).prop_map(
        |(at, actor, post, verb, object, before, after, from, request)| Entry {
            at,
            actor,
            post,
            verb,
            object,
            before,
            after,
            from,
            request,
        },
    )
}

fn chain(entries: &[Entry]) -> Vec<(Entry, Hash)> {
    let mut head = Head::EMPTY;
    let bind = |entry: &Entry| {
        head = head.append(entry);
        (entry.clone(), head.hash)
    };
    entries.iter().map(bind).collect()
}

fn check(chain: &[(Entry, Hash)]) -> Result<Head, Fault<()>> {
    verify(Head::EMPTY, chain.iter().cloned().map(Ok))
}

/// The same text with one bit of one byte changed, where that still is a text.
fn bent(text: &str, at: usize, bit: u8) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    *bytes.get_mut(at)? ^= 1 << (bit % 8);
    String::from_utf8(bytes).ok()
}

/// Every entry that differs from `entry` in one bit of one field, or in whether a field is there.
fn all_bent(entry: &Entry) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Entry)| {
        let mut changed = entry.clone();
        change(&mut changed);
        all.push(changed);
    };
    for bit in 0..64 {
        let flip = |number: i64| number ^ (1 << bit);
        if let Ok(at) = Timestamp::from_microsecond(flip(entry.at.as_microsecond())) {
            with(&|entry| entry.at = at);
        }
        if let Actor::Account(account) = entry.actor {
            with(&|entry| entry.actor = Actor::Account(AccountId::new(flip(account.get()))));
        }
        with(&|entry| entry.post = entry.post.map(|post| PostId::new(flip(post.get()))));
        with(&|entry| entry.object.id = entry.object.id.map(flip));
    }
    with(&|entry| entry.actor = Actor::System);
    with(&|entry| entry.post = None);
    with(&|entry| entry.object.id = None);
    type Texts = [fn(&mut Entry) -> Option<&mut String>; 4];
    let texts: Texts =
        [|e| Some(&mut e.verb), |e| Some(&mut e.object.kind), |e| e.from.as_mut(), |e| e.request.as_mut()];
    for text in texts {
        for (at, bit) in (0..64).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            with(&|entry| {
                if let Some(text) = text(entry)
                    && let Some(bent) = bent(text, at, bit)
                {
                    *text = bent;
                }
            });
        }
    }
    for (at, bit) in (0..64).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let bend = |json: &mut Option<Json>| {
            if let Some(bent) = json.as_ref().and_then(|json| bent(json.as_str(), at, bit)) {
                *json = Some(Json::stored(bent));
            }
        };
        with(&|entry| bend(&mut entry.before));
        with(&|entry| bend(&mut entry.after));
    }
    with(&|entry| entry.before = None);
    with(&|entry| entry.after = None);
    with(&|entry| entry.from = None);
    with(&|entry| entry.request = None);
    all.retain(|changed| changed != entry);
    all
}

#[test]
fn any_changed_bit_of_any_field_is_found() {
    let whole = chain(&vec![entry(); 4]);
    let all = all_bent(&entry());
    assert!(all.len() > 900, "{}", all.len());
    for changed in all {
        let mut chain = whole.clone();
        chain[1].0 = changed;
        assert!(matches!(check(&chain), Err(Fault::Broken(Broken { index: 1, .. }))), "{:?}", chain[1].0);
        // Whoever also mends the hash of the entry is found at the next.
        chain[1].1 = hash(chain[0].1, &chain[1].0);
        assert!(matches!(check(&chain), Err(Fault::Broken(Broken { index: 2, .. }))));
    }
    for bit in 0..256 {
        let mut chain = whole.clone();
        let mut bytes = *chain[3].1.bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        chain[3].1 = Hash::new(bytes);
        assert!(matches!(check(&chain), Err(Fault::Broken(Broken { index: 3, .. }))));
    }
}

#[test]
fn an_entry_out_of_place_is_found() {
    let entries: Vec<Entry> = (0..4).map(|n| Entry { verb: format!("v{n}"), ..entry() }).collect();
    let whole = chain(&entries);
    let head = check(&whole).unwrap();
    assert_eq!(head, Head { count: 4, hash: whole[3].1 });
    for place in 0..3 {
        let mut gone = whole.clone();
        gone.remove(place);
        assert!(matches!(check(&gone), Err(Fault::Broken(Broken { index, .. })) if index == place as u64));
        let mut swapped = whole.clone();
        swapped.swap(place, place + 1);
        assert!(matches!(check(&swapped), Err(Fault::Broken(Broken { index, .. })) if index == place as u64));
    }
    // A log that lost its end is whole in itself; the head that was written down shows it.
    assert_ne!(check(&whole[..3]).unwrap(), head);
    let later: Result<_, Fault<()>> = verify(check(&whole[..2]).unwrap(), whole[2..].iter().cloned().map(Ok));
    assert_eq!(later.unwrap(), head);
    assert_eq!(verify(Head::EMPTY, [Err("disk")]), Err(Fault::Unread("disk")));
}

/// A fixed value, computed by another program from the description: whoever changes the form of the bytes breaks every log that there is.
#[test]
fn the_form_is_fixed() {
    let entry = Entry { post: None, before: None, after: None, request: None, ..entry() };
    let bytes = entry.canonical();
    assert_eq!(bytes[..18], [1, 1, 0, 0, 0, 0, 0, 0, 0, 8, 0, 6, 0x42, 0xa6, 0x43, 0x6c, 0x91, 0x15]);
    assert_eq!(
        hash(Hash::GENESIS, &entry).to_string(),
        "76a936c4c7b0046c0cc577cfea6ff7126d04de6b5ad2be6ffac311c995c32879"
    );
}

#[test]
fn a_hash_reads_back() {
    let hash = hash(Hash::GENESIS, &entry());
    let text = hash.to_string();
    assert_eq!(text.parse(), Ok(hash));
    assert_eq!(serde_json::from_str::<Hash>(&format!("\"{text}\"")).unwrap(), hash);
    for wrong in ["", &text[1..], &text.to_uppercase(), &format!("{text}0"), &text.replace(&text[..1], "g")] {
        assert_eq!(wrong.parse::<Hash>(), Err(NotAHash), "{wrong}");
    }
}

proptest! {
    #[test]
    fn two_entries_never_have_the_same_bytes(a in any_entry(), b in any_entry()) {
        prop_assert_eq!(a.canonical() == b.canonical(), a == b);
    }

    #[test]
    fn a_chain_is_whole(entries in proptest::collection::vec(any_entry(), 0..20)) {
        prop_assert_eq!(check(&chain(&entries)).map(|head| head.count), Ok(entries.len() as u64));
    }
}
