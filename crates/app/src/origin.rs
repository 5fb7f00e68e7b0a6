//! Where a request comes from.

use std::net::IpAddr;

/// Where a request comes from: for the log, and for slowing down who tries to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The address of the caller; none for the command line and for jobs.
    pub address: Option<IpAddr>,
    /// What the browser calls itself, cut to 200 bytes.
    pub agent: String,
    /// The id of the request.
    pub request: String,
}

impl Origin {
    /// The command line of the machine itself.
    #[must_use]
    pub fn command_line() -> Self {
        Self { address: None, agent: "sauro".to_owned(), request: String::new() }
    }

    pub(crate) fn address_text(&self) -> String {
        self.address.map(|address| address.to_string()).unwrap_or_default()
    }
}
