//! A page of people has whom a plain look through all of them chooses, in the same order.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::people::{Account, AccountState, Language, Post, PostKind, Posts, RoleCode};
use domain::units::{Change, History, KindCode, NewUnit, Order, UnitSet};
use domain::{AccountId, PostId, Span, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::{Database, NewAccount, NewEvent, PeopleFilter, PeopleOrder};
use vitext::fold::fold_text;

const TODAY: Date = date(2026, 3, 10);
const NAMES: [&str; 6] = ["Đỗ Thị Ân", "Dương Văn An", "Ân Thị Đào", "An Văn 100%", "Lê_Na", "ĐÀO VĂN DŨNG"];
const TITLES: [&str; 3] = ["Chuyên viên", "Văn thư", "Trưởng phòng"];

struct City {
    units: Vec<(UnitId, &'static str)>,
    accounts: Vec<Account>,
    posts: Posts,
}

async fn city(database: &Database) -> City {
    let mut work = database.work().await.unwrap();
    let mut units = Vec::new();
    for name in ["Thành ủy Hải Minh", "Phường Đông An", "Phường Tây Sơn"] {
        let unit = work.new_unit(None).await.unwrap();
        let parent = units.first().map(|(root, _)| *root);
        let kind = KindCode::new("ward");
        let new = NewUnit { unit, kind, name: name.into(), short_name: None, parent, position: None };
        let event = NewEvent {
            date: date(2025, 7, 1),
            change: &Change::Create(new),
            ordered_by: &Order {
                symbol: "12-NQ/TU".into(),
                date: date(2025, 6, 30),
                issuer: "Thành ủy Hải Minh".into(),
                subject: None,
            },
            entered_at: Timestamp::UNIX_EPOCH,
        };
        work.add_unit_event(&event).await.unwrap();
        units.push((unit, name));
    }
    let history = History::replay(work.unit_events().await.unwrap()).unwrap();
    work.derive_units(&history, Date::MIN).await.unwrap();
    for index in 0..30_usize {
        let new = NewAccount {
            sign_in: format!("nguoi{:02}", (index * 7) % 30).parse().unwrap(),
            display_name: format!("{} {}", NAMES[index % NAMES.len()], index / NAMES.len()),
            email: (index % 4 == 0).then(|| format!("an{index}@example.org").parse().unwrap()),
            language: Language::Vi,
        };
        let account = work.add_account(&new, Timestamp::UNIX_EPOCH).await.unwrap();
        if index % 5 == 0 {
            let stored = work.account(account).await.unwrap().unwrap();
            work.change_account(&Account { state: AccountState::Disabled, ..stored }).await.unwrap();
        }
        // Some have no post, some one that has ended, some two.
        for turn in 0..index % 3 {
            let from = date(2026, 1, 1);
            let ended = Span::through(from, date(2026, 2, 1));
            let post = Post {
                id: PostId::new(0),
                account,
                unit: units[(index + turn) % units.len()].0,
                role: RoleCode::new("clerk"),
                title: TITLES[(index / 2 + turn) % TITLES.len()].to_owned(),
                span: if (index + turn) % 4 == 0 { ended } else { Span::since(from) },
                kind: PostKind::Held,
            };
            work.add_post(&post).await.unwrap();
        }
    }
    let (accounts, posts) = (work.accounts().await.unwrap(), work.posts().await.unwrap());
    work.commit().await.unwrap();
    City { units, accounts, posts }
}

impl City {
    fn unit_name(&self, id: UnitId) -> &'static str {
        self.units.iter().find(|(unit, _)| *unit == id).unwrap().1
    }

    /// What a filter says, told once more without SQL.
    fn fits(&self, filter: &PeopleFilter, account: &Account) -> bool {
        let has = |text: &str, part: &str| fold_text(text).contains(&fold_text(part));
        let today = || self.posts.of(account.id, filter.today);
        let all = || self.posts.iter().filter(|post| post.account == account.id);
        filter.reach.as_ref().is_none_or(|units| {
            // The first unit stands above all others.
            let below = |unit: UnitId| units.whole() == [self.units[0].0] || units.single().contains(&unit);
            all().any(|post| below(post.unit))
        }) && filter.words.iter().all(|word| {
            has(&account.display_name, word)
                || account.sign_in.as_str().contains(&fold_text(word))
                || account.email.as_ref().is_some_and(|email| email.as_str().contains(&fold_text(word)))
                || today().any(|post| has(&post.title, word) || has(self.unit_name(post.unit), word))
        }) && has(&account.display_name, &filter.name)
            && (filter.unit_name.is_empty()
                || today().any(|post| has(self.unit_name(post.unit), &filter.unit_name)))
            && filter.unit.is_none_or(|unit| today().any(|post| post.unit == unit))
            && (filter.states.is_empty() || filter.states.contains(&account.state))
            && filter.after.is_none_or(|after| account.id > after)
    }

    fn chosen(&self, filter: &PeopleFilter) -> Vec<AccountId> {
        let mut chosen: Vec<&Account> =
            self.accounts.iter().filter(|account| self.fits(filter, account)).collect();
        let name = |account: &&Account| (vitext::sort::key(&account.display_name), account.id);
        match filter.order {
            PeopleOrder::Name | PeopleOrder::NameBackwards => chosen.sort_by_key(name),
            PeopleOrder::SignIn | PeopleOrder::SignInBackwards => {
                chosen.sort_by_key(|account| account.sign_in.as_str());
            }
            PeopleOrder::Id => chosen.sort_by_key(|account| account.id),
        }
        if matches!(filter.order, PeopleOrder::NameBackwards | PeopleOrder::SignInBackwards) {
            chosen.reverse();
        }
        chosen.into_iter().map(|account| account.id).collect()
    }
}

fn filters(city: &City) -> Vec<PeopleFilter> {
    let all = PeopleFilter::new(TODAY);
    let words = |words: &[&str]| PeopleFilter {
        words: words.iter().map(|&word| word.to_owned()).collect(),
        ..all.clone()
    };
    let order = |order| PeopleFilter { order, ..all.clone() };
    let (ward, other) = (city.units[1].0, city.units[2].0);
    vec![
        order(PeopleOrder::NameBackwards),
        order(PeopleOrder::SignIn),
        order(PeopleOrder::SignInBackwards),
        order(PeopleOrder::Id),
        words(&["dao"]),
        words(&["ĐÀO", "văn"]),
        words(&["truong phong", "tay son"]),
        words(&["example.org"]),
        words(&["nguoi0"]),
        words(&["không ai"]),
        PeopleFilter { name: "an".to_owned(), ..all.clone() },
        PeopleFilter { unit_name: "phường".to_owned(), ..all.clone() },
        PeopleFilter { unit: Some(ward), order: PeopleOrder::Id, ..all.clone() },
        PeopleFilter { states: vec![AccountState::Disabled], ..all.clone() },
        PeopleFilter { after: Some(city.accounts[11].id), order: PeopleOrder::Id, ..all.clone() },
        PeopleFilter { reach: Some(UnitSet::alone([ward, other], TODAY)), ..all.clone() },
        PeopleFilter { reach: Some(UnitSet::alone([], TODAY)), ..all.clone() },
        PeopleFilter { reach: Some(UnitSet::below(city.units[0].0, TODAY)), ..all.clone() },
        PeopleFilter { reach: Some(UnitSet::alone([other], TODAY)), ..words(&["văn thư"]) },
        all,
    ]
}

#[test]
fn a_page_has_whom_a_plain_look_chooses() {
    both::on_both(|database| async move {
        let city = city(&database).await;
        let mut read = database.read().await.unwrap();
        let mut several = 0;
        for filter in filters(&city) {
            let wanted = city.chosen(&filter);
            several += usize::from(wanted.len() > 1);
            assert_eq!(read.people_count(&filter).await.unwrap(), wanted.len() as u64, "{filter:?}");
            let mut found = Vec::new();
            while let page @ [_, ..] = &read.people_page(&filter, found.len() as u64, 4).await.unwrap()[..] {
                assert!(page.len() <= 4);
                found.extend(page.iter().map(|account| account.id));
            }
            assert_eq!(found, wanted, "{filter:?}");
            let posts = read.posts_of_all(&found).await.unwrap();
            let theirs = city.posts.iter().filter(|post| found.contains(&post.account)).count();
            assert_eq!(posts.iter().count(), theirs);
            assert_eq!(read.accounts_with(&found).await.unwrap().len(), found.len());
        }
        assert!(several > 12, "most filters choose somebody: {several}");
    });
}

/// A sign of LIKE in what is typed is no wild card.
#[test]
fn what_is_typed_is_a_text_and_no_pattern() {
    both::on_both(|database| async move {
        let city = city(&database).await;
        let mut read = database.read().await.unwrap();
        let filter = PeopleFilter { words: vec!["100%".to_owned()], ..PeopleFilter::new(TODAY) };
        let found = read.people_page(&filter, 0, 100).await.unwrap();
        assert!(!found.is_empty() && found.len() < city.accounts.len());
        assert!(found.iter().all(|account| account.display_name.contains("100%")));
    });
}

#[test]
fn around_a_person_are_the_posts_that_come_from_theirs() {
    both::on_both(|database| async move {
        let city = city(&database).await;
        let giver = city.posts.iter().next().unwrap().clone();
        let to = city.accounts.iter().find(|account| account.id != giver.account).unwrap().id;
        let mut work = database.work().await.unwrap();
        let post = Post { account: to, kind: PostKind::Delegated { by: giver.id }, ..giver.clone() };
        let given = work.add_post(&post).await.unwrap();
        work.commit().await.unwrap();
        let mut read = database.read().await.unwrap();
        for (person, seen) in [(giver.account, given), (to, giver.id)] {
            let posts = read.posts_around(person).await.unwrap();
            assert!(posts.get(seen).is_some());
            assert!(posts.iter().all(|post| post.account == giver.account || post.account == to));
        }
    });
}
