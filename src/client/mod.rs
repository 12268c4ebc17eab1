//! Decides what a call sends, what its outcome means, and whether to try again. The host carries it out.

mod call;
pub mod config;
pub mod failure;
pub mod head;
pub mod header_name;
pub mod mask;
#[cfg(target_os = "unknown")]
pub mod object;
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

/// What all calls of an organisation share.
#[derive(Debug)]
pub struct Client {
    /// What the client was made with.
    pub config: Config,
    /// What stops a storm of retries.
    pub bucket: Bucket,
}

#[cfg(test)]
mod tests;
