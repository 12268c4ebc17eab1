//! Decides what a call sends, what its outcome means, and whether to retry. The host carries out the steps.

mod base_url;
mod call;
pub mod config;
pub mod failure;
pub mod failure_kind;
pub mod head;
pub mod head_kind;
pub mod header_name;
pub mod key;
pub mod mask;
pub mod refusal;
pub mod request;
pub mod retry;
pub mod retry_after;
mod sent;
#[cfg(target_os = "unknown")]
pub mod transport;

pub use call::{Call, Ending, Outcome, Step};

use config::Config;
use retry::Bucket;

/// The state that all calls of a client share.
#[derive(Debug)]
pub struct Client {
    /// The configuration of the client.
    pub config: Config,
    /// The retry budget.
    pub bucket: Bucket,
}

#[cfg(test)]
mod tests;
