//! The body of a 422.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use tsify::Tsify;

use super::schema::{Described, Kind};
use super::text::{Json, JsonObject};

object! {
    /// One thing that the API refused, of those that an `HTTPValidationError` lists.
    pub struct ValidationError {
        /// Where it stands, from the outside in: `["body", "team_id"]`.
        required loc: Vec<IssueLocation>,
        /// What is wrong with it, for a person to read.
        required msg: String,
        /// What is wrong with it, for a program: a code such as `missing`.
        required r#type: String,
        /// What was sent there, secrets included.
        optional input: Json,
        /// More about the refusal, which may repeat what was sent.
        optional ctx: JsonObject,
    }
}

object! {
    /// The body of a 422, of every operation. It repeats what was sent, secrets included.
    pub struct HTTPValidationError {
        /// All that the API refused.
        optional detail: Vec<ValidationError>,
    }
}

/// A key, or an index.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(untagged)]
pub enum IssueLocation {
    /// A key of an object, or one of the words `body`, `path` and `query`.
    Key(String),
    /// The index of an item, or the position in a text.
    Index(f64),
}

impl Described for IssueLocation {
    const KIND: Kind = Kind::Location;
}

impl<'de> Deserialize<'de> for IssueLocation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Key(String),
            Number(f64),
        }

        match Either::deserialize(deserializer)? {
            Either::Key(key) => Ok(Self::Key(key)),
            Either::Number(number) if number.fract() == 0.0 => Ok(Self::Index(number)),
            Either::Number(_) => Err(Error::custom("expected a key or an index")),
        }
    }
}
