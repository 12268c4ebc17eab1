//! The one table of operations: how each is requested, and what it answers.
//!
//! The client, the fake API and the drift command read it, the latter two through the `describe` command.

use wasm_bindgen::prelude::wasm_bindgen;

use super::WireType;
use super::method::Method;
use super::schema::{Described, Kind};
use super::{
    DeleteTeamCustomCredentialsQuery, ListTeamCustomCredentialsQuery, PrepareTeamCustomCredentialsBody,
    UpsertTeamCustomCredentialsBody,
};

/// What a second attempt may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing that the first attempt has not done.
    Idempotent,
    /// A second write: a lost answer may hide that the first one was done.
    Write,
}

/// Declares the operations: a name, the request, the effect of a second attempt, what is sent, what comes back.
macro_rules! operations {
    ($(
        $(#[$meta:meta])*
        $operation:ident $name:literal: $method:ident $resource:literal, $effect:ident, $parameters:ident => $answer:ident;
    )*) => {
        /// What the API can be asked to do.
        #[wasm_bindgen]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Operation {
            $($(#[$meta])* $operation,)*
        }

        impl Operation {
            /// Every operation.
            pub const ALL: &'static [Self] = &[$(Self::$operation,)*];

            /// The name that callers know it by.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$operation => $name,)*
                }
            }

            /// The method.
            pub const fn method(self) -> Method {
                match self {
                    $(Self::$operation => Method::$method,)*
                }
            }

            /// The path behind the organisation. Environment and region follow one that ends in a slash.
            pub const fn resource(self) -> &'static str {
                match self {
                    $(Self::$operation => $resource,)*
                }
            }

            /// What a second attempt may do.
            pub const fn effect(self) -> Effect {
                match self {
                    $(Self::$operation => Effect::$effect,)*
                }
            }

            /// What the query or the body may be, path parameters of the operation's own included.
            pub const fn parameters(self) -> &'static Kind {
                match self {
                    $(Self::$operation => const { &$parameters::KIND },)*
                }
            }

            /// The names of the schemas of what is sent and of what comes back.
            #[cfg(not(target_os = "unknown"))]
            pub const fn schemas(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$operation => (stringify!($parameters), stringify!($answer)),)*
                }
            }

            /// What comes back.
            pub const fn answer(self) -> WireType {
                match self {
                    $(Self::$operation => WireType::$answer,)*
                }
            }
        }
    };
}

#[cfg(not(target_os = "unknown"))]
impl Operation {
    /// The whole path, with the names of its parameters in braces.
    pub fn path(self) -> String {
        let resource = self.resource();
        let scope = if resource.ends_with('/') { "{env}/{region}" } else { "" };
        ["/v1/org/{org_id}", resource, scope].concat()
    }
}

operations! {
    /// Lists the credentials of an environment and region.
    List "list": Get "/team_custom_credentials/",
        Idempotent, ListTeamCustomCredentialsQuery => CustomCredentialsResponse;
    /// Sets a credential.
    Set "set": Post "/team_custom_credentials/",
        Write, UpsertTeamCustomCredentialsBody => ClientFacingTeamProviderCredentials;
    /// Tells what has to be done before a credential can be set.
    Prepare "prepare": Post "/prepare_team_custom_credentials/",
        Idempotent, PrepareTeamCustomCredentialsBody => PrepareTeamCustomCredentialsResponse;
    /// Deletes credentials.
    Delete "delete": Delete "/team_custom_credentials/",
        Idempotent, DeleteTeamCustomCredentialsQuery => DeleteTeamCustomCredentialsResponse;
}
