//! A PostgreSQL server of the test's own.
//!
//! The binaries are Debian's, `/usr/lib/postgresql/*/bin`; where they are missing and the test runs as root beside `apt-get`, they are installed. The server
//! runs as a user who is not root, on a free loopback port, in a folder of its own, without the care for power cuts that a test does not need. It ends
//! with the process that asked for it, however that ends: a shell watches the pipe between them.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The server of this process.
struct Server {
    port: u16,
    bin: PathBuf,
    /// Held open: when it closes, the server ends.
    _watched: Child,
}

/// Makes an empty database and gives its URL.
///
/// # Panics
/// When there is no PostgreSQL and none can be installed, or it does not start: a test that needs it fails, it is not skipped.
#[must_use]
pub fn database() -> String {
    static SERVER: OnceLock<Server> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(start);
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let port = server.port.to_string();
    run(Command::new(server.bin.join("createdb")).args([
        "--host=127.0.0.1",
        "--port",
        &port,
        "--username=sauro",
        &name,
    ]));
    format!("postgres://sauro@127.0.0.1:{port}/{name}")
}

#[expect(clippy::zombie_processes, reason = "it ends with this process, and nobody is left to wait for it")]
fn start() -> Server {
    let bin = binaries().unwrap_or_else(|| {
        install();
        binaries().expect("no PostgreSQL under /usr/lib/postgresql: install the package postgresql")
    });
    let folder = std::env::temp_dir().join(format!("sauro-postgres-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the server");
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|l| l.local_addr()).expect("a free port").port();
    // Root may not run PostgreSQL; nobody may.
    let root = unix_user_is_root();
    if root {
        run(Command::new("chown").arg("nobody").arg(&folder));
    }
    let data = folder.join("data");
    run(as_nobody(root, &bin.join("initdb"))
        .current_dir(&folder)
        .args(["--auth=trust", "--username=sauro"])
        .args(["--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
        .arg(&data));
    let script = r#"
        "$@" & server=$!
        echo started
        read -r _
        kill -QUIT $server
        wait $server
        cd / && rm -rf "$FOLDER"
    "#;
    let mut command = as_nobody(root, Path::new("/bin/sh"));
    command
        .current_dir(&folder)
        .env("FOLDER", &folder)
        .args(["-c", script, "watch"])
        .arg(bin.join("postgres"));
    command.arg("-D").arg(&data).args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
    command.args(["-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off"]);
    command.args(["-c", "max_connections=200", "-c", "log_min_messages=fatal"]);
    let mut watched = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts");
    let mut line = String::new();
    let out = watched.stdout.take().expect("a pipe");
    BufReader::new(out).read_line(&mut line).expect("the server starts");
    for _ in 0..200 {
        let ready = Command::new(bin.join("pg_isready"))
            .args(["--quiet", "--host=127.0.0.1", "--port", &port.to_string()])
            .status()
            .expect("pg_isready runs");
        if ready.success() {
            return Server { port, bin, _watched: watched };
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("PostgreSQL did not answer on port {port} within ten seconds");
}

/// The newest version that is here.
fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("postgres").exists() && bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin)
}

fn install() {
    assert!(unix_user_is_root(), "no PostgreSQL under /usr/lib/postgresql: install the package postgresql");
    // The package would start a server of its own.
    std::fs::create_dir_all("/etc/postgresql-common").expect("a folder for the setting");
    std::fs::write("/etc/postgresql-common/createcluster.conf", "create_main_cluster = false\n")
        .expect("the setting");
    run(Command::new("apt-get").args(["update", "-qq"]));
    run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args([
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "postgresql",
    ]));
}

fn unix_user_is_root() -> bool {
    let out = Command::new("id").arg("-u").output().expect("id runs");
    out.stdout == b"0\n"
}

fn as_nobody(root: bool, program: &Path) -> Command {
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]).arg(program);
    command
}

fn run(command: &mut Command) {
    let out = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
}
