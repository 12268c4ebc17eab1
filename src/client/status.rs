//! What the outcome of an attempt means: a body to check, or an error to tell.

use super::Outcome;
use crate::error::{Ending, Error, Issue, Path};

/// The body of an answer that is a success.
///
/// # Errors
///
/// A status other than 2xx, whatever its body is, a 2xx whose body did not come whole, or no answer at all.
pub fn successful(outcome: Outcome, attempts: u32) -> Result<Vec<u8>, Error> {
    let Outcome { ending, status, retry_after_ms, body } = outcome;
    let is_answer = matches!(ending, Ending::Answered | Ending::BodyBrokeOff | Ending::BodyTooLong);
    if is_answer && !(200..300).contains(&status) {
        return Err(Error::Api { status, retry_after_ms, attempts });
    }
    Err(match (ending, body) {
        (Ending::Answered, Some(body)) => return Ok(body),
        (Ending::BodyTooLong, _) => {
            let message = "expected a body that is not longer than `maxResponseBytes`".to_owned();
            let issues = vec![Issue { path: Path::default(), message }];
            Error::Response { issues, attempts }
        }
        (Ending::KeyRefused, _) => Error::Key,
        (Ending::Aborted, _) => Error::Aborted,
        (Ending::TimedOut, _) => Error::Timeout { attempts },
        (
            Ending::Answered
            | Ending::BodyBrokeOff
            | Ending::Failed
            | Ending::NoResponse
            | Ending::Redirected,
            _,
        ) => Error::Network { ending, attempts },
    })
}
