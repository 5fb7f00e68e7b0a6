use super::*;
use crate::ids::{AccountId, EventId, PostId, UnitId};
use crate::people::{Post, PostKind, PostRefusal, Posts, RoleCode};
use crate::span::Span;
use crate::units::{Change, Forest, History, KindCode, NewUnit, Order, UnitEvent};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAY: Date = date(2025, 11, 3);

/// City 1 with wards 2 and 3, cells 21 under 2 and 31 under 3.
fn forest() -> Forest {
    let parents = [(1, None), (2, Some(1)), (3, Some(1)), (21, Some(2)), (31, Some(3))];
    let event = |(id, parent): (i64, Option<i64>)| UnitEvent {
        id: EventId::new(id),
        date: date(2025, 7, 1),
        change: Change::Create(NewUnit {
            unit: UnitId::new(id),
            kind: KindCode::new("cell"),
            name: format!("Đơn vị {id}"),
            short_name: None,
            parent: parent.map(UnitId::new),
            position: None,
        }),
        ordered_by: Order { symbol: "1".into(), date: DAY, issuer: "A".into(), subject: None },
    };
    History::replay(parents.map(event)).unwrap().on(DAY)
}

fn post(id: i64, account: i64, unit: i64, role: &str, kind: PostKind) -> Post {
    Post {
        id: PostId::new(id),
        account: AccountId::new(account),
        unit: UnitId::new(unit),
        role: RoleCode::new(role),
        title: "Chuyên viên".into(),
        span: Span::since(date(2025, 7, 1)),
        kind,
    }
}

fn by(post: i64) -> PostKind {
    PostKind::Delegated { by: PostId::new(post) }
}

fn acting(post: i64) -> PostKind {
    PostKind::Acting { stands_for: PostId::new(post) }
}

fn grants(posts: &[Post], account: i64) -> Grants {
    let posts = posts.iter().cloned().collect();
    Grants::resolve(AccountId::new(account), &posts, &Roles::built_in().unwrap(), DAY)
}

fn units(reach: Reach) -> Vec<i64> {
    match reach {
        Reach::All => vec![-1],
        Reach::Units(units) => units.into_iter().map(UnitId::get).collect(),
    }
}

#[test]
fn the_roles_of_the_program_hold() {
    let roles = Roles::built_in().unwrap();
    let codes =
        ["administrator", "clerk", "synthesiser", "follower", "focal_point", "head", "leader", "inspector"];
    assert!(roles.iter().map(|role| role.code.as_str()).eq(codes));
    let inspector = roles.get(&RoleCode::new("inspector")).unwrap();
    assert!(inspector.reads_only && inspector.allows(Right::LogRead));
    // Every right is in somebody's hands, and who may change something may see it.
    for &right in Right::ALL {
        assert!(roles.iter().any(|role| role.allows(right)), "{right}");
    }
    for role in roles.iter() {
        for (right, scope) in &role.rights {
            let area = right.code().split('.').next().unwrap();
            let read = Right::ALL.iter().find(|r| r.code() == format!("{area}.read"));
            assert!(read.is_none_or(|&read| role.scope(read) >= Some(*scope)), "{}: {right}", role.code);
        }
    }
}

#[test]
fn a_bad_table_is_refused() {
    let role = |rest: &str| format!("[[role]]\ncode = \"a\"\nvi = \"A\"\nen = \"A\"\n{rest}");
    let plain = role("rights = { \"units.read\" = \"all\" }\n");
    let a = RoleCode::new("a");
    assert!(Roles::parse(&plain).is_ok());
    assert_eq!(Roles::parse(&plain.repeat(2)), Err(RolesError::Twice(a.clone())));
    let changes = role("reads_only = true\nrights = { \"units.change\" = \"own_unit\" }");
    assert_eq!(Roles::parse(&changes), Err(RolesError::ReaderChanges(a.clone(), Right::UnitsChange)));
    let apart = role("rights = { \"jobs.manage\" = \"subtree\" }");
    assert_eq!(Roles::parse(&apart), Err(RolesError::ApartFromUnits(a, Right::JobsManage)));
    for wrong in [
        "rights = { \"units.destroy\" = \"all\" }",
        "rights = { \"units.read\" = \"half\" }",
        "right = {}",
        "",
    ] {
        assert!(matches!(Roles::parse(&role(wrong)), Err(RolesError::Syntax(_))), "{wrong}");
    }
}

#[test]
fn a_right_reaches_as_far_as_its_scope() {
    let forest = forest();
    let head = grants(&[post(1, 7, 2, "head", PostKind::Held)], 7);
    assert_eq!(units(head.reach(Right::TasksRead, &forest)), [2, 21]);
    assert_eq!(units(head.reach(Right::FiguresEnter, &forest)), [2]);
    assert_eq!(units(head.reach(Right::UnitsRead, &forest)), [-1]);
    assert_eq!(units(head.reach(Right::LogRead, &forest)), Vec::<i64>::new());
    assert!(head.everywhere(Right::TasksRead).is_none());
    // A unit that has ended is reached only by who reaches all.
    let ended = UnitId::new(99);
    assert!(head.covers(Right::UnitsRead, ended, &forest).is_some());
    assert!(head.covers(Right::TasksRead, ended, &forest).is_none());
    let left = grants(&[post(1, 7, 99, "head", PostKind::Held)], 7);
    assert!(left.covers(Right::FiguresEnter, ended, &forest).is_none());
}

#[test]
fn the_post_that_gives_a_right_is_told_and_the_own_one_first() {
    let forest = forest();
    let posts = [
        post(1, 8, 2, "head", PostKind::Held),
        post(2, 7, 2, "head", by(1)),
        post(3, 7, 2, "head", acting(1)),
        post(4, 7, 1, "leader", PostKind::Held),
        post(5, 7, 2, "nobody", PostKind::Held),
    ];
    let grants = grants(&posts, 7);
    let told = |right, unit| grants.covers(right, UnitId::new(unit), &forest).map(|grant| grant.post.get());
    assert_eq!(told(Right::TasksRead, 2), Some(4));
    assert_eq!(told(Right::FiguresApprove, 21), Some(3));
    assert_eq!(told(Right::FiguresApprove, 3), None);
    assert_eq!(told(Right::PostsDelegate, 2), Some(3));
}

#[test]
fn what_was_delegated_ends_with_its_source_and_is_not_passed_on() {
    let forest = forest();
    let mut posts =
        [post(1, 8, 2, "head", PostKind::Held), post(2, 7, 2, "head", by(1)), post(3, 9, 2, "head", by(2))];
    assert!(grants(&posts, 7).covers(Right::TasksAccept, UnitId::new(21), &forest).is_some());
    assert!(grants(&posts, 7).of(Right::PostsDelegate).next().is_none());
    assert!(grants(&posts, 9).iter().next().is_none());
    posts[0].span.to = Some(DAY);
    assert!(grants(&posts, 7).iter().next().is_none());
}

#[test]
fn who_may_not_hold_a_post() {
    let (forest, roles) = (forest(), Roles::built_in().unwrap());
    let source = PostId::new(1);
    let held = Post {
        span: Span::through(date(2025, 7, 1), date(2025, 12, 31)),
        ..post(1, 8, 2, "head", PostKind::Held)
    };
    let posts: Posts = [held.clone(), post(2, 9, 2, "head", by(1)), post(3, 5, 2, "clerk", PostKind::Held)]
        .into_iter()
        .collect();
    let check = |post: Post| posts.check(&post, &roles, &forest);
    let delegated = |role: &str, unit| Post { span: held.span, ..post(10, 7, unit, role, by(1)) };
    assert_eq!(check(post(10, 7, 2, "clerk", PostKind::Held)), Ok(()));
    assert_eq!(check(held.clone()), Ok(()), "in its own place");
    assert_eq!(check(delegated("head", 2)), Ok(()));
    assert_eq!(check(delegated("clerk", 2)), Ok(()));
    assert_eq!(
        check(delegated("focal_point", 21)),
        Err(PostRefusal::BeyondSource { post: source, right: Right::TasksReport })
    );
    assert_eq!(check(delegated("leader", 2)), Ok(()));
    assert_eq!(
        check(delegated("synthesiser", 2)),
        Err(PostRefusal::BeyondSource { post: source, right: Right::FiguresDefine })
    );
    assert_eq!(
        check(delegated("head", 3)),
        Err(PostRefusal::BeyondSource { post: source, right: Right::PeopleRead })
    );
    assert_eq!(
        check(Post { span: Span::since(DAY), ..delegated("head", 2) }),
        Err(PostRefusal::OutsideSource { post: source })
    );
    assert_eq!(
        check(post(10, 7, 2, "head", by(2))),
        Err(PostRefusal::DelegatedAgain { post: PostId::new(2) })
    );
    assert_eq!(
        check(post(10, 7, 2, "clerk", by(3))),
        Err(PostRefusal::MayNotDelegate { post: PostId::new(3) })
    );
    assert_eq!(check(post(10, 8, 2, "head", by(1))), Err(PostRefusal::OwnSource { post: source }));
    assert_eq!(check(post(10, 7, 2, "head", by(77))), Err(PostRefusal::NoSource { post: PostId::new(77) }));
    assert_eq!(check(post(10, 7, 2, "head", acting(1))), Ok(()), "also after the holder has left");
    for wrong in [post(10, 7, 2, "clerk", acting(1)), post(10, 7, 1, "head", acting(1))] {
        assert_eq!(check(wrong), Err(PostRefusal::NotActing { post: source }));
    }
    assert_eq!(
        check(post(10, 7, 2, "head", acting(2))),
        Err(PostRefusal::NotActing { post: PostId::new(2) })
    );
    let early = Post { span: Span::since(date(2025, 6, 30)), ..post(10, 7, 2, "head", acting(1)) };
    assert_eq!(check(early), Err(PostRefusal::OutsideSource { post: source }));
    assert_eq!(
        check(Post { id: PostId::new(10), ..held.clone() }),
        Err(PostRefusal::HeldAlready { post: source })
    );
    let next_year = Span::since(date(2026, 1, 1));
    assert_eq!(check(Post { id: PostId::new(10), span: next_year, ..held.clone() }), Ok(()));
    assert_eq!(
        check(post(10, 7, 99, "head", PostKind::Held)),
        Err(PostRefusal::UnitNotLiving { unit: UnitId::new(99) })
    );
    assert_eq!(check(post(10, 7, 2, "king", PostKind::Held)), Err(PostRefusal::NoRole));
    assert_eq!(check(Post { title: " ".into(), ..held.clone() }), Err(PostRefusal::TitleEmpty));
    assert_eq!(
        check(Post { span: Span { to: Some(date(2025, 7, 1)), ..held.span }, ..held }),
        Err(PostRefusal::NoDay)
    );
}

/// Few rights, and most roles may delegate, so that posts have much to do with each other.
fn any_roles() -> impl Strategy<Value = String> {
    let rights = vec![
        Right::UnitsRead,
        Right::TasksAccept,
        Right::LogRead,
        Right::SettingsChange,
        Right::FiguresEnter,
    ];
    let right =
        (proptest::sample::select(rights), proptest::sample::select(vec!["own_unit", "subtree", "all"]));
    let role = (any::<bool>(), proptest::bool::weighted(0.8), proptest::collection::vec(right, 1..8));
    proptest::collection::vec(role, 1..5).prop_map(|roles| {
        let mut table = String::new();
        for (number, (reads_only, delegates, rights)) in roles.into_iter().enumerate() {
            table += &format!(
                "[[role]]\ncode = \"r{number}\"\nvi = \"a\"\nen = \"a\"\nreads_only = {reads_only}\n[role.rights]\n"
            );
            let mut rights: std::collections::BTreeMap<_, _> = rights.into_iter().collect();
            if delegates {
                rights.insert(Right::PostsDelegate, "own_unit");
            }
            for (right, scope) in rights.into_iter().filter(|(right, _)| !(reads_only && right.changes())) {
                table += &format!("\"{right}\" = \"{}\"\n", if right.is_apart_from_units() { "all" } else { scope });
            }
        }
        table
    })
}

fn any_posts() -> impl Strategy<Value = Posts> {
    let kind = prop_oneof![
        3 => Just(PostKind::Held),
        1 => (1..5_i64).prop_map(acting),
        4 => (1..5_i64).prop_map(by),
    ];
    let unit = proptest::sample::select(vec![1, 2, 3, 21, 31, 99]);
    let span = (1..6_i8, proptest::option::of(2..9_i8))
        .prop_map(|(from, to)| Span { from: date(2025, 11, from), to: to.map(|to| date(2025, 11, to)) });
    let one = (1..4_i64, unit, 0..4_u8, kind, span);
    proptest::collection::vec(one, 3..9).prop_map(|posts| {
        let all = posts.into_iter().zip(1..).map(|((account, unit, role, kind, span), id)| Post {
            span,
            ..post(id, account, unit, &format!("r{role}"), kind)
        });
        all.collect()
    })
}

const UNITS: [i64; 6] = [1, 2, 3, 21, 31, 99];

fn has(roles: &Roles, post: &Post, right: Right, unit: UnitId, forest: &Forest) -> bool {
    match roles.get(&post.role).and_then(|role| role.scope(right)) {
        None => false,
        Some(Scope::OwnUnit) => unit == post.unit && forest.contains(unit),
        Some(Scope::Subtree) => forest.is_within(unit, post.unit),
        Some(Scope::All) => true,
    }
}

proptest! {
    /// Posts at random, also such as no check would have let in.
    #[test]
    fn rights_come_from_posts_in_force_and_delegation_never_exceeds(table in any_roles(), posts in any_posts()) {
        let (roles, forest) = (Roles::parse(&table).unwrap(), forest());
        for account in (1..4).map(AccountId::new) {
            let grants = Grants::resolve(account, &posts, &roles, DAY);
            for (&right, unit) in Right::ALL.iter().flat_map(|right| UNITS.map(|unit| (right, UnitId::new(unit)))) {
                let gives = |post: &&Post| {
                    let own = post.account == account && post.span.contains(DAY) && has(&roles, post, right, unit, &forest);
                    own && match post.kind {
                        PostKind::Delegated { by } => posts.get(by).is_some_and(|by| {
                            right != Right::PostsDelegate
                                && by.account != account
                                && by.span.contains(DAY)
                                && !matches!(by.kind, PostKind::Delegated { .. })
                                && roles.get(&by.role).is_some_and(|role| role.allows(Right::PostsDelegate))
                                && has(&roles, by, right, unit, &forest)
                        }),
                        _ => true,
                    }
                };
                let found = grants.covers(right, unit, &forest);
                prop_assert_eq!(found.is_some(), posts.iter().any(|post| gives(&post)));
                prop_assert!(found.is_none_or(|grant| posts.get(grant.post).is_some_and(|post| gives(&post))));
                if grants.everywhere(right).is_some() {
                    prop_assert!(found.is_some());
                }
                if let Reach::Units(units) = grants.reach(right, &forest) {
                    prop_assert_eq!(units.contains(&unit), found.is_some());
                }
                let within = grants.within(right, &forest, DAY);
                prop_assert_eq!(within.is_none(), grants.everywhere(right).is_some());
                prop_assert!(within.is_none_or(|units| units.contains(unit, &forest) == found.is_some()));
            }
        }
    }

    #[test]
    fn a_post_that_only_reads_never_changes_anything(table in any_roles(), posts in any_posts()) {
        let roles = Roles::parse(&table).unwrap();
        for account in (1..4).map(AccountId::new) {
            for grant in Grants::resolve(account, &posts, &roles, DAY).iter() {
                let role = roles.get(&posts.get(grant.post).unwrap().role).unwrap();
                prop_assert!(!role.reads_only || !grant.right.changes());
            }
        }
    }

    /// What `check` lets in is limited by nothing but itself: it gives all that its role says.
    #[test]
    fn a_delegation_that_was_let_in_gives_what_its_role_says(posts in any_posts()) {
        let (roles, forest) = (Roles::built_in().unwrap(), forest());
        let codes: Vec<RoleCode> = roles.iter().map(|role| role.code.clone()).collect();
        let rename = |post: &Post| Post { role: codes[usize::try_from(post.id.get()).unwrap() % codes.len()].clone(), ..post.clone() };
        let posts: Posts = posts.iter().map(rename).collect();
        for post in posts.on(DAY).filter(|post| matches!(post.kind, PostKind::Delegated { .. })) {
            if posts.check(post, &roles, &forest).is_ok() {
                let only: Posts = posts.iter().filter(|p| p.id == post.id || Some(p.id) == post.kind.source()).cloned().collect();
                let grants = Grants::resolve(post.account, &only, &roles, DAY);
                for (&right, unit) in Right::ALL.iter().flat_map(|right| UNITS.map(|unit| (right, UnitId::new(unit)))) {
                    let says = right != Right::PostsDelegate && has(&roles, post, right, unit, &forest);
                    prop_assert_eq!(grants.covers(right, unit, &forest).is_some(), says);
                }
            }
        }
    }
}
