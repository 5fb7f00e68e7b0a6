use crate::View;
use data_encoding::BASE64;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use http::Method;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use url::{ParseError, Url};

/// So long a person waits for something to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// What people choose as their passwords here.
pub const PASSWORD: &str = "thuyền ra khơi sớm 7";

/// Somebody at a browser: looks for things and presses them. What is not there in time is a panic.
pub struct Person {
    client: Client,
    site: String,
}

impl Person {
    pub(crate) fn new(client: Client, site: &str) -> Self {
        Self { client, site: site.to_owned() }
    }

    /// Opens a page by its path.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.unwrap_or_else(|e| panic!("{path}: {e}"));
    }

    /// The first element that fits, once it is there.
    pub async fn see(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css} is not on {}: {error}", self.here().await),
        }
    }

    /// Whether such an element is there now.
    pub async fn sees(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.expect("an answer").is_empty()
    }

    /// The words of an element.
    pub async fn read(&self, css: &str) -> String {
        self.see(css).await.text().await.expect("its words")
    }

    /// Presses an element, and waits for the page that follows where there is one.
    pub async fn press(&self, css: &str) {
        let element = self.see(css).await;
        element.click().await.unwrap_or_else(|e| panic!("{css}: {e}"));
    }

    /// Presses the link or button with these words in `place`.
    pub async fn press_words(&self, place: &str, words: &str) {
        // Marked in the page, then pressed like everything else.
        let script = "const all = [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility()); \
                      document.querySelector('[data-pressed]')?.removeAttribute('data-pressed'); \
                      const found = all.find(one => one.textContent.trim() === arguments[1]); \
                      found?.setAttribute('data-pressed', ''); return Boolean(found)";
        let css = format!("{place} a, {place} button, {place} summary");
        let found = self.ask(script, vec![json!(css), json!(words)]).await;
        assert_eq!(found, json!(true), "“{words}” is not in {place} on {}", self.here().await);
        self.press("[data-pressed]").await;
    }

    /// Types into a field in place of what stands there.
    pub async fn write(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        field.clear().await.unwrap_or_else(|e| panic!("{css}: {e}"));
        field.send_keys(text).await.unwrap_or_else(|e| panic!("{css}: {e}"));
    }

    /// Chooses from a list by the words shown.
    pub async fn choose(&self, css: &str, words: &str) {
        let list = self.see(css).await;
        list.select_by_label(words).await.unwrap_or_else(|e| panic!("{words} is not in {css}: {e}"));
    }

    /// Presses keys, wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let at = self.client.active_element().await.expect("a focus");
        at.send_keys(keys).await.unwrap_or_else(|e| panic!("{keys:?}: {e}"));
    }

    /// Presses Tab until the focus is on such an element.
    pub async fn tab_to(&self, css: &str) {
        for _ in 0..200 {
            self.keys("\u{e004}").await;
            let script = "return document.activeElement.matches(arguments[0])";
            if self.ask(script, vec![json!(css)]).await == json!(true) {
                return;
            }
        }
        panic!("Tab does not come to {css} on {}", self.here().await);
    }

    /// What a script answers: for what only the page knows, such as where the focus is.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// Chooses the theme of this browser: `light`, `dark`.
    pub async fn theme(&self, name: &str) {
        let script = "const done = arguments[arguments.length - 1]; \
             const body = new URLSearchParams({ theme: arguments[0], back: '/robots.txt' }); \
             fetch('/preferences', { method: 'POST', body }).then(answer => done(answer.ok), () => done(false))";
        let done = self.client.execute_async(script, vec![json!(name)]).await;
        assert_eq!(done.expect("an answer"), json!(true), "the theme {name} is not taken");
    }

    /// Chooses a file in a field.
    pub async fn choose_file(&self, css: &str, path: &Path) {
        let field = self.see(css).await;
        let path = path.to_str().expect("a path");
        field.send_keys(path).await.unwrap_or_else(|e| panic!("{css}: {e}"));
    }

    /// The file at `path`, as this person gets it.
    pub async fn download(&self, path: &str) -> Vec<u8> {
        let script = "const done = arguments[arguments.length - 1]; \
             fetch(arguments[0]).then(answer => answer.ok ? answer.blob() : Promise.reject(answer.status)).then(blob => { \
               const reader = new FileReader(); \
               reader.onload = () => done(reader.result.slice(reader.result.indexOf(',') + 1)); \
               reader.readAsDataURL(blob); \
             }).catch(error => done(`!${error}`))";
        let answer = self.client.execute_async(script, vec![json!(path)]).await.expect("an answer");
        let text = answer.as_str().unwrap_or_default();
        BASE64.decode(text.as_bytes()).unwrap_or_else(|e| panic!("{path}: {text}: {e}"))
    }

    /// Path and query of the page.
    pub async fn here(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.as_str().strip_prefix(&self.site).unwrap_or(url.as_str()).to_owned()
    }

    /// Waits until the path begins with `path`.
    pub async fn comes_to(&self, path: &str) {
        let begin = std::time::Instant::now();
        while !self.here().await.starts_with(path) {
            assert!(begin.elapsed() < PATIENCE, "{} instead of {path}", self.here().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until an element shows these words.
    pub async fn reads(&self, css: &str, words: &str) {
        let begin = std::time::Instant::now();
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        loop {
            let text = self.ask(script, vec![json!(css)]).await;
            if text.as_str().is_some_and(|text| text.contains(words)) {
                return;
            }
            assert!(
                begin.elapsed() < PATIENCE,
                "{css} does not say “{words}” on {}: {text}",
                self.here().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Signs in with name and password.
    pub async fn sign_in(&self, name: &str, password: &str) {
        self.go("/sign-in").await;
        self.write("#name", name).await;
        self.write("#password", password).await;
        self.press("main form button.primary").await;
    }

    /// The first sign-in: the printed password, then an own one, which is [`PASSWORD`].
    pub async fn first_sign_in(&self, name: &str, printed: &str) {
        self.sign_in(name, printed).await;
        self.reads("h1", "Đặt mật khẩu của bạn").await;
        self.write("#old", printed).await;
        self.write("#new", PASSWORD).await;
        self.press("main form button.primary").await;
        self.reads("h1", "Việc hôm nay").await;
    }

    /// A picture of the page, under `target/browser/`.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/browser");
        std::fs::create_dir_all(&folder).expect("a folder");
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("a file");
    }

    /// What axe-core finds against WCAG 2.2 AA on this page: rule and place, a line each; empty where nothing.
    pub async fn barriers(&self) -> Vec<String> {
        let axe = include_str!("../vendor/axe.min.js");
        self.client.execute(axe, Vec::new()).await.expect("axe starts");
        let run = "const done = arguments[arguments.length - 1]; \
             const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']; \
             axe.run(document, { runOnly: tags }).then(found => done(found.violations.flatMap(one => \
               one.nodes.map(node => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`))), \
               error => done([String(error)]))";
        let found = self.client.execute_async(run, Vec::new()).await.expect("axe ends");
        serde_json::from_value(found).expect("a list of sentences")
    }

    /// Barriers of these pages, light and dark, and what scrolls sideways. On each page, whatever can be opened is opened where it stands
    /// in one of `opened`, one after the other.
    pub async fn barriers_of(&self, view: View, pages: &[String], opened: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for theme in ["light", "dark"] {
            self.theme(theme).await;
            for page in pages {
                self.go(page).await;
                let html = format!("html[data-theme='{theme}']");
                assert!(self.sees(&html).await, "{page} is not {theme}");
                let script = "return document.documentElement.scrollWidth <= innerWidth";
                if self.ask(script, Vec::new()).await != json!(true) {
                    found.push(format!("{view:?} {theme} {page}: scrolls sideways"));
                }
                let name = page.trim_matches('/').replace(['/', '?', '=', '+'], "-");
                self.picture(&format!("page-{name}-{view:?}-{theme}").to_lowercase()).await;
                for open in opened {
                    let script = "document.querySelectorAll('details:not([data-load])')
                        .forEach(one => one.open = one.closest(arguments[0]) !== null)";
                    self.ask(script, vec![json!(open)]).await;
                    let barriers = self.barriers().await;
                    found.extend(barriers.iter().map(|one| format!("{view:?} {theme} {page} {open}: {one}")));
                }
            }
        }
        found
    }

    /// From now on a device that keeps passkeys and checks its person is at this browser.
    pub async fn hold_device(&self) {
        self.client.issue_cmd(Device).await.expect("a virtual authenticator");
    }

    /// Leaves.
    pub async fn close(self) {
        self.client.close().await.expect("the browser closes");
    }
}

/// Adds a virtual authenticator (WebAuthn §11.2).
#[derive(Debug)]
struct Device;

impl WebDriverCompatibleCommand for Device {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/webauthn/authenticator", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let device = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserConsenting": true,
            "isUserVerified": true,
        });
        (Method::POST, Some(device.to_string()))
    }
}
