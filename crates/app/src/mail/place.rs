//! Where letters go, as the keeper of the site writes it down.

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;
use url::Url;

/// How long a server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where letters go.
#[derive(Debug, Clone)]
pub enum MailPlace {
    /// Into a folder, a file each: to look at.
    Folder(PathBuf),
    /// To a server.
    Server(MailServer),
}

/// A server that takes letters. Its password is shown to nobody.
#[derive(Clone)]
pub struct MailServer {
    host: String,
    port: u16,
    credentials: Option<Credentials>,
    line: Line,
}

/// How the line to the server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// From the first byte.
    Wrapped,
    /// It must become so before anything is said.
    Required,
    /// If the server can.
    Opportunistic,
    /// Not at all.
    Open,
}

/// Why a text says no place for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAMailPlace {
    /// It begins with none of the three words.
    #[error("letters go to folder:…, smtp://… or smtps://…")]
    Scheme,
    /// It names no server, or something that this program does not know.
    #[error(
        "a server is written as smtp://name:password@host:587 and nothing else behind it but ?tls=required, opportunistic or none"
    )]
    Server,
    /// The password would go over the network for everybody to read.
    #[error("a password goes over an encrypted line only")]
    OpenPassword,
    /// The sender is none.
    #[error("the sender is no address")]
    Sender,
}

impl FromStr for MailPlace {
    type Err = NotAMailPlace;

    /// `folder:PATH`, `smtp://host:25`, `smtp://name:password@host:587`, `smtps://name:password@host:465`. Where a password stands the line must be encrypted,
    /// elsewhere it is if the server can; `?tls=` says otherwise.
    fn from_str(text: &str) -> Result<Self, NotAMailPlace> {
        if let Some(folder) = text.strip_prefix("folder:") {
            return if folder.is_empty() {
                Err(NotAMailPlace::Scheme)
            } else {
                Ok(Self::Folder(folder.into()))
            };
        }
        if !text.starts_with("smtp://") && !text.starts_with("smtps://") {
            return Err(NotAMailPlace::Scheme);
        }
        let url = Url::parse(text).map_err(|_| NotAMailPlace::Server)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(NotAMailPlace::Server)?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(NotAMailPlace::Server);
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
        let credentials = match (decoded(url.username()), url.password().map(decoded).transpose()) {
            (Ok(name), Ok(None)) if name.is_empty() => None,
            (Ok(name), Ok(Some(password))) => Some(Credentials::new(name, password)),
            _ => return Err(NotAMailPlace::Server),
        };
        let line = match (url.scheme(), url.query()) {
            ("smtps", None) => Line::Wrapped,
            ("smtp", None) if credentials.is_some() => Line::Required,
            ("smtp", None | Some("tls=opportunistic")) => Line::Opportunistic,
            ("smtp", Some("tls=required")) => Line::Required,
            ("smtp", Some("tls=none")) => Line::Open,
            _ => return Err(NotAMailPlace::Server),
        };
        if credentials.is_some() && matches!(line, Line::Open | Line::Opportunistic) {
            return Err(NotAMailPlace::OpenPassword);
        }
        let usual = match line {
            Line::Wrapped => 465,
            _ if credentials.is_some() => 587,
            _ => 25,
        };
        Ok(Self::Server(MailServer {
            host: host.to_owned(),
            port: url.port().unwrap_or(usual),
            credentials,
            line,
        }))
    }
}

impl MailServer {
    /// `mail.haiminh.example:587`.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    pub(super) fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, NotAMailPlace> {
        let secret = || TlsParameters::new(self.host.clone()).map_err(|_| NotAMailPlace::Server);
        let tls = match self.line {
            Line::Wrapped => Tls::Wrapper(secret()?),
            Line::Required => Tls::Required(secret()?),
            Line::Opportunistic => Tls::Opportunistic(secret()?),
            Line::Open => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some(credentials) = &self.credentials {
            builder = builder.credentials(credentials.clone());
        }
        Ok(builder.build())
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("name", &self.name())
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<(String, Line)> {
        match text.parse() {
            Ok(MailPlace::Server(server)) => Some((server.name(), server.line)),
            _ => None,
        }
    }

    #[test]
    fn a_server_is_named_once_and_its_password_never_shown() {
        let is = |name: &str, kept| Some((name.to_owned(), kept));
        assert_eq!(line("smtp://mail.haiminh.example"), is("mail.haiminh.example:25", Line::Opportunistic));
        assert_eq!(
            line("smtp://an:x%40y@mail.haiminh.example"),
            is("mail.haiminh.example:587", Line::Required)
        );
        assert_eq!(line("smtps://an:x@mail.haiminh.example"), is("mail.haiminh.example:465", Line::Wrapped));
        assert_eq!(line("smtp://127.0.0.1:2525?tls=none"), is("127.0.0.1:2525", Line::Open));
        let shown = format!("{:?}", "smtps://an:bi-mat@mail.haiminh.example".parse::<MailPlace>());
        assert!(shown.contains("mail.haiminh.example:465") && !shown.contains("bi-mat"), "{shown}");
    }

    #[test]
    fn what_is_no_place_is_refused_without_repeating_it() {
        use NotAMailPlace::{OpenPassword, Scheme, Server};
        for (text, why) in [
            ("", Scheme),
            ("folder:", Scheme),
            ("http://mail.haiminh.example", Scheme),
            ("smtp://", Server),
            ("smtp://an@mail.haiminh.example", Server),
            ("smtp://mail.haiminh.example/inbox", Server),
            ("smtp://mail.haiminh.example?tls=maybe", Server),
            ("smtps://mail.haiminh.example?tls=none", Server),
            ("smtp://an:bi-mat@mail.haiminh.example?tls=none", OpenPassword),
            ("smtp://an:bi-mat@mail.haiminh.example?tls=opportunistic", OpenPassword),
        ] {
            let refused = text.parse::<MailPlace>().unwrap_err();
            assert_eq!(refused, why, "{text}");
            assert!(!refused.to_string().contains("bi-mat"));
        }
    }
}
