//! The rules of the house: organisation in time, people and posts, rights, the log, documents, figures. No file, no clock, no task, no SQL: days and
//! data are passed in, values come out, and whoever is refused learns by which rule.
//!
//! | module | question it answers |
//! |---|---|
//! | [`ids`], [`span`] | which one? from when to when? |
//! | [`units`] | which units were there on that day, what became of them, may this happen to them? |
//! | [`units::import`] | what is wrong with this table of units, and which units does it make? |
//! | [`people`] | who holds which post, and may a person hold it? |
//! | [`rights`] | may this person do that to this unit, and by which post? |
//! | [`periods`] | which days are counted together, and what are they called? |
//! | [`indicators`] | what does a figure mean, what comes out of it, what was to be reached? |
//! | [`roll_up`] | what does it come to, for any unit and period, on the tree as it was or is? |
//! | [`collection`] | what is asked of whom until when, what does not fit, what does an approval stand for? |
//! | [`ready`] | which indicators, forms and rules come with the program? |
//! | [`report`] | what does a committee say of a period, from which figures and whose words? |
//! | [`documents`] | which paper is which, which number is next, what may happen to it now? |
//! | [`search`] | which words has a text, and where is what was typed? |
//! | [`timeliness`] | done or open, in time or late? |
//! | [`tasks`] | who has to do what until when, how far is it, and may that be done with it now? |
//! | [`log`] | what was done, and has nobody changed what the log says about it? |
//!
//! Codes of kinds, roles and calendars are data (`data/unit-kinds.toml`, `data/roles.toml`, `data/calendars.toml`). Errors are enums: each has a `key()` for the
//! sentence that a person reads.
//!
//! # A walk
//!
//! A city with two wards, which become one on 1 July 2025; a part of a third goes with them.
//!
//! ```
//! use domain::units::{Change, History, KindCode, NewUnit, Order, Portion, Share, Successor, UnitEvent, apportion};
//! use domain::{EventId, UnitId};
//! use jiff::civil::{Date, date};
//!
//! let unit = |id: i64, name: &str, parent: Option<i64>| NewUnit {
//!     unit: UnitId::new(id),
//!     kind: KindCode::new("ward_committee"),
//!     name: name.to_owned(),
//!     short_name: None,
//!     parent: parent.map(UnitId::new),
//!     position: None,
//! };
//! let event = |id: i64, date: Date, change: Change| UnitEvent {
//!     id: EventId::new(id),
//!     date,
//!     change,
//!     ordered_by: Order { symbol: "12-NQ/TU".into(), date, issuer: "Thành ủy Hải Minh".into(), subject: None },
//! };
//! let gives = |id: i64, share: &str| Portion { unit: UnitId::new(id), share: share.parse().unwrap() };
//!
//! let (before, day) = (date(2025, 6, 30), date(2025, 7, 1));
//! let mut history = History::replay([
//!     event(1, date(2020, 1, 1), Change::Create(unit(1, "Thành ủy Hải Minh", None))),
//!     event(2, date(2020, 1, 1), Change::Create(unit(2, "Đảng ủy phường An Hải", Some(1)))),
//!     event(3, date(2020, 1, 1), Change::Create(unit(3, "Đảng ủy phường Đông Hải", Some(1)))),
//!     event(4, date(2020, 1, 1), Change::Create(unit(4, "Đảng ủy xã Bình Minh", Some(1)))),
//! ])?;
//!
//! // First look, then leap.
//! let merger = Change::Merge {
//!     from: vec![gives(2, "1"), gives(3, "1"), gives(4, "2/5")],
//!     into: Successor::New(unit(5, "Đảng ủy phường Hải An", Some(1))),
//! };
//! let preview = history.preview(&merger, day);
//! assert_eq!((preview.begun.len(), preview.ended.len(), preview.refused), (1, 2, None));
//! history.append(event(5, day, merger))?;
//!
//! // Both days still have their answer.
//! assert!(history.on(before).contains(UnitId::new(2)));
//! assert!(!history.on(day).contains(UnitId::new(2)));
//!
//! // 41 admissions of the commune, read on the tree of July: 16,4 and 24,6 become 16 and 25, and nothing is lost.
//! let successors = history.successors(UnitId::new(4), before, day);
//! let (units, shares): (Vec<_>, Vec<_>) = successors.into_iter().map(|to| (to.unit.get(), to.share)).unzip();
//! assert_eq!((units, apportion(41, &shares)), (vec![4, 5], vec![25, 16]));
//!
//! // The past holds what later was built on it.
//! assert!(history.revert(EventId::new(3)).is_err());
//! assert!(history.revert(EventId::new(5))?.on(day).contains(UnitId::new(2)));
//!
//! // The head of the new ward may approve its figures, and not those of the commune.
//! use domain::people::{Post, PostKind, Posts, RoleCode};
//! use domain::rights::{Grants, Right, Roles};
//! use domain::{AccountId, PostId, Span};
//! let head = Post {
//!     id: PostId::new(1),
//!     account: AccountId::new(7),
//!     unit: UnitId::new(5),
//!     role: RoleCode::new("head"),
//!     title: "Bí thư Đảng ủy phường".into(),
//!     span: Span::since(day),
//!     kind: PostKind::Held,
//! };
//! let (roles, forest) = (Roles::built_in()?, history.on(day));
//! Posts::default().check(&head, &roles, &forest)?;
//! let posts: Posts = [head].into_iter().collect();
//! let grants = Grants::resolve(AccountId::new(7), &posts, &roles, day);
//! let by = grants.covers(Right::FiguresApprove, UnitId::new(5), &forest).map(|grant| grant.post);
//! assert_eq!(by, Some(PostId::new(1)));
//! assert!(grants.covers(Right::FiguresApprove, UnitId::new(4), &forest).is_none());
//!
//! // And the log keeps it: whoever changes an entry breaks the chain.
//! use domain::log::{Actor, Entry, Head, Json, Object, verify};
//! let entry = Entry {
//!     at: "2025-07-01T01:00:00Z".parse()?,
//!     actor: Actor::Account(AccountId::new(7)),
//!     post: by,
//!     verb: "figures.approve".into(),
//!     object: Object { kind: "unit".into(), id: Some(5) },
//!     before: None,
//!     after: Some(Json::of(&"approved")?),
//!     from: None,
//!     request: None,
//! };
//! let head = Head::EMPTY.append(&entry);
//! assert_eq!(verify::<()>(Head::EMPTY, [Ok((entry.clone(), head.hash))]), Ok(head));
//! let changed = Entry { post: None, ..entry };
//! assert!(verify::<()>(Head::EMPTY, [Ok((changed, head.hash))]).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod collection;
pub mod documents;
pub mod ids;
pub mod indicators;
pub mod log;
pub mod people;
pub mod periods;
pub mod ready;
pub mod report;
pub mod rights;
pub mod roll_up;
pub mod search;
pub mod span;
pub mod tasks;
pub mod timeliness;
pub mod units;

pub use ids::*;
pub use span::Span;
pub use timeliness::Timeliness;
