//! Compares the credentials that a config asks for with the stored ones. It is pure: no clock, no randomness, no input
//! or output. The host reads, writes and computes fingerprints.

mod canonical;
mod change;
mod difference;
mod entry;
mod fields;
mod instant;
mod prune;
mod secret;
mod writer;

#[cfg(test)]
mod tests;

pub use difference::{difference, fingerprints_needed};
