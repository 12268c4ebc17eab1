//! What a status means: a body to believe, or an error to tell.

use super::{Answer, RawResponse};
use crate::check::check_answer;
use crate::check::read::Value;
use crate::error::{Error, NetworkReason, Refusal};
use crate::models::schema::{Described, Kind};
use crate::models::{Location, ValidationError};
use crate::secret::Secret;

/// The answer, if its status is a success.
///
/// # Errors
///
/// A redirect, a status other than 2xx, whatever its body is, or a 2xx whose body broke off. The secrets stand as `***` in what the API says.
pub fn successful<Body: AsRef<[u8]>>(
    response: RawResponse<Body>,
    secrets: &[Secret],
    attempts: u32,
) -> Result<Answer<Body>, Error> {
    match response {
        RawResponse::Redirect { origin } => {
            Err(Error::Network { reason: NetworkReason::Redirect(origin), attempts })
        }
        RawResponse::Answer { status: status @ 200..=299, body } => match body {
            Ok(body) => Ok(Answer { status, body }),
            Err(reason) => Err(Error::Network { reason, attempts }),
        },
        RawResponse::Answer { status: 422, body: Ok(body) } => {
            Err(Error::Api { status: 422, refusals: refusals(body.as_ref(), secrets), attempts })
        }
        RawResponse::Answer { status, .. } => Err(Error::Api { status, refusals: Vec::new(), attempts }),
    }
}

/// What a 422 complains about, without the input that it repeats: every complaint that is as described.
fn refusals(body: &[u8], secrets: &[Secret]) -> Vec<Refusal> {
    if check_answer(body, &Kind::Json).is_err() {
        return Vec::new();
    }
    let refusal = |error: Value<'_>| Refusal {
        loc: error
            .member("loc")
            .into_iter()
            .flat_map(Value::items)
            .map(|part| location(part, secrets))
            .collect(),
        msg: text(error, "msg", secrets),
        code: text(error, "type", secrets),
    };
    let errors = Value::document(body).member("detail").into_iter().flat_map(Value::items);
    errors.filter(|error| check_answer(error.json(), &ValidationError::KIND).is_ok()).map(refusal).collect()
}

fn location(part: Value<'_>, secrets: &[Secret]) -> Location {
    match part.string() {
        Some(key) => Location::Key(without_secrets(key, secrets)),
        None => Location::Index(part.number().and_then(|number| number.parse().ok()).unwrap_or_default()),
    }
}

fn text(error: Value<'_>, key: &str, secrets: &[Secret]) -> String {
    without_secrets(error.member(key).and_then(Value::string).unwrap_or_default(), secrets)
}

fn without_secrets(mut text: String, secrets: &[Secret]) -> String {
    let mut secrets: Vec<&str> =
        secrets.iter().map(Secret::expose).filter(|secret| !secret.is_empty()).collect();
    // A secret may be part of a longer one, of which the rest would stay.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    for secret in secrets {
        if text.contains(secret) {
            text = text.replace(secret, "***");
        }
    }
    text
}
