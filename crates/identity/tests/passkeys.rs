//! Whole ceremonies with a software authenticator in the place of browser and device.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use identity::passkey::{
    Challenge, NoRelyingParty, Passkey, PasskeyError, Pending, RelyingParty, UserHandle,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::Value;
use url::Url;
use webauthn_authenticator_rs::WebauthnAuthenticator;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;

const SITE: &str = "https://sauro.haiminh.example";

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn site() -> RelyingParty {
    RelyingParty::new(&url(SITE), "Sáu Rõ").unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

/// As if the store had kept it.
fn kept(pending: &Pending) -> Pending {
    Pending::from_json(&pending.to_json().unwrap()).unwrap()
}

/// A browser at `origin` with one device.
struct Browser {
    device: SoftPasskey,
    origin: Url,
}

impl Browser {
    fn new() -> Self {
        Self { device: SoftPasskey::new(true), origin: url(SITE) }
    }

    fn create(&mut self, challenge: &Challenge) -> String {
        let options = serde_json::from_str(challenge.as_json()).unwrap();
        serde_json::to_string(&self.device.do_registration(self.origin.clone(), options).unwrap()).unwrap()
    }

    fn get(&mut self, challenge: &Challenge) -> String {
        let options = serde_json::from_str(challenge.as_json()).unwrap();
        serde_json::to_string(&self.device.do_authentication(self.origin.clone(), options).unwrap()).unwrap()
    }

    /// The soft device stores no user: it is told which passkey to take, and the answer whose it is, as a real one would.
    fn get_discoverable(&mut self, challenge: &Challenge, passkey: &Passkey, user: UserHandle) -> String {
        let mut options: Value = serde_json::from_str(challenge.as_json()).unwrap();
        assert!(options["publicKey"]["allowCredentials"].as_array().is_none_or(Vec::is_empty));
        options["publicKey"]["allowCredentials"] =
            serde_json::json!([{ "type": "public-key", "id": passkey.credential() }]);
        let options = serde_json::from_value(options).unwrap();
        let answer = self.device.do_authentication(self.origin.clone(), options).unwrap();
        let mut answer = serde_json::to_value(answer).unwrap();
        answer["response"]["userHandle"] = base64url(user.as_bytes()).into();
        answer.to_string()
    }
}

fn base64url(bytes: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(bytes)
}

fn registered(browser: &mut Browser) -> (Passkey, UserHandle) {
    let user = UserHandle::of_account(7);
    let (challenge, pending) = site().start_registration(user, "binh", "Trần Văn Bình", &[], now()).unwrap();
    let passkey = site().finish_registration(kept(&pending), &browser.create(&challenge), now()).unwrap();
    (Passkey::from_json(&passkey.to_json().unwrap()).unwrap(), user)
}

#[test]
fn a_passkey_is_registered_and_serves_as_second_step() {
    let mut browser = Browser::new();
    let (passkey, _) = registered(&mut browser);
    let (challenge, pending) = site().start_second_step(std::slice::from_ref(&passkey), now()).unwrap();
    let used = site()
        .finish_second_step(kept(&pending), &browser.get(&challenge), std::slice::from_ref(&passkey), now())
        .unwrap();
    assert!(used.is_changed, "its count went up");
    assert_eq!(used.passkey.credential(), passkey.credential());
}

#[test]
fn a_passkey_says_who_signs_in() {
    let mut browser = Browser::new();
    let (passkey, user) = registered(&mut browser);
    let (challenge, pending) = site().start_sign_in(now()).unwrap();
    let answer = browser.get_discoverable(&challenge, &passkey, user);
    assert_eq!(site().claimed(&answer), Ok(passkey.credential()));
    let finish = |owner| site().finish_sign_in(kept(&pending), &answer, &passkey, owner, now());
    assert!(finish(user).unwrap().is_changed);
    assert_eq!(finish(UserHandle::of_account(8)).unwrap_err(), PasskeyError::Unknown);
}

#[test]
fn the_browser_is_asked_for_what_the_rules_say() {
    let user = UserHandle::of_account(7);
    let (passkey, _) = registered(&mut Browser::new());
    let (challenge, _) = site()
        .start_registration(user, "binh", "Trần Văn Bình", std::slice::from_ref(&passkey), now())
        .unwrap();
    let challenge: Value = serde_json::from_str(challenge.as_json()).unwrap();
    let options = &challenge["publicKey"];
    assert_eq!(options["rp"], serde_json::json!({ "id": "sauro.haiminh.example", "name": "Sáu Rõ" }));
    assert_eq!(options["user"]["id"], base64url(user.as_bytes()));
    assert_eq!(options["user"]["displayName"], "Trần Văn Bình");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "preferred");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["excludeCredentials"][0]["id"], passkey.credential());
    assert_eq!(options["timeout"], 300_000);
    let (challenge, _) = site().start_sign_in(now()).unwrap();
    let challenge: Value = serde_json::from_str(challenge.as_json()).unwrap();
    assert_eq!(challenge["mediation"], Value::Null);
    assert_eq!(challenge["publicKey"]["userVerification"], "required");
}

#[test]
fn an_answer_for_another_site_is_refused() {
    let mut browser = Browser::new();
    let (passkey, _) = registered(&mut browser);
    let (challenge, pending) = site().start_second_step(std::slice::from_ref(&passkey), now()).unwrap();
    browser.origin = url("https://other.sauro.haiminh.example");
    let answer = browser.get(&challenge);
    assert_eq!(
        site().finish_second_step(pending, &answer, &[passkey], now()).unwrap_err(),
        PasskeyError::OtherSite
    );
}

#[test]
fn an_answer_serves_its_own_challenge_only_and_in_time() {
    let mut browser = Browser::new();
    let (passkey, user) = registered(&mut browser);
    let keys = std::slice::from_ref(&passkey);
    let (first, pending) = site().start_second_step(keys, now()).unwrap();
    let (_, other) = site().start_second_step(keys, now()).unwrap();
    let answer = browser.get(&first);
    let finish =
        |pending: &Pending, now| site().finish_second_step(kept(pending), &answer, keys, now).unwrap_err();
    assert_eq!(finish(&other, now()), PasskeyError::OtherChallenge);
    assert_eq!(finish(&pending, now() + SignedDuration::from_mins(5)), PasskeyError::TooLate);
    let (_, sign_in) = site().start_sign_in(now()).unwrap();
    assert_eq!(finish(&sign_in, now()), PasskeyError::OtherChallenge);
    let (_, registration) = site().start_registration(user, "binh", "Bình", keys, now()).unwrap();
    assert_eq!(finish(&registration, now()), PasskeyError::OtherChallenge);
    assert!(site().finish_second_step(pending, &answer, keys, now()).is_ok());
}

#[test]
fn a_revoked_a_foreign_and_a_copied_passkey_are_refused() {
    let mut browser = Browser::new();
    let (passkey, user) = registered(&mut browser);
    let keys = std::slice::from_ref(&passkey);
    let (challenge, pending) = site().start_second_step(keys, now()).unwrap();
    let answer = browser.get(&challenge);
    assert_eq!(site().finish_second_step(pending, &answer, &[], now()).unwrap_err(), PasskeyError::Unknown);

    let (foreign, _) = registered(&mut Browser::new());
    let (challenge, pending) = site().start_sign_in(now()).unwrap();
    let answer = browser.get_discoverable(&challenge, &passkey, user);
    assert!(site().finish_sign_in(pending, &answer, &foreign, user, now()).is_err());

    let ahead = passkey.to_json().unwrap().replace("\"counter\":0", "\"counter\":99");
    let ahead = Passkey::from_json(&ahead).unwrap();
    let (challenge, pending) = site().start_second_step(std::slice::from_ref(&ahead), now()).unwrap();
    let answer = browser.get(&challenge);
    assert_eq!(
        site().finish_second_step(pending, &answer, &[ahead], now()).unwrap_err(),
        PasskeyError::Copied
    );
    assert_eq!(site().start_second_step(&[], now()).unwrap_err(), PasskeyError::Unknown);
}

#[test]
fn a_forged_signature_and_an_unverified_person_are_refused() {
    let mut browser = Browser::new();
    let (passkey, user) = registered(&mut browser);
    let (challenge, pending) = site().start_sign_in(now()).unwrap();
    let answer = browser.get_discoverable(&challenge, &passkey, user);
    let changed = |part: &str, change: fn(&mut Vec<u8>)| {
        let mut answer: Value = serde_json::from_str(&answer).unwrap();
        let mut bytes = data_encoding::BASE64URL_NOPAD
            .decode(answer["response"][part].as_str().unwrap().as_bytes())
            .unwrap();
        change(&mut bytes);
        answer["response"][part] = base64url(&bytes).into();
        site().finish_sign_in(kept(&pending), &answer.to_string(), &passkey, user, now()).unwrap_err()
    };
    assert!(matches!(changed("signature", |bytes| bytes[12] ^= 1), PasskeyError::Wrong(_)));
    assert!(matches!(changed("authenticatorData", |bytes| bytes[36] ^= 1), PasskeyError::Wrong(_)));
    assert_eq!(changed("authenticatorData", |bytes| bytes[32] &= !4), PasskeyError::NotVerified);
    assert_eq!(changed("authenticatorData", |bytes| bytes[0] ^= 1), PasskeyError::OtherSite);
}

#[test]
fn only_sites_for_which_browsers_make_passkeys_are_relying_parties() {
    for good in ["https://haiminh.example/sauro/", "http://localhost:8080", "https://localhost"] {
        assert!(RelyingParty::new(&url(good), "Sáu Rõ").is_ok(), "{good}");
    }
    for bad in
        ["http://haiminh.example", "https://192.0.2.1", "https://[2001:db8::1]", "ftp://localhost", "data:,x"]
    {
        assert_eq!(RelyingParty::new(&url(bad), "Sáu Rõ").unwrap_err(), NoRelyingParty, "{bad}");
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text: String) {
        prop_assert_eq!(site().claimed(&text).unwrap_err(), PasskeyError::Form);
        prop_assert!(Pending::from_json(&text).is_err());
        prop_assert!(Passkey::from_json(&text).is_err());
        let (_, pending) = site().start_sign_in(now()).unwrap();
        let (passkey, user) = registered(&mut Browser::new());
        prop_assert_eq!(site().finish_sign_in(pending, &text, &passkey, user, now()).unwrap_err(), PasskeyError::Form);
    }

    #[test]
    fn any_bytes_in_an_answer_get_an_answer(data: Vec<u8>, client: Vec<u8>, signature: Vec<u8>, id: Vec<u8>) {
        let (passkey, user) = registered(&mut Browser::new());
        let (_, pending) = site().start_sign_in(now()).unwrap();
        let answer = serde_json::json!({
            "id": base64url(&id), "rawId": base64url(&id), "type": "public-key", "extensions": {},
            "response": {
                "authenticatorData": base64url(&data), "clientDataJSON": base64url(&client),
                "signature": base64url(&signature), "userHandle": base64url(user.as_bytes()),
            },
        });
        prop_assert!(site().finish_sign_in(pending, &answer.to_string(), &passkey, user, now()).is_err());
        let (_, pending) = site().start_registration(user, "binh", "Bình", &[], now()).unwrap();
        let answer = serde_json::json!({
            "id": base64url(&id), "rawId": base64url(&id), "type": "public-key", "extensions": {},
            "response": { "attestationObject": base64url(&data), "clientDataJSON": base64url(&client) },
        });
        prop_assert!(site().finish_registration(pending, &answer.to_string(), now()).is_err());
    }
}
