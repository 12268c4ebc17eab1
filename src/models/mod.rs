//! Declares each type of the API once.
//!
//! Each declaration generates three things, which therefore always agree: the serde type, the TypeScript type in the
//! published package, and the schema that [`crate::check`] reads. A new provider, value or field is one line here.
//!
//! Types and fields have the names of the API's description. Doc comments say what belongs to this package and not to
//! the API.

#[macro_use]
mod declare;
#[macro_use]
mod details;

mod credential;
mod deletion;
mod described;
mod env;
pub mod fields;
pub mod formats;
mod http_error;
mod members;
mod method;
mod operation;
mod pairing;
mod preparation;
mod provider;
pub mod schema;
mod settings;
mod team;
mod text;
pub mod token;
mod wire;

pub use credential::*;
pub use deletion::*;
pub use described::is_described;
pub use details::*;
pub use env::*;
pub use http_error::*;
pub use method::Method;
pub use operation::{Effect, Operation};
pub use pairing::{Pairing, pairing_of};
pub use preparation::*;
pub use provider::*;
pub use settings::*;
pub use team::*;
pub use text::*;
pub use wire::WireType;
