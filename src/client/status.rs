//! What a status means: a body to believe, or an error to tell.

use super::{Answer, BodyFault, RawResponse, retry};
use crate::check::check_answer;
use crate::check::read::Value;
use crate::error::{Error, Issue, NetworkReason, Path, Refusal};
use crate::models::schema::{Described, Kind};
use crate::models::{IssueLocation, ValidationError, formats};
use crate::secret::Secret;

/// What an answer is read with.
pub struct Reading<'r> {
    /// What must not be shown if the API repeats it.
    pub secrets: &'r [&'r Secret],
    /// How often the request has been sent.
    pub attempts: u32,
    /// The milliseconds from 1970 to now.
    pub now_ms: f64,
    /// What was passed on for tracing.
    pub traceparent: Option<&'r str>,
}

impl Reading<'_> {
    /// The answer, if its status is a success.
    ///
    /// # Errors
    ///
    /// A redirect, a status other than 2xx, whatever its body is, or a 2xx whose body could not be read to its end. The
    /// secrets stand as `***` in what the API says.
    pub fn successful<Body: AsRef<[u8]>>(&self, response: RawResponse<Body>) -> Result<Answer<Body>, Error> {
        let attempts = self.attempts;
        let (status, retry_after, body) = match response {
            RawResponse::Redirect { origin } => {
                return Err(Error::Network { reason: NetworkReason::Redirect(origin), attempts });
            }
            RawResponse::Answer { status, retry_after, body } => (status, retry_after, body),
        };
        match (status, body) {
            (200..=299, Ok(body)) => Ok(Answer { status, body }),
            (200..=299, Err(BodyFault::Network(reason))) => Err(Error::Network { reason, attempts }),
            (200..=299, Err(BodyFault::TooLong)) => {
                let message = "expected a body that is not longer than `maxResponseBytes`".to_owned();
                Err(Error::Response {
                    status: Some(status),
                    issues: vec![Issue { path: Path::default(), message }],
                })
            }
            (422, Ok(body)) => Err(self.refused(status, None, refusals(body.as_ref(), self.secrets))),
            _ => Err(self.refused(status, retry_after, Vec::new())),
        }
    }

    fn refused(&self, status: u16, retry_after: Option<String>, refusals: Vec<Refusal>) -> Error {
        Error::Api {
            status,
            refusals,
            retry_after_ms: retry_after.and_then(|header| retry::retry_after_ms(&header, self.now_ms)),
            attempts: self.attempts,
            trace_id: self.traceparent.and_then(formats::trace_id).map(str::to_owned),
        }
    }
}

/// What a 422 complains about, without the input that it repeats: every complaint that is as described.
fn refusals(body: &[u8], secrets: &[&Secret]) -> Vec<Refusal> {
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

fn location(part: Value<'_>, secrets: &[&Secret]) -> IssueLocation {
    match part.string() {
        Some(key) => IssueLocation::Key(without_secrets(key, secrets)),
        None => IssueLocation::Index(part.whole_number().unwrap_or_default()),
    }
}

fn text(error: Value<'_>, key: &str, secrets: &[&Secret]) -> String {
    without_secrets(error.member(key).and_then(Value::string).unwrap_or_default(), secrets)
}

fn without_secrets(mut text: String, secrets: &[&Secret]) -> String {
    let secrets = secrets.iter().map(|secret| secret.expose()).filter(|secret| !secret.is_empty());
    let mut forms: Vec<String> = secrets.flat_map(forms_of).collect();
    // The longest first: a secret may be part of a longer one, of which the rest would stay.
    while let Some(longest) = forms.iter().map(String::len).max() {
        forms.retain(|form| {
            let is_longest = form.len() == longest;
            if is_longest {
                text = without(&text, form);
            }
            !is_longest
        });
    }
    text
}

/// A text in which every occurrence of a secret is replaced.
fn without(text: &str, secret: &str) -> String {
    let mut clean = String::new();
    let mut rest = text.chars();
    while !rest.as_str().is_empty() {
        if let Some(behind) = rest.as_str().strip_prefix(secret) {
            clean.push_str("***");
            rest = behind.chars();
        } else {
            clean.extend(rest.next());
        }
    }
    clean
}

/// A secret as it is, as JSON writes it, and as JSON writes it in ASCII.
fn forms_of(secret: &str) -> [String; 3] {
    let (mut json, mut ascii) = (String::new(), String::new());
    for character in secret.chars() {
        let escape = match character {
            '\u{8}' => Some('b'),
            '\u{c}' => Some('f'),
            '\n' => Some('n'),
            '\r' => Some('r'),
            '\t' => Some('t'),
            '"' | '\\' => Some(character),
            _ => None,
        };
        if let Some(escape) = escape {
            json.extend(['\\', escape]);
            ascii.extend(['\\', escape]);
            continue;
        }
        if character < ' ' {
            push_unit(&mut json, character as u16);
            push_unit(&mut ascii, character as u16);
            continue;
        }
        json.push(character);
        if character.is_ascii() {
            ascii.push(character);
            continue;
        }
        character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| push_unit(&mut ascii, *unit));
    }
    [secret.to_owned(), json, ascii]
}

/// Adds the escape of half a character, or of a whole one.
fn push_unit(text: &mut String, unit: u16) {
    let digits = [12, 8, 4, 0].map(|shift| char::from_digit(u32::from(unit >> shift & 0xF), 16));
    text.push_str("\\u");
    text.extend(digits.into_iter().flatten());
}
