use std::path::PathBuf;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// A `sauro serve` of its own, on a free port, over a SQLite database that goes away with it.
pub struct Server {
    /// `http://127.0.0.1:…`, without a slash at the end.
    pub address: String,
    /// The one-time password of the administrator, as it was printed.
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

impl Server {
    /// Starts it, on a new database.
    ///
    /// # Panics
    /// It does not start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("sauro.db").display());
        let mut process = Command::new(program())
            .args(["--lang", "en", "serve", "--listen", "127.0.0.1:0", "--organisation", "Thành ủy Hải Minh"])
            .args(["--database", &database])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("sauro serve starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output")).lines();
        let (mut password, mut address) = (None, None);
        while address.is_none() {
            let Some(line) = output.next_line().await.expect("its output") else { break };
            if let Some((_, word)) =
                line.split_once("password:").filter(|(before, _)| before.trim().is_empty())
            {
                password = Some(word.trim().to_owned());
            }
            if let Some(place) = line.find("http://") {
                address = Some(line[place..].trim().trim_end_matches('/').to_owned());
            }
        }
        Self {
            address: address.expect("sauro serve says where it is"),
            password: password.expect("sauro serve prints the password of the administrator"),
            _process: process,
            _output: output,
            _folder: folder,
        }
    }
}
