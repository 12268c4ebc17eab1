//! Decides which failures are retried, and how long to wait.

use std::cell::Cell;

use super::failure::{Failure, Reason};
use crate::models::Effect;

/// The maximum wait before the first retry.
pub const FIRST_DELAY_MS: f64 = 500.0;

/// The maximum wait before a retry, unless the API asks for a wait.
pub const LONGEST_DELAY_MS: f64 = 8000.0;

/// The maximum wait that the API may ask for.
pub const LONGEST_RETRY_AFTER_MS: f64 = 60_000.0;

/// Whether the same request may be sent again after a failure.
pub fn is_retryable(failure: &Failure, effect: Effect) -> bool {
    match (failure, effect) {
        (Failure::Network { reason: Reason::FetchFailed | Reason::BodyBrokeOff }, Effect::Idempotent) => true,
        (Failure::Timeout, Effect::Idempotent) => true,
        (Failure::Api { status: 429 | 503, .. }, _) => true,
        (Failure::Api { status: 500 | 502 | 504, .. }, Effect::Idempotent) => true,
        (
            Failure::Network { .. }
            | Failure::Timeout
            | Failure::Api { .. }
            | Failure::Request { .. }
            | Failure::Response { .. }
            | Failure::Aborted
            | Failure::PassedOn,
            _,
        ) => false,
    }
}

/// The wait before the next attempt, in milliseconds. `None` if the API asks for more than the maximum.
///
/// `random` is between 0 and 1. The wait is `random` times the current maximum (full jitter), so that clients that failed
/// at the same time do not retry at the same time.
pub fn delay_ms(failure: &Failure, attempts: u32, random: f64) -> Option<f64> {
    if let Failure::Api { retry_after_ms: Some(wanted), .. } = failure {
        return (*wanted <= LONGEST_RETRY_AFTER_MS).then_some(*wanted);
    }
    // After five doublings, the wait is longer than the maximum.
    let doubled = f64::from(1_u32 << attempts.saturating_sub(1).min(5)) * FIRST_DELAY_MS;
    Some(random * doubled.min(LONGEST_DELAY_MS))
}

/// The retry budget, a token bucket. Every retry takes tokens, every success puts some back, and a client without
/// enough tokens does not retry. This prevents retry storms.
#[derive(Debug)]
pub struct Bucket(Cell<u32>);

impl Bucket {
    const CAPACITY: u32 = 500;
    const RETRY: u32 = 5;
    const RETRY_AFTER_TIMEOUT: u32 = 10;
    const FIRST_SUCCESS: u32 = 1;

    /// Takes the cost of a retry after this failure, and returns it. `None` if there are not enough tokens.
    pub fn take(&self, failure: &Failure) -> Option<u32> {
        let cost = match failure {
            Failure::Timeout => Self::RETRY_AFTER_TIMEOUT,
            Failure::Network { .. }
            | Failure::Api { .. }
            | Failure::Request { .. }
            | Failure::Response { .. }
            | Failure::Aborted
            | Failure::PassedOn => Self::RETRY,
        };
        self.0.set(self.0.get().checked_sub(cost)?);
        Some(cost)
    }

    /// Puts back the tokens that the last retry took, or one token if there was no retry.
    pub fn give_back(&self, taken: Option<u32>) {
        let tokens = self.0.get() + taken.unwrap_or(Self::FIRST_SUCCESS);
        self.0.set(tokens.min(Self::CAPACITY));
    }
}

impl Default for Bucket {
    fn default() -> Self {
        Self(Cell::new(Self::CAPACITY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn api(status: u16) -> Failure {
        Failure::Api { status, issues: Vec::new(), detail: None, retry_after_ms: None }
    }

    fn network(reason: Reason) -> Failure {
        Failure::Network { reason }
    }

    #[test]
    fn what_may_pass_is_tried_again_unless_a_write_may_have_been_done() {
        let failed = network(Reason::FetchFailed);
        let broken = network(Reason::BodyBrokeOff);

        for status in [429, 503] {
            assert!(is_retryable(&api(status), Effect::Idempotent));
            assert!(is_retryable(&api(status), Effect::Write));
        }
        for failure in [&api(500), &api(502), &api(504), &Failure::Timeout, &failed, &broken] {
            assert!(is_retryable(failure, Effect::Idempotent), "{failure:?}");
            assert!(!is_retryable(failure, Effect::Write), "{failure:?}");
        }
    }

    #[test]
    fn what_will_not_pass_is_not_tried_again() {
        for failure in [
            &api(400),
            &api(401),
            &api(404),
            &api(422),
            &api(501),
            &network(Reason::Redirected { target_origin: None }),
            &network(Reason::NoResponse),
            &network(Reason::ProgrammingError),
            &Failure::response(200, "expected a uuid"),
            &Failure::request("id", "expected a uuid"),
            &Failure::Aborted,
            &Failure::PassedOn,
        ] {
            assert!(!is_retryable(failure, Effect::Idempotent), "{failure:?}");
            assert!(!is_retryable(failure, Effect::Write), "{failure:?}");
        }
    }

    #[test]
    fn a_wait_is_spread_and_doubles_up_to_eight_seconds() {
        let longest: Vec<_> = (1..=7).filter_map(|attempts| delay_ms(&api(503), attempts, 1.0)).collect();

        assert_eq!(longest, [500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0, 8000.0]);
        assert_eq!(delay_ms(&api(503), 3, 0.25), Some(500.0));
        assert_eq!(delay_ms(&api(503), 3, 0.0), Some(0.0));
        assert_eq!(delay_ms(&api(503), u32::MAX, 1.0), Some(8000.0));
    }

    #[test]
    fn the_wait_that_the_api_asks_for_wins_up_to_a_minute() {
        let asking = |wanted| Failure::Api {
            status: 429,
            issues: Vec::new(),
            retry_after_ms: Some(wanted),
            detail: None,
        };

        assert_eq!(delay_ms(&asking(0.0), 5, 1.0), Some(0.0));
        assert_eq!(delay_ms(&asking(60_000.0), 1, 0.0), Some(60_000.0));
        assert_eq!(delay_ms(&asking(60_001.0), 1, 0.0), None);
    }

    #[test]
    fn a_client_that_fails_for_long_stops_retrying_until_it_succeeds() {
        let bucket = Bucket::default();
        let timeout = Failure::Timeout;

        let retries = std::iter::from_fn(|| bucket.take(&api(503))).count();
        assert_eq!(retries, 100);

        for _ in 0..9 {
            bucket.give_back(None);
        }
        assert_eq!(bucket.take(&timeout), None);
        assert_eq!(bucket.take(&api(503)), Some(5));
        bucket.give_back(Some(10));
        assert_eq!(bucket.take(&timeout), Some(10));
        assert_eq!(bucket.take(&api(503)), None);
    }

    #[test]
    fn successes_fill_the_bucket_no_further_than_it_was() {
        let bucket = Bucket::default();

        bucket.give_back(Some(10));

        assert_eq!(std::iter::from_fn(|| bucket.take(&api(503))).count(), 100);
    }
}
