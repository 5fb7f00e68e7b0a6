use crate::Person;
use fantoccini::ClientBuilder;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// How wide the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// 1440 × 900.
    Desk,
    /// 390 × 844.
    Phone,
}

impl View {
    /// Width and height, in CSS pixels.
    #[must_use]
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Desk => (1440, 900),
            Self::Phone => (390, 844),
        }
    }
}

/// Chromium's driver, on a free port.
pub struct Driver {
    address: String,
    _process: Child,
    folders: Vec<TempDir>,
}

/// Chromium and its driver are packages of Debian: put in place where they are missing and may be.
async fn install() {
    if Path::new(CHROMIUM).exists() && Path::new(DRIVER).exists() {
        return;
    }
    let packages = "chromium chromium-driver";
    let script = format!(
        "[ \"$(id -u)\" = 0 ] && apt-get update -qq && \
         DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends {packages}"
    );
    let done = Command::new("sh").args(["-c", &script]).status().await;
    let there = Path::new(CHROMIUM).exists() && Path::new(DRIVER).exists();
    assert!(there, "the browser tests need Debian's {packages}; installing them ended with {done:?}");
}

impl Driver {
    /// Starts it.
    ///
    /// # Panics
    /// It does not start, or there is no Chromium.
    pub async fn start() -> Self {
        install().await;
        let mut process = Command::new(DRIVER)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver starts");
        let mut output = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = loop {
            let line = output.next_line().await.expect("its output").expect("chromedriver says its port");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        Self { address: format!("http://127.0.0.1:{port}"), _process: process, folders: Vec::new() }
    }

    /// Somebody at a browser of their own, on the site at `site`.
    ///
    /// # Panics
    /// Chromium does not start.
    pub async fn person(&mut self, site: &str, view: View) -> Person {
        let folder = tempfile::tempdir().expect("a folder");
        let (width, height) = view.size();
        let arguments = json!([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion",
            "--lang=vi-VN",
            "--accept-lang=vi-VN,vi",
            format!("--user-data-dir={}", folder.path().display()),
            format!("--window-size={width},{height}"),
        ]);
        self.folders.push(folder);
        let options = json!({
            "binary": CHROMIUM,
            "args": arguments,
            "mobileEmulation": {
                "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1, "mobile": false, "touch": false }
            },
        });
        let Value::Object(capabilities) = json!({ "browserName": "chrome", "goog:chromeOptions": options })
        else {
            unreachable!("an object was written")
        };
        let client = ClientBuilder::rustls()
            .expect("TLS")
            .capabilities(capabilities)
            .connect(&self.address)
            .await
            .expect("Chromium starts");
        Person::new(client, site)
    }
}
