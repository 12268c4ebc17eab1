//! The body of a 422 response.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use tsify::Tsify;

use super::schema::{Described, Kind};
use super::text::{Json, JsonObject};

object! {
    /// One problem that the API found in a request. `HTTPValidationError` lists these problems.
    pub struct ValidationError {
        /// The path of the problem, outermost key first: `["body", "team_id"]`.
        required loc: Vec<IssueLocation>,
        /// A human-readable message.
        required msg: String,
        /// A machine-readable code, such as `missing`.
        required r#type: String,
        /// The rejected input, secrets included.
        optional input: Json,
        /// More about the problem. It may repeat the input.
        optional ctx: JsonObject,
    }
}

object! {
    /// The body of a 422 response of any operation. It repeats the input, secrets included.
    pub struct HTTPValidationError {
        /// All problems that the API found.
        optional detail: Vec<ValidationError>,
    }
}

/// A key or an index.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(untagged)]
pub enum IssueLocation {
    /// A key of an object, or one of the words `body`, `path` and `query`.
    Key(String),
    /// The index of an item, or a position in a text.
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
