//! A string that is a live credential and is never printed.

use std::fmt;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A live credential. This package never prints, logs or quotes it. Take the same care where you store it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(transparent)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_prints_as_three_stars() {
        let secret = Secret("mg_live".to_owned());

        assert_eq!(format!("{secret} {secret:?}"), "*** ***");
    }
}
