use std::path::PathBuf;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// A `sauro serve` of its own, on a free port, over a SQLite database that goes away with it.
pub struct Server {
    /// `http://localhost:…`, without a slash at the end: by a name, since passkeys belong to one.
    pub address: String,
    /// The one-time password of the administrator, as it was printed; that of everybody in the invented city.
    pub password: String,
    _process: Child,
    // Read on, so that the server never waits for a full pipe.
    _output: Lines<BufReader<ChildStdout>>,
    _folder: TempDir,
}

/// The program, beside the tests: both are built into one folder.
fn program() -> PathBuf {
    let here = std::env::current_exe().expect("the path of the tests");
    let program = here.ancestors().nth(2).expect("target/debug/deps").join("sauro");
    assert!(program.exists(), "{} is not here: run `cargo build` first", program.display());
    program
}

/// A port that nobody listens on: the server is told its address before it listens.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}

/// The password of everybody in the invented city.
pub const DEMO_PASSWORD: &str = "hai-minh-dung-thu";

impl Server {
    /// Starts it, on a new database.
    ///
    /// # Panics
    /// It does not start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("sauro.db").display());
        let port = free_port();
        let address = format!("http://localhost:{port}");
        let mut command = Command::new(program());
        command
            .args(["--lang", "en", "serve", "--organisation", "Thành ủy Hải Minh"])
            .args(["--listen", &format!("127.0.0.1:{port}"), "--address", &address])
            .args(["--database", &database]);
        Self::run(command, address, folder).await
    }

    /// Starts the invented city: units, figures, tasks, and the report of its last month begun.
    ///
    /// # Panics
    /// It does not start.
    pub async fn demo() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let mut command = Command::new(program());
        command
            .args(["--lang", "en", "demo", "--listen", &format!("127.0.0.1:{port}"), "--folder"])
            .arg(folder.path());
        Self::run(command, format!("http://localhost:{port}"), folder).await
    }

    async fn run(mut command: Command, address: String, folder: TempDir) -> Self {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("sauro starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output")).lines();
        let (mut password, mut is_up) = (None, false);
        while !is_up {
            let Some(line) = output.next_line().await.expect("its output") else { break };
            if let Some((_, word)) =
                line.split_once("password:").filter(|(before, _)| before.trim().is_empty())
            {
                password = Some(word.trim().to_owned());
            }
            is_up = line.contains("http://");
        }
        assert!(is_up, "sauro ended before it was up");
        Self {
            address,
            password: password.unwrap_or_else(|| DEMO_PASSWORD.to_owned()),
            _process: process,
            _output: output,
            _folder: folder,
        }
    }
}
