//! A small organisation and its people.

use app::documents::{Brought, Entry};
use app::people::{NewPerson, NewPost};
use app::rights::{ApiTokensOwn, DocumentsRegister, PeopleChange, ReportsWrite, TasksAssign, UnitsChange};
use app::sign_in::OpenId;
use app::tasks::NewTask;
use app::tokens::TokenWish;
use app::units::Request as Change;
use app::{App, Config, Mail, Origin, Person, Root, Visit};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::request::Builder;
use axum::http::response::Parts;
use axum::http::{HeaderMap, Request, StatusCode};
use domain::documents::{Direction, Fields, FileRole, Routing};
use domain::log::Head;
use domain::people::{RoleCode, SignInName};
use domain::report::Kind;
use domain::rights::Right;
use domain::tasks::{Due, Terms};
use domain::units::{KindCode, NewUnit, Order};
use domain::{AccountId, DocumentId, EventId, JobId, NoticeId, PostId, ReportId, SessionId, TaskId, UnitId};
use http_body_util::BodyExt;
use identity::oidc::{HttpsClient, Settings};
use identity::password::Cost;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use store::{Database, Files, NewJob, Options};
use tempfile::TempDir;
use tokio::sync::Mutex;
use tower::ServiceExt;
use web::pages::{AppGuard, Finder, SavedViews, routes};
use web::{Route, Site};

/// The password of everybody who has set one.
pub(crate) const PASSWORD: &str = "hai-minh-dung-thu";
const SINCE: Date = date(2025, 7, 1);
const NO_PAPER: Paper = Paper { id: DocumentId::new(0), file: 0, finding: 0 };

/// The site over a small organisation: a committee, and below it two wards, of which the people are of the first.
pub(crate) struct City {
    pub(crate) app: App,
    pub(crate) router: Router,
    seconds: Arc<AtomicI64>,
    next_address: AtomicU32,
    /// One token of each person, with all that the person may.
    programs: Mutex<BTreeMap<String, String>>,
    /// The ward of the people who ask.
    pub(crate) ward: UnitId,
    /// The founding of a cell in that ward.
    pub(crate) event: EventId,
    /// Somebody of that ward with her post.
    pub(crate) target: (AccountId, PostId),
    /// Somebody of the other ward with his post and an open session.
    pub(crate) stranger: (AccountId, PostId, SessionId),
    /// A notice to the stranger.
    pub(crate) notice: NoticeId,
    /// A job that has failed.
    pub(crate) job: JobId,
    /// A task that the ward has given itself.
    pub(crate) task: TaskId,
    /// A report of the ward.
    pub(crate) report: ReportId,
    /// The ward of the stranger.
    pub(crate) elsewhere: UnitId,
    /// An incoming document of the ward, with a file and something that the audit found.
    pub(crate) document: Paper,
    /// A draft of the ward.
    pub(crate) draft: DocumentId,
    /// An incoming document of the stranger's ward.
    pub(crate) foreign: Paper,
    _folder: TempDir,
}

/// A document, its file and its finding.
#[derive(Clone, Copy)]
pub(crate) struct Paper {
    pub(crate) id: DocumentId,
    pub(crate) file: i64,
    pub(crate) finding: i64,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The token of the session that the browser is told to hold from now on.
    pub(crate) fn token(&self) -> Option<String> {
        let cookies = self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let value = cookies.filter_map(|cookie| cookie.strip_prefix("session=")).next()?;
        value.split(';').next().filter(|token| !token.is_empty()).map(str::to_owned)
    }
}

fn site(app: &App) -> Site<App> {
    Site::new(routes())
        .guard(AppGuard(app.clone()))
        .finder(Finder)
        .views(SavedViews)
        .organisation("Thành ủy Hải Minh")
}

impl City {
    pub(crate) async fn new() -> Self {
        // Nobody answers there.
        Self::vouched_by("http://127.0.0.1:9").await
    }

    /// With another site that vouches for people.
    pub(crate) async fn vouched_by(issuer: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("sauro.db").display());
        let city = Self::on(&url, folder).await;
        let settings = Settings {
            issuer: issuer.parse().unwrap(),
            client_id: "sauro".to_owned(),
            client_secret: Some("secret".to_owned()),
            redirect: "https://sauro.example/sign-in/openid/return".parse().unwrap(),
        };
        let http = HttpsClient::new(b"").unwrap();
        city.app.vouched_by(OpenId::new("Cổng Hải Minh", settings, http).unwrap());
        city
    }

    /// The same on the database at `url`.
    pub(crate) async fn on(url: &str, folder: TempDir) -> Self {
        let database = Database::open(url, &Options::default()).await.unwrap();
        database.migrate().await.unwrap();
        let begin: Timestamp = "2026-01-05T01:00:00Z".parse().unwrap();
        let seconds = Arc::new(AtomicI64::new(begin.as_second()));
        let hands = seconds.clone();
        let clock: app::Clock =
            Arc::new(move || Timestamp::from_second(hands.load(Ordering::SeqCst)).unwrap());
        let config = Config {
            database,
            files: Files::in_memory(),
            mail: Mail::off(),
            clock,
            password_cost: Cost::CHEAPEST,
        };
        let app = App::new(config).unwrap();
        app.reached_at(&"https://sauro.example".parse().unwrap(), "Sáu Rõ").unwrap();
        let root = Root { name: "Thành ủy Hải Minh", kind: "city_committee", since: SINCE };
        let first = app.first_start(&root).await.unwrap().unwrap();
        let root = app.organisation_now().await.unwrap().on(app.today()).roots().next().unwrap().unit.id;
        let (ward, _) = found(&app, root, "Đảng ủy phường Đông Hải").await;
        let (_, event) = found(&app, ward, "Chi bộ Tổ dân phố 1").await;
        let (elsewhere, _) = found(&app, root, "Đảng ủy phường Kiến Minh").await;
        let none = PostId::new(0);
        let account = AccountId::new(0);
        let mut city = Self {
            router: site(&app).router(app.clone()),
            app,
            seconds,
            next_address: AtomicU32::new(1),
            programs: Mutex::default(),
            ward,
            event,
            target: (account, none),
            stranger: (account, none, SessionId::new(0)),
            notice: NoticeId::new(0),
            job: JobId::new(0),
            task: TaskId::new(0),
            report: ReportId::new(0),
            elsewhere,
            document: NO_PAPER,
            draft: DocumentId::new(0),
            foreign: NO_PAPER,
            _folder: folder,
        };
        city.open(first.sign_in.as_str(), first.password.reveal()).await;
        let roles: Vec<RoleCode> = city.app.roles().iter().map(|role| role.code.clone()).collect();
        for role in &roles {
            city.person(role.as_str(), role.as_str(), ward, true).await;
        }
        city.target = city.person("target", "clerk", ward, true).await;
        let (stranger, post) = city.person("stranger", "clerk", elsewhere, true).await;
        let token = city.enter("stranger").await;
        city.stranger = (stranger, post, city.session(&token).await);
        let mut work = city.app.database().work().await.unwrap();
        city.notice = work.notices(stranger, 1, 0).await.unwrap()[0].id;
        let failed = NewJob { kind: "letter", payload: "null", name: None, due: begin };
        city.job = work.add_job(&failed, begin).await.unwrap().unwrap();
        let claim = work.claim_job(begin, begin).await.unwrap().unwrap();
        assert!(work.give_up_job(&claim, begin, "<script>alert(1)</script>").await.unwrap());
        work.commit().await.unwrap();
        city.person("fresh", "administrator", ward, false).await;
        city.document = city.paper("clerk", ward, "15-BC/ĐU", "kết quả công tác tháng 12").await;
        city.foreign = city.paper("stranger", elsewhere, "99-BC/ĐU", "việc riêng của phường Kiến Minh").await;
        let draft = Fields {
            kind: Some("công văn".to_owned()),
            subject: "dự thảo của phường".to_owned(),
            ..Fields::default()
        };
        city.draft = city.enter_document("clerk", ward, Direction::Outgoing, draft, None).await;
        city.task = city.give("head", ward, "rà soát quy chế").await;
        city.report = city.begin_report("head", ward).await;
        city
    }

    /// Enters a document with a file in which the audit finds something.
    async fn paper(&self, clerk: &str, unit: UnitId, symbol: &str, subject: &str) -> Paper {
        let text = format!(
            "ĐẢNG ỦY PHƯỜNG\nSố {symbol}\nHải Minh, ngày 02 tháng 01 năm 2026\n\nBÁO CÁO\n{subject}\n\nI. Kết quả\n\
             Thực hiện Nghị quyết số 07-NQ/TU, ngày 26/10/2025 của Thành ủy, có 8/10 (70%) chi bộ đạt.\n"
        );
        let fields = Fields {
            kind: Some("báo cáo".to_owned()),
            symbol: Some(symbol.to_owned()),
            date: Some(date(2026, 1, 2)),
            issuer: Some("Đảng ủy phường".to_owned()),
            subject: subject.to_owned(),
            ..Fields::default()
        };
        let id = self.enter_document(clerk, unit, Direction::Incoming, fields, Some(&text)).await;
        let mut read = self.app.database().read().await.unwrap();
        let file = read.document_files(id).await.unwrap()[0].id;
        let finding = read.findings(id).await.unwrap()[0].id;
        Paper { id, file, finding }
    }

    /// Hands out a task of a unit to itself, as this head.
    pub(crate) async fn give(&self, head: &str, unit: UnitId, action: &str) -> TaskId {
        let head = self.app.at_console(&head.parse().unwrap()).await.unwrap();
        let terms = Terms { acceptor: Some(unit), ..Terms::bare(unit, unit, action.to_owned()) };
        let due = Due::Day(date(2026, 3, 31));
        let task = NewTask { terms, due, clauses: Vec::new(), parent: None, rhythm: None };
        head.permit::<TasksAssign>().unwrap().give(&[task]).await.unwrap()[0]
    }

    /// Begins the report of December of a unit, as this head.
    pub(crate) async fn begin_report(&self, head: &str, unit: UnitId) -> ReportId {
        let head = self.app.at_console(&head.parse().unwrap()).await.unwrap();
        let permit = head.permit::<ReportsWrite>().unwrap();
        permit.begin(unit, Kind::Month, date(2025, 12, 14)).await.unwrap()
    }

    /// Enters a document as this clerk.
    pub(crate) async fn enter_document(
        &self,
        clerk: &str,
        unit: UnitId,
        direction: Direction,
        fields: Fields,
        text: Option<&str>,
    ) -> DocumentId {
        let clerk = self.app.at_console(&clerk.parse().unwrap()).await.unwrap();
        let permit = clerk.permit::<DocumentsRegister>().unwrap();
        let entry = Entry {
            unit,
            direction,
            fields,
            arrived_on: None,
            routing: Routing::default(),
            role: FileRole::Editable,
            issued: false,
            although_alike: false,
        };
        let Some(text) = text else { return permit.enter(&entry, None).await.unwrap().id };
        let brought = Brought { name: "Báo cáo.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        let waiting = permit.receive(unit, direction, brought).await.unwrap().id;
        permit.enter(&entry, Some(waiting)).await.unwrap().id
    }

    async fn administrator(&self) -> Person {
        administrator(&self.app).await
    }

    /// An account with one post; `is_open`: the printed password has been replaced.
    pub(crate) async fn person(
        &self,
        name: &str,
        role: &str,
        unit: UnitId,
        is_open: bool,
    ) -> (AccountId, PostId) {
        let sign_in: SignInName = name.replace('_', "-").parse().unwrap();
        let by = self.administrator().await;
        let post = NewPost::held(unit, role, format!("Chức vụ {name}"), SINCE);
        let new =
            NewPerson {
                sign_in: sign_in.clone(), display_name: format!("Người {name}"), email: None, post
            };
        let (account, password) = by.permit::<PeopleChange>().unwrap().add(&new).await.unwrap();
        if is_open {
            self.open(sign_in.as_str(), password.reveal()).await;
        } else {
            // Known to the tests that sign in for the first time.
            self.open_halfway(sign_in.as_str(), password.reveal()).await;
        }
        let posts = self.app.database().read().await.unwrap().posts_of(account).await.unwrap();
        (account, posts.iter().next().unwrap().id)
    }

    async fn open(&self, name: &str, printed: &str) {
        let visit = self.visit(&self.enter_with(name, printed).await).await;
        let Visit::MustChangePassword(person) = &visit else { panic!("{name} has a printed password") };
        person.change_password(printed, PASSWORD).await.unwrap();
        self.app.sign_out(&visit).await.unwrap();
    }

    async fn open_halfway(&self, name: &str, printed: &str) {
        assert!(matches!(
            self.visit(&self.enter_with(name, printed).await).await,
            Visit::MustChangePassword(_)
        ));
    }

    /// A new printed password for an account, which ends its sessions.
    pub(crate) async fn print_password(&self, account: AccountId) -> String {
        let by = self.administrator().await;
        let permit = by.permit::<PeopleChange>().unwrap();
        permit.reset_password(account).await.unwrap().reveal().to_owned()
    }

    /// An address that nobody has come from yet: no try of another counts against it.
    pub(crate) fn origin(&self) -> Origin {
        let number = self.next_address.fetch_add(1, Ordering::SeqCst);
        let address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + number));
        Origin { address: Some(address), agent: "test".to_owned(), request: String::new() }
    }

    /// Signs in; the token of the session.
    pub(crate) async fn enter(&self, name: &str) -> String {
        self.enter_with(&name.replace('_', "-"), PASSWORD).await
    }

    pub(crate) async fn enter_with(&self, name: &str, password: &str) -> String {
        self.app.sign_in(name, password, &self.origin()).await.unwrap().token.reveal()
    }

    pub(crate) async fn visit(&self, token: &str) -> Visit {
        self.app.visit(Some(token), self.origin()).await.unwrap()
    }

    /// The number of the session with this token.
    pub(crate) async fn session(&self, token: &str) -> SessionId {
        match self.visit(token).await {
            Visit::SignedIn(person) | Visit::MustChangePassword(person) => person.session,
            Visit::HalfSigned(half) => half.row.id,
            Visit::Nobody(_) => panic!("a session"),
        }
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, time: SignedDuration) {
        self.seconds.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    /// The end of the log, and the number of the state of the units: equal where nothing was changed.
    pub(crate) async fn state(&self) -> (Head, i64) {
        let mut read = self.app.database().read().await.unwrap();
        (read.log_head().await.unwrap(), read.units_revision().await.unwrap())
    }

    /// Every route of a page.
    pub(crate) fn table(&self) -> Vec<Route> {
        site(&self.app).table().filter(|route| !route.path.starts_with("/api/")).cloned().collect()
    }

    /// Every route of the programming interface.
    pub(crate) fn interface(&self) -> Vec<Route> {
        site(&self.app).table().filter(|route| route.path.starts_with("/api/")).cloned().collect()
    }

    /// A token of the person, with these scopes.
    pub(crate) async fn program(&self, name: &str, scopes: &[Right]) -> String {
        let person = self.app.at_console(&name.replace('_', "-").parse().unwrap()).await.unwrap();
        let wish = TokenWish { name: "x".to_owned(), scopes: scopes.iter().copied().collect(), days: 7 };
        person.permit::<ApiTokensOwn>().unwrap().make(&wish).await.unwrap().1.reveal()
    }

    /// A token with all that the person may.
    pub(crate) async fn whole_program(&self, name: &str) -> String {
        let person = self.app.at_console(&name.replace('_', "-").parse().unwrap()).await.unwrap();
        let all: Vec<Right> = Right::ALL.iter().copied().filter(|right| person.has(*right)).collect();
        self.program(name, &all).await
    }

    /// The one token of the person that does not end: nobody has more than some.
    pub(crate) async fn lasting_program(&self, name: &str) -> String {
        let mut programs = self.programs.lock().await;
        if !programs.contains_key(name) {
            programs.insert(name.to_owned(), self.whole_program(name).await);
        }
        programs[name].clone()
    }

    /// A request of a program.
    pub(crate) async fn call(&self, method: &str, path: &str, token: &str, body: &str) -> Answer {
        self.send(call(method, path, token), None, body.to_owned()).await
    }

    pub(crate) async fn send(&self, request: Builder, token: Option<&str>, body: impl Into<Body>) -> Answer {
        let (parts, bytes) = self.exchange(request, token, body.into()).await;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// The bytes of a file.
    pub(crate) async fn send_bytes(&self, request: Builder, token: Option<&str>, body: &str) -> Bytes {
        self.exchange(request, token, Body::from(body.to_owned())).await.1
    }

    async fn exchange(&self, request: Builder, token: Option<&str>, body: Body) -> (Parts, Bytes) {
        let request = match token {
            Some(token) => request.header("cookie", format!("session={token}")),
            None => request,
        };
        let mut request = request.body(body).unwrap();
        let from = SocketAddr::new(self.origin().address.unwrap(), 40_000);
        request.extensions_mut().insert(ConnectInfo(from));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts, body.collect().await.unwrap().to_bytes())
    }

    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(ask("GET", path), token, "").await
    }

    pub(crate) async fn post(&self, path: &str, token: Option<&str>, body: &str) -> Answer {
        self.send(ask("POST", path), token, body.to_owned()).await
    }
}

/// A request as a program sends one; what is sent is JSON.
pub(crate) fn call(method: &str, path: &str, token: &str) -> Builder {
    let request = Request::builder().method(method).uri(path).header("host", "sauro.example");
    request.header("authorization", format!("Bearer {token}")).header("content-type", "application/json")
}

/// A request as a browser sends one.
pub(crate) fn ask(method: &str, path: &str) -> Builder {
    let request = Request::builder().method(method).uri(path).header("accept", "text/html");
    let request = request.header("host", "sauro.example");
    if method == "GET" {
        request
    } else {
        request.header("content-type", "application/x-www-form-urlencoded")
    }
}

async fn administrator(app: &App) -> Person {
    app.at_console(&"quantri".parse().unwrap()).await.unwrap()
}

async fn found(app: &App, parent: UnitId, name: &str) -> (UnitId, EventId) {
    let person = administrator(app).await;
    let change = domain::units::Change::Create(NewUnit {
        unit: UnitId::new(-1),
        kind: KindCode::new("ward_committee"),
        name: name.to_owned(),
        short_name: None,
        parent: Some(parent),
        position: None,
    });
    let ordered_by = Order {
        symbol: "01-QĐ/TU".to_owned(),
        date: SINCE,
        issuer: "Thành ủy Hải Minh".to_owned(),
        subject: None,
    };
    let revision = person.organisation.revision();
    let request = Change { date: SINCE, change, ordered_by, revision };
    let event = person.permit::<UnitsChange>().unwrap().enter(&request).await.unwrap();
    let forest = app.organisation_now().await.unwrap().on(app.today());
    let unit = forest.nodes().iter().find(|node| node.unit.name == name).unwrap().unit.id;
    (unit, event)
}
