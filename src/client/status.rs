//! What the outcome of an attempt means: a body to check, or an error to tell.

use super::Outcome;
use crate::error::{Ending, Error, Issue, Path};

/// Whether an outcome is the whole of an answer that is a success.
///
/// # Errors
///
/// A status other than 2xx, whatever its body is, a 2xx whose body did not come whole, or no answer at all.
pub fn successful(outcome: &Outcome, attempts: u32) -> Result<(), Error> {
    let Outcome { ending, status, retry_after_ms, .. } = *outcome;
    let is_success = (200..300).contains(&status);
    Err(match ending {
        Ending::Answered | Ending::BodyBrokeOff | Ending::BodyTooLong if !is_success => {
            Error::Api { status, retry_after_ms, attempts }
        }
        Ending::Answered => return Ok(()),
        Ending::BodyTooLong => {
            let message = "expected a body that is not longer than `maxResponseBytes`".to_owned();
            let issues = vec![Issue { path: Path::default(), message }];
            Error::Response { issues, attempts }
        }
        Ending::KeyRefused => Error::Key,
        Ending::Aborted => Error::Aborted,
        Ending::TimedOut => Error::Timeout { attempts },
        Ending::BodyBrokeOff | Ending::Failed | Ending::NoResponse | Ending::Redirected => {
            Error::Network { ending, attempts }
        }
    })
}
