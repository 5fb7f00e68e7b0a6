//! Texts of a query that are no longer than the document says.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// At most `N` characters, as `maxLength` counts them.
pub(super) fn within<'de, D: Deserializer<'de>, const N: usize>(from: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    if text.as_ref().is_some_and(|text| text.chars().count() > N) {
        return Err(D::Error::custom(format_args!("longer than {N} characters")));
    }
    Ok(text)
}
