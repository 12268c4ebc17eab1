//! Compares the credentials that a config asks for with the stored ones. It is pure: no clock, no randomness, no input
//! or output. The host reads, writes and computes fingerprints.

mod canonical;
mod change;
mod config;
mod difference;
mod duplicates;
mod fields;
mod instant;
mod issues;
mod lock;
mod options;
mod pair;
mod prune;
mod referable;
mod secret;
mod table;
mod writer;

#[cfg(all(feature = "plan", target_os = "unknown"))]
mod exports;

#[cfg(test)]
mod tests;

pub use config::{config_issues, json_issues};
pub use difference::{difference, fingerprints_needed};
pub use duplicates::duplicates;
pub use instant::is_same_instant;
pub use lock::lock_issues;
pub use options::option_issues;
pub use referable::is_referable;
