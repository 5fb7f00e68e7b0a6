//! JSON with one text for one value.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A value as JSON text: no spaces, keys of objects in the order of their bytes. The store keeps the text as it is, since the
/// hash of an entry goes over its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Json(String);

impl Json {
    /// The text of a value.
    ///
    /// # Errors
    /// If the value has no form in JSON: a map whose keys are not texts.
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_string(&Sorted(&serde_json::to_value(value)?)).map(Self)
    }

    /// A text that a store has kept, byte for byte; it is not looked into, so that what somebody changed there is found by its
    /// hash.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value.
    ///
    /// # Errors
    /// If somebody has put in a text that is no JSON.
    pub fn value(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.value().map_err(serde::ser::Error::custom)?.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::of(&Value::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

/// Whether a `serde_json` map keeps its keys in order depends on a feature that any crate of the program may turn on.
struct Sorted<'a>(&'a Value);

impl Serialize for Sorted<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(map) => {
                to.collect_map(map.iter().map(|(k, v)| (k, Sorted(v))).collect::<BTreeMap<_, _>>())
            }
            Value::Array(items) => to.collect_seq(items.iter().map(Sorted)),
            value => value.serialize(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_value_has_one_text() {
        let json = Json::of(&json!({"b": [1, {"z": null, "a": "ầ"}], "a": 1.5})).unwrap();
        assert_eq!(json.as_str(), r#"{"a":1.5,"b":[1,{"a":"ầ","z":null}]}"#);
        assert_eq!(Json::of(&json.value().unwrap()).unwrap(), json);
    }

    #[test]
    fn what_was_kept_stays_as_it_is() {
        let kept = Json::stored("{ not json".to_owned());
        assert_eq!(kept.as_str(), "{ not json");
        assert!(kept.value().is_err());
    }
}
