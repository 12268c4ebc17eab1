//! Compares the validator with serde_json and the serde models.

use junction_credentials::check::check_answer;
use junction_credentials::models::schema::{Described, Kind};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

/// Whether serde_json accepts this as JSON, if it does not have to store the values.
pub fn is_json(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// Describes what the validator and serde disagree about. `None` if they agree.
///
/// serde rejects duplicate keys, and the validator validates each of them. Therefore, the validator must accept what
/// serde accepts. serde must accept what the validator accepts, after all duplicate keys except the last are removed.
pub fn disagreement<Model: DeserializeOwned + Described>(bytes: &[u8]) -> Option<String> {
    let checked = check_answer(bytes, const { &Model::KIND });
    let is_well_formed = check_answer(bytes, &Kind::Json).is_ok();
    let text = || String::from_utf8_lossy(bytes);

    // serde_json rejects a byte order mark. It does not limit the depth of values that it ignores.
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if is_well_formed != is_json(plain) && !nests_deeply(plain) {
        return Some(format!("well-formed for the check: {is_well_formed}, but not for serde: {}", text()));
    }
    // serde does not validate UTF-8 in values that it ignores.
    let is_exact = !has_numbers_that_floats_round(plain);
    if is_well_formed && is_exact && checked.is_err() && serde_json::from_slice::<Model>(plain).is_ok() {
        return Some(format!("only serde takes it, the check says {checked:?}: {}", text()));
    }
    if checked.is_ok() && !is_well_formed {
        return Some(format!("a shape, but no JSON: {}", text()));
    }
    if !is_exact {
        return None;
    }
    // Some JSON cannot become a `serde_json::Value`: unpaired surrogates, numbers outside the range of floats, deep
    // nesting.
    if checked.is_ok()
        && let Ok(value) = serde_json::from_slice::<Value>(plain)
        && let Err(error) = serde_json::from_value::<Model>(value)
    {
        return Some(format!("only the check takes it, serde says {error}: {}", text()));
    }
    None
}

/// Whether there are enough brackets to reach the maximum nesting depth.
fn nests_deeply(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 512
}

/// Whether a number may be an integer as a float, but not as written. Such a number has many digits or an exponent.
fn has_numbers_that_floats_round(bytes: &[u8]) -> bool {
    let is_of_a_number = |byte: &u8| byte.is_ascii_digit() || b".eE+-".contains(byte);
    let mut runs = bytes.split(|byte| !is_of_a_number(byte));
    runs.any(|run| run.len() > 15 || run.iter().any(|byte| matches!(byte, b'e' | b'E')))
}
