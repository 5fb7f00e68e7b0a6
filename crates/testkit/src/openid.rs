//! A provider of OpenID Connect as a process of its own: `oidc-provider-mock` from PyPI, in a virtual environment below the
//! build folder, with every version pinned. It is installed once (about 20 seconds and the network).

use std::fs;
use std::io::Read as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const REQUIREMENTS: &str = include_str!("openid/requirements.txt");

/// The running provider; ends when dropped.
#[derive(Debug)]
pub struct Provider {
    process: Child,
    address: SocketAddr,
}

impl Provider {
    /// Installs it if need be below `folder` (`CARGO_TARGET_TMPDIR`) and starts it on a free port of this machine, with one
    /// person (claims as JSON) in it.
    ///
    /// # Panics
    /// With what to do, when it cannot be installed or does not start.
    #[must_use]
    pub fn start(folder: &str, person: &str) -> Self {
        let python = installed(&Path::new(folder).join("oidc-provider"));
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .expect("the provider for the test");
        let process = Command::new(python)
            .args(["-m", "oidc_provider_mock", "--require-nonce", "true", "--user-claims", person, "--port"])
            .arg(address.port().to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the provider for the test");
        let mut provider = Self { process, address };
        provider.wait();
        provider
    }

    /// Its issuer.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if self.process.try_wait().expect("the provider for the test").is_some()
                || begun.elapsed() > Duration::from_secs(60)
            {
                let _ = self.process.kill();
                let mut words = String::new();
                let _ =
                    self.process.stderr.take().expect("the provider for the test").read_to_string(&mut words);
                panic!("the OpenID Connect provider for the test did not start:\n{words}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The interpreter of the virtual environment in `folder`, which is made anew when it is not whole or of other versions.
fn installed(folder: &Path) -> PathBuf {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let python = folder.join("bin/python");
    let done = folder.join("installed.txt");
    if fs::read_to_string(&done).is_ok_and(|versions| versions == REQUIREMENTS) {
        return python;
    }
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the provider for the test");
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(folder));
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS).expect("the provider for the test");
    run(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--requirement",
        ])
        .arg(&requirements));
    fs::write(done, REQUIREMENTS).expect("the provider for the test");
    python
}

fn run(command: &mut Command) {
    let what = format!("{command:?}");
    let output = command.output().unwrap_or_else(|error| panic!("{what}: {error}. {NEEDED}"));
    assert!(output.status.success(), "{what}:\n{}\n{NEEDED}", String::from_utf8_lossy(&output.stderr));
}

const NEEDED: &str = "The sign-in by OpenID Connect is tested against a real provider, which needs python3 (3.10 or later, \
    with its venv module: python3-venv on Debian) and, the first time, the Python package index pypi.org.";
