//! A provider of OpenID Connect as a process of its own: `oidc-provider-mock` from PyPI, in a virtual environment below the
//! build folder, with every version pinned. It is installed once (about 20 seconds and the network).

use std::fs;
use std::io::Read as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const REQUIREMENTS: &str = include_str!("requirements.txt");

/// The running provider; ends when dropped.
pub(crate) struct Provider {
    process: Child,
    address: SocketAddr,
}

impl Provider {
    /// Installs it if need be and starts it on a free port of this machine, with one person (claims as JSON) in it.
    ///
    /// # Panics
    /// With what to do, when it cannot be installed or does not start.
    pub(crate) fn start(person: &str) -> Self {
        let python = installed(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("oidc-provider"));
        let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).unwrap();
        let process = Command::new(python)
            .args(["-m", "oidc_provider_mock", "--require-nonce", "true", "--user-claims", person, "--port"])
            .arg(address.port().to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut provider = Self { process, address };
        provider.wait();
        provider
    }

    /// Its issuer.
    pub(crate) fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if self.process.try_wait().unwrap().is_some() || begun.elapsed() > Duration::from_secs(60) {
                let _ = self.process.kill();
                let mut words = String::new();
                let _ = self.process.stderr.take().unwrap().read_to_string(&mut words);
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
    let python = folder.join("bin/python");
    let done = folder.join("installed.txt");
    if fs::read_to_string(&done).is_ok_and(|versions| versions == REQUIREMENTS) {
        return python;
    }
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(folder));
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS).unwrap();
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
    fs::write(done, REQUIREMENTS).unwrap();
    python
}

fn run(command: &mut Command) {
    let what = format!("{command:?}");
    let output = command.output().unwrap_or_else(|error| panic!("{what}: {error}. {NEEDED}"));
    assert!(output.status.success(), "{what}:\n{}\n{NEEDED}", String::from_utf8_lossy(&output.stderr));
}

const NEEDED: &str = "The sign-in by OpenID Connect is tested against a real provider, which needs python3 (3.10 or later, \
    with its venv module: python3-venv on Debian) and, the first time, the Python package index pypi.org.";
