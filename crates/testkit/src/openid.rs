//! A provider of OpenID Connect as a process of its own: `oidc-provider-mock` from PyPI.

use crate::python::Server;

/// The running provider; ends when dropped.
#[derive(Debug)]
pub struct Provider(Server);

impl Provider {
    /// Installs it if need be below `folder` (`CARGO_TARGET_TMPDIR`) and starts it on a free port of this machine, with one
    /// person (claims as JSON) in it.
    ///
    /// # Panics
    /// With what to do, when it cannot be installed or does not start.
    #[must_use]
    pub fn start(folder: &str, person: &str) -> Self {
        let arguments = ["oidc_provider_mock", "--require-nonce", "true", "--user-claims", person, "--port"];
        let requirements = include_str!("openid/requirements.txt");
        Self(Server::start(folder, "oidc-provider", requirements, &arguments))
    }

    /// Its issuer.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}", self.0.address)
    }
}
