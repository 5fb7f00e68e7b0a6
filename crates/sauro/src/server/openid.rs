//! Sign-in at another site, from what was typed.

use crate::arguments::OpenIdArguments;
use crate::failure::Failure;
use app::sign_in::OpenId;
use identity::oidc::{HttpsClient, OidcError, Settings};
use std::path::Path;
use url::Url;

/// Where the other site sends browsers back to.
const RETURN: &str = "/sign-in/openid/return";

/// What was typed; browsers come back to `site`. The other site is not asked anything: it may be out of reach.
///
/// # Errors
/// Something is missing or cannot be used. No sentence holds the secret.
pub(super) fn of(arguments: &OpenIdArguments, site: Option<&str>) -> Result<Option<OpenId>, Failure> {
    let OpenIdArguments { openid_issuer, openid_client, openid_secret_file, openid_ca_file, openid_name } =
        arguments;
    let said = [openid_issuer, openid_client, openid_name].into_iter().any(Option::is_some);
    if !said && openid_secret_file.is_none() {
        return Ok(None);
    }
    let needed = |option: &'static str, value: Option<&str>| {
        let value = value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
        value.ok_or_else(|| Failure::mistake("openid-incomplete", [("missing", option.to_owned())]))
    };
    let issuer = needed("--openid-issuer", openid_issuer.as_deref())?;
    let client_id = needed("--openid-client", openid_client.as_deref())?;
    let name = needed("--openid-name", openid_name.as_deref())?;
    let site = needed("--address", site)?;
    let settings = Settings {
        issuer: Url::parse(&issuer).map_err(|_| no_address(issuer))?,
        client_id,
        client_secret: openid_secret_file.as_deref().map(secret).transpose()?,
        redirect: Url::parse(&site).and_then(|site| site.join(RETURN)).map_err(|_| no_address(site))?,
    };
    let http = client(openid_ca_file.as_deref())?;
    let openid = OpenId::new(&name, settings, http).map_err(|error| match error {
        OidcError::Insecure(address) => no_address(address),
        other => Failure::bug("server-bug", [("cause", other.to_string())]),
    })?;
    Ok(Some(openid))
}

/// Trusts the authorities in a file too.
fn client(authorities: Option<&Path>) -> Result<HttpsClient, Failure> {
    let pem = authorities.map(read).transpose()?.unwrap_or_default();
    HttpsClient::new(&pem).map_err(|error| {
        let file = authorities.map(|file| file.display().to_string()).unwrap_or_default();
        Failure::mistake("openid-ca", [("file", file), ("cause", error.to_string())])
    })
}

fn no_address(address: String) -> Failure {
    Failure::mistake("openid-address", [("address", address)])
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| {
        let facts = [("file", file.display().to_string()), ("cause", error.to_string())];
        Failure::mistake("openid-file", facts)
    })
}

/// The secret in a file; the end of its line is not of it.
fn secret(file: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(read(file)?).unwrap_or_default();
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::mistake("openid-secret-empty", [("file", file.display().to_string())]));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(issuer: &str, name: &str, secret: Option<&Path>) -> OpenIdArguments {
        OpenIdArguments {
            openid_issuer: Some(issuer.to_owned()),
            openid_client: Some("sauro".to_owned()),
            openid_secret_file: secret.map(Path::to_owned),
            openid_ca_file: None,
            openid_name: Some(name.to_owned()),
        }
    }

    fn key(arguments: &OpenIdArguments, site: Option<&str>) -> &'static str {
        match of(arguments, site) {
            Ok(Some(_)) => "on",
            Ok(None) => "off",
            Err(Failure::Mistake(sentence)) => sentence.key,
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_at_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let (full, empty) = (folder.path().join("full"), folder.path().join("empty"));
        std::fs::write(&full, "bi-mat\n").unwrap();
        std::fs::write(&empty, "\n").unwrap();
        let site = Some("https://sauro.haiminh.example");
        let issuer = "https://id.haiminh.example";
        assert_eq!(key(&OpenIdArguments::default(), None), "off");
        // Nobody answers there: that is no failure to start.
        assert_eq!(key(&typed(issuer, "Cổng", Some(&full)), site), "on");
        assert_eq!(key(&typed(issuer, "Cổng", None), Some("http://localhost:8080")), "on");
        assert_eq!(key(&typed(issuer, "Cổng", None), None), "openid-incomplete");
        assert_eq!(key(&typed(issuer, " ", None), site), "openid-incomplete");
        assert_eq!(key(&typed("http://id.haiminh.example", "Cổng", None), site), "openid-address");
        assert_eq!(key(&typed(issuer, "Cổng", None), Some("http://sauro.haiminh.example")), "openid-address");
        assert_eq!(key(&typed(issuer, "Cổng", Some(&empty)), site), "openid-secret-empty");
        assert_eq!(key(&typed(issuer, "Cổng", Some(&folder.path().join("none"))), site), "openid-file");
        std::fs::write(&empty, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").unwrap();
        let ca = OpenIdArguments { openid_ca_file: Some(empty), ..typed(issuer, "Cổng", Some(&full)) };
        assert_eq!(key(&ca, site), "openid-ca");
        assert_eq!(secret(&full).unwrap(), "bi-mat");
        let shown = format!("{:?}", of(&typed(issuer, "Cổng", Some(&full)), site).unwrap());
        assert!(!shown.contains("bi-mat"), "{shown}");
    }
}
