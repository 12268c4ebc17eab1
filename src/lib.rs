//! The core of `junction-credentials`: a typed client for the team custom credentials of Junction's Management API,
//! which validates requests and responses.
//!
//! A call passes through these modules:
//!
//! ```text
//! caller → bindings → models + check → client::request → client::transport → fetch
//! fetch → client::transport → client::Call → check → bindings → caller
//! ```
//!
//! - [`models`] declares each type of the API once. This declaration generates the serde types, the TypeScript types
//!   and the schemas that [`check`] reads.
//! - [`check`] validates all bytes, in both directions.
//! - [`client`] decides methods, paths, what an outcome means, and whether to retry.
//! - `plan` compares the credentials that a config asks for with the stored ones. It is a WebAssembly module of its own.
//! - [`prose`] joins messages, and `lanes` examines many bytes at once.
//! - `bindings` converts between Rust and JavaScript, and decides nothing. Only `bindings` and `client::transport` need
//!   a JavaScript host. Everything else runs and is tested natively, including the enums that both sides share.

pub mod check;
pub mod client;
pub mod error;
mod lanes;
pub mod models;
// The module of the client is the same without it.
#[cfg(any(feature = "plan", not(target_os = "unknown")))]
pub mod plan;
pub mod prose;
pub mod secret;

// The module of `junction-credentials/plan` exports the comparison in its place.
#[cfg(all(target_os = "unknown", not(feature = "plan")))]
mod bindings;

/// Allocates in constant time. It merges adjacent free blocks, also with memory that is added to the heap.
#[cfg(target_os = "unknown")]
type Heap = rlsf::GlobalTlsf<HeapOptions>;

#[cfg(target_os = "unknown")]
struct HeapOptions;

#[cfg(target_os = "unknown")]
impl rlsf::GlobalTlsfOptions for HeapOptions {
    /// `ZeroAlloc` never reallocates.
    const ENABLE_REALLOCATION: bool = false;
}

/// Overwrites memory when it is freed, so that no key and no body remains after a call.
#[cfg(target_os = "unknown")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<Heap> = zeroizing_alloc::ZeroAlloc(Heap::new());
