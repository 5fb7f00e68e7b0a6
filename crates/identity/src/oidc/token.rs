//! Whether an identity token holds (OpenID Connect Core §3.1.3.7).

use chrono::DateTime;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, IssuerUrl, Nonce,
    SignatureVerificationError,
};

use super::{OidcError, TokenFault};

/// So far clocks may differ.
const LEEWAY: SignedDuration = SignedDuration::from_mins(1);

/// What a token must say.
pub(super) struct Expected {
    pub(super) client_id: ClientId,
    pub(super) issuer: IssuerUrl,
    pub(super) nonce: Nonce,
    pub(super) now: Timestamp,
}

impl Expected {
    /// What the token says, if it holds under `keys` and was made together with the access token. `None`: it is signed by a
    /// key that is not among them.
    pub(super) fn claims<'a>(
        &self,
        token: &'a CoreIdToken,
        access: &AccessToken,
        keys: &CoreJsonWebKeySet,
    ) -> Result<Option<&'a CoreIdTokenClaims>, OidcError> {
        let earliest = self.now.saturating_sub(LEEWAY).unwrap_or(self.now);
        let latest = self.now.saturating_add(LEEWAY).unwrap_or(self.now);
        let verifier =
            CoreIdTokenVerifier::new_public_client(self.client_id.clone(), self.issuer.clone(), keys.clone())
                .set_allowed_algs(PUBLIC_KEY_SIGNATURES)
                .set_time_fn(move || DateTime::from_timestamp(earliest.as_second(), 0).unwrap_or_default())
                .set_issue_time_verifier_fn(move |issued| {
                    if issued.timestamp() <= latest.as_second() {
                        Ok(())
                    } else {
                        Err(FROM_THE_FUTURE.to_owned())
                    }
                });
        match token.claims(&verifier, &self.nonce) {
            Err(error) if is_of_unknown_key(&error) => Ok(None),
            Err(ClaimsVerificationError::Other(why)) if why == FROM_THE_FUTURE => {
                Err(OidcError::Token(TokenFault::Time))
            }
            Err(error) => Err(error.into()),
            Ok(claims) => check_access_token(token, claims, access, &verifier).map(|()| Some(claims)),
        }
    }
}

const FROM_THE_FUTURE: &str = "issued in the future";

/// Signatures that only the holder of a private key can make.
const PUBLIC_KEY_SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

fn is_of_unknown_key(error: &ClaimsVerificationError) -> bool {
    matches!(error, ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey))
}

/// The access token must be the one for which the identity token was made, where that says so (`at_hash`).
fn check_access_token(
    token: &CoreIdToken,
    claims: &CoreIdTokenClaims,
    access: &AccessToken,
    verifier: &CoreIdTokenVerifier<'_>,
) -> Result<(), OidcError> {
    let Some(expected) = claims.access_token_hash() else { return Ok(()) };
    let wrong = |why: String| OidcError::Token(TokenFault::Signature(why));
    let algorithm = token.signing_alg().map_err(|error| wrong(error.to_string()))?;
    let key = token.signing_key(verifier).map_err(|error| wrong(error.to_string()))?;
    let hash =
        AccessTokenHash::from_token(access, algorithm, key).map_err(|error| wrong(error.to_string()))?;
    if hash == *expected { Ok(()) } else { Err(wrong("the access token is another".to_owned())) }
}
