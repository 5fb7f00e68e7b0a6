//! Asking, and how long answers take.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How fast is asked.
#[derive(Clone, Copy)]
pub(crate) enum Pace {
    /// So many times in a second, whether or not answers come: waiting in line counts.
    Every(u32),
    /// So many at once, each again as soon as its answer is there.
    AsFast(usize),
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Every(times) => format!("{times} a second"),
            Self::AsFast(at_once) => format!("{at_once} at once"),
        };
        f.pad(&text)
    }
}

/// What came out.
pub(crate) struct Measured {
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    pub(crate) in_a_second: f64,
    bytes: usize,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [p50, p99] = [self.p50, self.p99].map(|time| time.as_secs_f64() * 1_000.0);
        write!(
            f,
            "p50 {p50:8.1} ms   p99 {p99:8.1} ms   {:7.0} a second   {} KB",
            self.in_a_second,
            self.bytes >> 10
        )
    }
}

/// Asks for one page, as many people.
pub(crate) fn run(address: &str, path: &str, cookies: &[String], pace: Pace, time: Duration) -> Measured {
    let (connections, most) = match pace {
        Pace::Every(times) => (32, times as usize * time.as_secs() as usize),
        Pace::AsFast(at_once) => (at_once, usize::MAX),
    };
    let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let begin = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let askers = (0..connections).map(|_| {
            scope.spawn(|| {
                let mut connection = Connection::open(address);
                let mut times = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let due = match pace {
                        Pace::Every(times) => {
                            begin + Duration::from_secs_f64(number as f64 / f64::from(times))
                        }
                        Pace::AsFast(_) => Instant::now(),
                    };
                    if number >= most || due.duration_since(begin) >= time {
                        return times;
                    }
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    // A prime step: neighbours in time are different people.
                    let answer = connection.ask(path, &cookies[number * 7_919 % cookies.len()]);
                    bytes.store(answer, Ordering::Relaxed);
                    times.push(due.elapsed());
                }
            })
        });
        let askers: Vec<_> = askers.collect();
        askers.into_iter().flat_map(|asker| asker.join().unwrap()).collect()
    });
    let took = begin.elapsed();
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    Measured {
        p50: at(50),
        p99: at(99),
        in_a_second: times.len() as f64 / took.as_secs_f64(),
        bytes: bytes.load(Ordering::Relaxed),
    }
}

/// A connection that is kept open, and opened again where the server closes it.
struct Connection {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Connection {
    fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { address: address.to_owned(), stream: BufReader::new(stream) }
    }

    /// Bytes of the body of the answer, which has to be a page.
    fn ask(&mut self, path: &str, cookie: &str) -> usize {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.stream.read_line(&mut head).unwrap(), 0, "the server ended: {head}");
        }
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        let lower = head.to_lowercase();
        let length = lower.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or_else(|| panic!("a page of a known length: {head}"))];
        self.stream.read_exact(&mut body).unwrap();
        if lower.contains("connection: close") {
            *self = Self::open(&self.address.clone());
        }
        body.len()
    }
}

/// The processes of a site; they end with it.
pub(crate) struct Processes(pub(crate) Child);

impl Processes {
    /// Bytes of memory that they hold, those of children with them.
    pub(crate) fn memory(&self) -> usize {
        let mut all = vec![self.0.id()];
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", self.0.id()));
        all.extend(children.unwrap_or_default().split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        let resident = |id: &u32| {
            let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim();
            line.strip_suffix(" kB")?.parse::<usize>().ok().map(|size| size << 10)
        };
        all.iter().filter_map(resident).sum()
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        // Workers end when their master is told to, not when it is killed.
        let told = std::process::Command::new("kill").arg(self.0.id().to_string()).status();
        if told.is_err() {
            drop(self.0.kill());
        }
        drop(self.0.wait());
    }
}

/// Waits for the first answer.
pub(crate) fn first_answer(address: &str, path: &str, begin: Instant) -> Duration {
    loop {
        if let Ok(mut stream) = TcpStream::connect(address) {
            let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            let mut answer = String::new();
            let asked =
                stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_string(&mut answer));
            if asked.is_ok() && answer.starts_with("HTTP/1.1 200") {
                return begin.elapsed();
            }
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "{address} does not answer");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A port that nobody has.
pub(crate) fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap().to_string()
}
