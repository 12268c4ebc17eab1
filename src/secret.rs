//! A string that is somebody's live credential and never prints itself.

use std::fmt;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A live credential. Nothing of this package prints, logs or quotes it; take the same care where you keep it.
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
