//! Several `sauro serve` on one PostgreSQL are one site, and one that is killed takes nothing with it.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where a server is asked.
#[derive(Clone)]
struct Client {
    address: String,
}

/// A `sauro serve` of the test's own.
struct Server {
    process: Child,
    client: Client,
    /// What it said before it was ready.
    said: String,
}

impl Server {
    fn start(database: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_sauro"))
            .args(["--lang", "en", "serve", "--listen", "127.0.0.1:0", "--organisation", "Thành ủy Hải Minh"])
            .args(["--database", database])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "it ended: {said}");
            said.push_str(&line);
            if let Some((_, address)) = line.trim().split_once("http://") {
                break address.trim_end_matches('/').to_owned();
            }
        };
        Self { process, client: Client { address }, said }
    }
}

impl Client {
    /// Status, headers and body of the answer; none when the connection ends before it is whole.
    fn ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut text = String::new();
        stream.read_to_string(&mut text).ok()?;
        let (head, body) = text.split_once("\r\n\r\n")?;
        let answer = Answer { head: head.to_owned(), body: body.to_owned() };
        let length = answer.header("content-length").next().map(|length| length.parse().unwrap());
        (length.is_none() || length == Some(body.len())).then_some(answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Whether it has ended already does not matter.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn status(&self) -> u16 {
        self.head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn header<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a str> {
        let headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.filter(move |(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    /// The cookies that it sets, as the next request sends them.
    fn cookies(&self) -> String {
        let set = self.header("set-cookie").map(|value| value.split(';').next().unwrap_or_default());
        set.collect::<Vec<_>>().join("; ")
    }

    /// What stands in a field of its form.
    fn value(&self, name: &str) -> String {
        let tags = self.body.split('<').map(|tag| tag.split('>').next().unwrap_or_default());
        let field = tags.into_iter().find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap();
        field.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }
}

/// The administrator of the first start, who has set a password: name and password printed by `server`.
fn administrator(server: &Server) -> String {
    let client = &server.client;
    let after = |label: &str| {
        let line = server.said.lines().find(|line| line.contains(label)).unwrap();
        line.rsplit_once(' ').unwrap().1.to_owned()
    };
    let (name, printed) = (after("sign-in name:"), after("password:"));
    let body = format!("name={name}&password={printed}");
    let answer = client.ask("POST", "/sign-in", "", &body).unwrap();
    assert_eq!(answer.status(), 303, "{}", answer.head);
    let cookie = answer.cookies();
    let body = format!("old={printed}&new=thuyen+ve+ben+moi+sang+nay");
    let answer = client.ask("POST", "/sign-in/password", &cookie, &body).unwrap();
    assert_eq!(answer.status(), 303, "{}", answer.body);
    let newer = answer.cookies();
    if newer.contains("session") { newer } else { cookie }
}

/// Founds a unit under the root. True when it was answered that it is there.
fn found_unit(server: &Client, cookie: &str, name: &str) -> bool {
    let path = "/units/1/change/create";
    let begin = Instant::now();
    // By time and not by tries: two who never rest can lose to each other any number of times in a row.
    while begin.elapsed() < Duration::from_secs(30) {
        let Some(form) = server.ask("GET", path, cookie, "") else { return false };
        assert_eq!(form.status(), 200, "{}", form.head);
        let (day, revision) = (form.value("date"), form.value("revision"));
        let body = format!(
            "step=enter&date={day}&revision={revision}&name={name}&kind=ward_committee\
             &order_symbol=01-NQ%2FTU&order_date={day}&order_issuer=x"
        );
        match server.ask("POST", path, cookie, &body) {
            Some(answer) if answer.status() == 303 => {
                // Lets the other one in, as a person would.
                std::thread::sleep(Duration::from_millis(5));
                return true;
            }
            // Somebody else was quicker: the form comes again with what is new.
            Some(answer) => assert!(answer.body.contains("name=\"revision\""), "{}", answer.body),
            None => return false,
        }
    }
    panic!("others were quicker for half a minute");
}

fn names(server: &Client, cookie: &str) -> String {
    let page = server.ask("GET", "/units", cookie, "").unwrap();
    assert_eq!(page.status(), 200);
    page.body
}

#[test]
fn two_processes_are_one_site_and_a_killed_one_takes_nothing_with_it() {
    let database = testkit::postgres::database();
    let (one, other) = (Server::start(&database), Server::start(&database));
    assert!(!other.said.contains("password"), "the first start is one: {}", other.said);
    let cookie = administrator(&one);
    let (first, second) = (&one.client, &other.client);

    // What one is told, the other knows with the next request.
    assert!(found_unit(first, &cookie, "PhuongMot"));
    assert!(names(second, &cookie).contains("PhuongMot"), "signed in at one is signed in at the other");
    assert!(found_unit(second, &cookie, "PhuongHai"));
    assert!(names(first, &cookie).contains("PhuongHai"));

    // One is killed while it is asked, and the other goes on.
    let mut answered = vec!["PhuongMot".to_owned(), "PhuongHai".to_owned()];
    for round in 0..6_u64 {
        let mut victim = Server::start(&database);
        let (client, of_victim) = (victim.client.clone(), cookie.clone());
        let asked = std::thread::spawn(move || {
            let names = (0..).map(|number| format!("Xa{round}so{number}a"));
            names.take_while(|name| found_unit(&client, &of_victim, name)).collect::<Vec<_>>()
        });
        let begin = Instant::now();
        let mut number = 0;
        while begin.elapsed() < Duration::from_millis(300 + round * 37) {
            let name = format!("Thon{round}so{number}b");
            number += 1;
            assert!(found_unit(second, &cookie, &name));
            answered.push(name);
        }
        victim.process.kill().unwrap();
        victim.process.wait().unwrap();
        answered.extend(asked.join().unwrap());
        let there = names(second, &cookie);
        for name in &answered {
            assert!(there.contains(name.as_str()), "{name} was answered and is not there, round {round}");
        }
    }
    assert!(answered.iter().any(|name| name.starts_with("Xa")), "those that were killed had work");
    let verified = Command::new(env!("CARGO_BIN_EXE_sauro"))
        .args(["log", "verify", "--database", &database])
        .output()
        .unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}
