//! The site that is measured.

use super::client::Client;
use crate::bench::broken;
use crate::failure::Failure;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// So long the site may take for anything.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The site, in a process of its own.
pub(super) struct Served {
    /// Address and port.
    pub(super) address: String,
    process: Child,
}

impl Served {
    /// Starts it over a database.
    pub(super) async fn start(url: &str, folder: &Path) -> Result<Self, Failure> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let process = Command::new(std::env::current_exe()?)
            .args(["serve", "--listen", &address, "--database", url, "--files"])
            .arg(folder.join("files"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let served = Self { address, process };
        let begin = Instant::now();
        loop {
            if let Ok(mut client) = Client::open(&served.address).await
                && client.get("/sign-in", "").await.is_ok_and(|answer| answer.status == 200)
            {
                return Ok(served);
            }
            if begin.elapsed() > PATIENCE {
                return Err(broken("the site does not start"));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The most memory that it ever held, in megabytes; nought where the system does not say.
    pub(super) fn peak_memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<usize>().ok());
        kilobytes.unwrap_or_default() >> 10
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Nothing in it is kept; that it has ended already is as well.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
