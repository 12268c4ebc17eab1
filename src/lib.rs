//! The core of `junction-credentials`: typed, checked access to the team custom credentials of Junction's
//! Management API.
//!
//! A body travels one way through the house, and each arrow is one module:
//!
//! ```text
//! caller → bindings → models + check → client::request → client::transport → fetch
//! fetch → client::transport → client::Call → check → bindings → caller
//! ```
//!
//! - [`models`] declares every noun of the API once. From that one declaration come the serde types, the
//!   TypeScript types and the tables that [`check`] reads.
//! - [`check`] is the one door for bytes, in both directions.
//! - [`client`] decides: methods, paths, what an outcome means, whether to try again.
//! - [`prose`] joins words to sentences, and `lanes` looks at many bytes at once.
//! - `bindings` converts and decides nothing. Only it and `client::transport` need a JavaScript host: everything else,
//!   the enumerations that both sides share included, runs and is tested natively.

pub mod check;
pub mod client;
pub mod error;
mod lanes;
pub mod models;
pub mod prose;
pub mod secret;

#[cfg(target_os = "unknown")]
mod bindings;

/// Allocates in constant time. Free pieces join, also with memory that is added to the heap.
#[cfg(target_os = "unknown")]
type Heap = rlsf::GlobalTlsf<HeapOptions>;

#[cfg(target_os = "unknown")]
struct HeapOptions;

#[cfg(target_os = "unknown")]
impl rlsf::GlobalTlsfOptions for HeapOptions {
    /// What wipes memory never asks for it.
    const ENABLE_REALLOCATION: bool = false;
}

/// Wipes memory when it is freed, so that no key and no body stays behind a call.
#[cfg(target_os = "unknown")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<Heap> = zeroizing_alloc::ZeroAlloc(Heap::new());
