//! Programs from PyPI as processes of a test's own: each in a virtual environment below the build folder, with every version
//! pinned. It is installed once (about 20 seconds and the network).

use std::fs;
use std::io::Read as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A program that listens; ends when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Installs what `requirements` pins in the folder `name` below `folder` if need be, and runs the Python module that
    /// `arguments` tells, with a free port of this machine at the end.
    ///
    /// # Panics
    /// With what to do, when it cannot be installed or does not start.
    pub(crate) fn start(folder: &str, name: &str, requirements: &str, arguments: &[&str]) -> Self {
        let python = installed(&Path::new(folder).join(name), requirements);
        let address =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
        let process = Command::new(python)
            .arg("-m")
            .args(arguments)
            .arg(address.port().to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("python");
        let mut server = Self { process, address };
        server.wait(name);
        server.drain();
        server
    }

    fn wait(&mut self, name: &str) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            let ended = self.process.try_wait().expect("the process").is_some();
            if ended || begun.elapsed() > Duration::from_secs(60) {
                let _ = self.process.kill();
                let mut words = String::new();
                let _ = self.process.stderr.take().expect("a pipe").read_to_string(&mut words);
                panic!("{name} for the test did not start:\n{words}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Reads on what it says: it would stand still at a full pipe.
    fn drain(&mut self) {
        let mut words = self.process.stderr.take().expect("a pipe");
        std::thread::spawn(move || std::io::copy(&mut words, &mut std::io::sink()));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The interpreter of the virtual environment in `folder`, which is made anew when it is not whole or of other versions.
pub(crate) fn installed(folder: &Path, requirements: &str) -> PathBuf {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let python = folder.join("bin/python");
    let done = folder.join("installed.txt");
    if fs::read_to_string(&done).is_ok_and(|versions| versions == requirements) {
        return python;
    }
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old environment goes");
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(folder));
    let list = folder.join("requirements.txt");
    fs::write(&list, requirements).expect("the list of versions");
    let pip =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"];
    run(Command::new(&python).args(pip).arg(&list));
    fs::write(done, requirements).expect("the list of versions");
    python
}

fn run(command: &mut Command) {
    let what = format!("{command:?}");
    let output = command.output().unwrap_or_else(|error| panic!("{what}: {error}. {NEEDED}"));
    assert!(output.status.success(), "{what}:\n{}\n{NEEDED}", String::from_utf8_lossy(&output.stderr));
}

const NEEDED: &str = "The sign-in by OpenID Connect, the files in S3 and the programming interface are tested with programs \
    that need python3 (3.10 or later, with its venv module: python3-venv on Debian) and, the first time, the Python package \
    index pypi.org.";
