use data_encoding::BASE32_NOPAD;
use std::time::{SystemTime, UNIX_EPOCH};
use totp_rs::Builder;

/// What an authenticator app shows for `shown`, the secret as the page shows it, `later` seconds from now.
///
/// # Panics
/// The secret is none.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the app shows the code of the very moment")]
pub fn code(shown: &str, later: u64) -> String {
    let letters: String = shown.chars().filter(|letter| !letter.is_whitespace()).collect();
    let secret = BASE32_NOPAD.decode(letters.as_bytes()).expect("a secret in Base32");
    let secret: [u8; 20] = secret.try_into().expect("160 bits");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs();
    Builder::new().with_secret(secret).build_noncompliant().generate(now + later).to_string()
}
