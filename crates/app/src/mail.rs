//! Letters: plain text, one at a time, to a server or into a folder.

mod place;

pub use place::{MailPlace, NotAMailPlace};

use crate::jobs::JobError;
use crate::notices::Event;
use domain::people::{Email, Language};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Puts the message with this key and these arguments into a language.
pub type Words = Arc<dyn Fn(Language, &str, &[(&'static str, String)]) -> String + Send + Sync>;

/// How letters go out. Cheap to clone.
#[derive(Clone)]
pub struct Mail {
    way: Way,
    from: Mailbox,
    /// Address of the site, without a slash at the end.
    site: Option<String>,
    words: Words,
}

#[derive(Clone)]
enum Way {
    Off,
    Folder(PathBuf),
    Server { transport: AsyncSmtpTransport<Tokio1Executor>, name: String },
}

/// A letter to be written.
pub(crate) struct Written<'a> {
    /// Its number: the same letter has the same one.
    pub(crate) number: String,
    /// When it was asked for.
    pub(crate) at: Timestamp,
    pub(crate) to: Email,
    /// Name of the person; empty where nobody knows.
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) event: &'a Event,
}

impl Mail {
    /// No letters go out.
    #[must_use]
    pub fn off() -> Self {
        let local = Address::new_dangerous("sauro", "localhost");
        let words: Words = Arc::new(|_, key, _| key.to_owned());
        Self { way: Way::Off, from: Mailbox::new(None, local), site: None, words }
    }

    /// Letters go to `place`, in words of `words`, from the address `from`; with links, where the address of the site is known: `https://…`.
    ///
    /// # Errors
    /// [`NotAMailPlace`] when the server cannot be named like that.
    pub fn open(
        place: &MailPlace,
        from: &Email,
        site: Option<&str>,
        words: Words,
    ) -> Result<Self, NotAMailPlace> {
        let way = match place {
            MailPlace::Folder(folder) => Way::Folder(folder.clone()),
            MailPlace::Server(server) => Way::Server { transport: server.transport()?, name: server.name() },
        };
        let from = from.as_str().parse().map_err(|_| NotAMailPlace::Sender)?;
        let site = site.map(|site| site.trim_end_matches('/').to_owned());
        Ok(Self { way, from: Mailbox::new(Some("Sáu Rõ".to_owned()), from), site, words })
    }

    /// Do letters go out at all?
    #[must_use]
    pub fn is_on(&self) -> bool {
        !matches!(self.way, Way::Off)
    }

    /// Where they go: name of the server, or the folder. None where they do not.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        match &self.way {
            Way::Off => None,
            Way::Folder(folder) => folder.to_str(),
            Way::Server { name, .. } => Some(name),
        }
    }

    /// Sends a letter. `local`: day and time at which it was asked for.
    pub(crate) async fn send(&self, letter: &Written<'_>, local: DateTime) -> Result<(), JobError> {
        let message = self.message(letter, local).map_err(|error| JobError::Never(error.to_string()))?;
        match &self.way {
            // It was turned off since the letter was asked for.
            Way::Off => Err(JobError::Never("mail-off".to_owned())),
            Way::Folder(folder) => keep(folder, &letter.number, message.formatted())
                .await
                .map_err(|e| JobError::Later(e.to_string())),
            Way::Server { transport, .. } => match transport.send(message).await {
                Ok(_) => Ok(()),
                // The server will say the same again.
                Err(error) if error.is_permanent() => Err(JobError::Never(crate::with_causes(&error))),
                Err(error) => Err(JobError::Later(crate::with_causes(&error))),
            },
        }
    }

    fn message(&self, letter: &Written<'_>, local: DateTime) -> Result<Message, lettre::error::Error> {
        let address = letter.to.as_str().parse().map_err(|_| lettre::error::Error::EmailMissingAt)?;
        let name = Some(line(&letter.name)).filter(|name| !name.is_empty());
        let subject = line(&self.word(letter, letter.event.subject(), &[]));
        let host = self.from.email.domain();
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, address))
            .subject(format!("[Sáu Rõ] {subject}"))
            .date(std::time::SystemTime::from(letter.at))
            .message_id(Some(format!("<{}@{host}>", letter.number)))
            .header(AutoSubmitted)
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .body(self.text(letter, local))
    }

    /// Greeting, what happened and when, what to do, where.
    fn text(&self, letter: &Written<'_>, local: DateTime) -> String {
        let (key, arguments) = letter.event.sentence();
        let greeting = match letter.name.is_empty() {
            true => self.word(letter, "letter-greeting-nobody", &[]),
            false => self.word(letter, "letter-greeting", &[("name", line(&letter.name))]),
        };
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        let when = [("time", time), ("day", print_date(local.date()))];
        let mut parts =
            vec![greeting, self.word(letter, key, &arguments), self.word(letter, "letter-when", &when)];
        parts.extend(letter.event.advice().map(|advice| self.word(letter, advice, &[])));
        parts.extend(self.site.as_ref().map(|site| format!("{site}{}", letter.event.link())));
        parts.push(self.word(letter, "letter-foot", &[]));
        parts.join("\n\n") + "\n"
    }

    fn word(&self, letter: &Written<'_>, key: &str, arguments: &[(&'static str, String)]) -> String {
        (self.words)(letter.language, key, arguments)
    }
}

/// Says that no person has sent it, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// One line: what stands in a header cannot begin another.
fn line(text: &str) -> String {
    let plain = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    text.chars().map(plain).take(200).collect::<String>().trim().to_owned()
}

/// `31/12/2025`.
pub(crate) fn print_date(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// Under its number, whole or not at all.
async fn keep(folder: &Path, number: &str, bytes: Vec<u8>) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let half = folder.join(format!(".{number}"));
    tokio::fs::write(&half, bytes).await?;
    tokio::fs::rename(half, folder.join(format!("{number}.eml"))).await
}

#[cfg(test)]
#[path = "mail/tests.rs"]
mod tests;
