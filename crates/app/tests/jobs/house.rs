//! An installation with a clock of its own, and letters that go to a server of the test.

use app::mail::{MailPlace, Words};
use app::people::{NewPerson, NewPost};
use app::rights::PeopleChange;
use app::{App, Config, Mail, Origin, Person, Root, Visit};
use identity::password::Cost;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Database, Files, Options};

/// The password of whoever has set one.
pub(crate) const PASSWORD: &str = "hai-minh-dung-thu";

pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) url: String,
    seconds: Arc<AtomicI64>,
}

/// Runs `story` on both engines, with letters for the server at `place`.
pub(crate) fn on_both<F: Future<Output = ()>>(place: &str, story: impl Fn(House) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lite = format!("sqlite:{}", folder.path().join("sauro.db").display());
    for url in [lite, testkit::postgres::database()] {
        runtime.block_on(async {
            let house = House::open(&url, place, 0).await;
            let app = house.app.clone();
            let root =
                Root { name: "Thành ủy Hải Minh", kind: "city_committee", since: date(2020, 7, 1) };
            let first = app.first_start(&root).await.unwrap().unwrap();
            house.first_sign_in(first.sign_in.as_str(), first.password.reveal()).await;
            story(house).await;
            app.database().close().await;
        });
    }
}

impl House {
    /// The installation at `url`, so many seconds after the beginning.
    pub(crate) async fn open(url: &str, place: &str, seconds: i64) -> Self {
        let database = Database::open(url, &Options::default()).await.unwrap();
        database.migrate().await.unwrap();
        let begin: Timestamp = "2026-01-05T03:00:00Z".parse().unwrap();
        let seconds = Arc::new(AtomicI64::new(begin.as_second() + seconds));
        let hands = seconds.clone();
        let clock: app::Clock =
            Arc::new(move || Timestamp::from_second(hands.load(Ordering::SeqCst)).unwrap());
        let words: Words = Arc::new(|language, key, arguments| {
            let arguments: Vec<&str> = arguments.iter().map(|(_, value)| value.as_str()).collect();
            format!("{} {key} {}", language.code(), arguments.join(" "))
        });
        let place: MailPlace = place.parse().unwrap();
        let from = "sauro@haiminh.vn".parse().unwrap();
        let mail = Mail::open(&place, &from, Some("https://sauro.haiminh.vn"), words).unwrap();
        let config =
            Config { database, files: Files::in_memory(), mail, clock, password_cost: Cost::CHEAPEST };
        Self { app: App::new(config).unwrap(), url: url.to_owned(), seconds }
    }

    pub(crate) fn pass(&self, time: SignedDuration) {
        self.seconds.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    pub(crate) async fn administrator(&self) -> Person {
        self.app.at_console(&"quantri".parse().unwrap()).await.unwrap()
    }

    /// An account with a post; gives the printed password.
    pub(crate) async fn add(&self, name: &str, email: Option<&str>) -> String {
        let by = self.administrator().await;
        let unit = by.forest().roots().next().unwrap().unit.id;
        let post = NewPost::held(unit, "clerk", "Văn thư", date(2026, 1, 1));
        let new = NewPerson {
            sign_in: name.parse().unwrap(),
            display_name: format!("Người {name}"),
            email: email.map(|email| email.parse().unwrap()),
            post,
        };
        let (_, password) = by.permit::<PeopleChange>().unwrap().add(&new).await.unwrap();
        password.reveal().to_owned()
    }

    /// Signs in with a printed password and sets another.
    pub(crate) async fn first_sign_in(&self, name: &str, printed: &str) {
        let visit = self.sign_in(name, printed, 1).await;
        let Visit::MustChangePassword(person) = &visit else { panic!("{name} has a printed password") };
        person.change_password(printed, PASSWORD).await.unwrap();
    }

    /// Signs in from the address with this number.
    pub(crate) async fn sign_in(&self, name: &str, password: &str, from: u8) -> Visit {
        let address = Some(IpAddr::V4(Ipv4Addr::new(198, 51, from, 1)));
        let origin = Origin { address, agent: "Firefox".to_owned(), request: String::new() };
        let entered = self.app.sign_in(name, password, &origin).await.unwrap();
        self.app.visit(Some(&entered.token.reveal()), origin).await.unwrap()
    }
}
