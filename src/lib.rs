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

/// Every address but the lowest and the highest: stack and data lie below, and no sum of addresses may wrap around.
#[cfg(target_os = "unknown")]
const HEAP_BYTES: usize = 3 * 1024 * 1024 * 1024;

/// Allocates in one heap, whose free pieces always join.
#[cfg(target_os = "unknown")]
type Heap = picoalloc::Mutex<picoalloc::Allocator<picoalloc::UnsafeSystem<HEAP_BYTES>>>;

/// Wipes memory when it is freed, so that no key and no body stays behind a call.
#[cfg(target_os = "unknown")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<Heap> =
    zeroizing_alloc::ZeroAlloc(Heap::new(picoalloc::Allocator::new(picoalloc::UnsafeSystem)));
