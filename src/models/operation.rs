//! The table of operations: how each is requested, and what it returns.
//!
//! The client, the in-memory API and the drift command read this table. The last two read it from the output of the
//! `describe` command.

use wasm_bindgen::prelude::wasm_bindgen;

use super::WireType;
use super::method::Method;
use super::schema::{Described, Kind};
use super::{
    DeleteTeamCustomCredentialsQuery, ListTeamCustomCredentialsQuery, ListTeamsInOrgQuery,
    PrepareTeamCustomCredentialsBody, Scope, UpsertTeamCustomCredentialsBody,
};

/// The effect of sending a request a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The second request changes nothing more than the first one did.
    Idempotent,
    /// The second request writes again. If the response to the first one was lost, its write may already be done.
    Write,
}

/// Declares the operations: name, method, path, effect of a second attempt, parameters, response.
///
/// The path begins after the organisation. Its parameters are the fields of the type after it, if there is one.
macro_rules! operations {
    ($(
        $(#[$meta:meta])*
        $operation:ident $name:literal: $method:ident $resource:literal $(/ $path:ident)?,
            $effect:ident, $parameters:ident => $answer:ident;
    )*) => {
        /// An operation of the API.
        #[wasm_bindgen]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Operation {
            $($(#[$meta])* $operation,)*
        }

        impl Operation {
            /// All operations.
            pub const ALL: &'static [Self] = &[$(Self::$operation,)*];

            /// The name of the operation in the TypeScript API.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$operation => $name,)*
                }
            }

            /// The HTTP method.
            pub const fn method(self) -> Method {
                match self {
                    $(Self::$operation => Method::$method,)*
                }
            }

            /// The path after the organisation, without its parameters.
            pub const fn resource(self) -> &'static str {
                match self {
                    $(Self::$operation => $resource,)*
                }
            }

            /// The schema of the parameters that end the path. `None` if there are none.
            pub const fn path_parameters(self) -> Option<&'static Kind> {
                match self {
                    $(Self::$operation => const { [$(&$path::KIND,)?].as_slice().first() }.copied(),)*
                }
            }

            /// The effect of a second attempt.
            pub const fn effect(self) -> Effect {
                match self {
                    $(Self::$operation => Effect::$effect,)*
                }
            }

            /// The schema of the query or the body.
            pub const fn parameters(self) -> &'static Kind {
                match self {
                    $(Self::$operation => const { &$parameters::KIND },)*
                }
            }

            /// The names of the schemas of the parameters and of the response.
            #[cfg(not(target_os = "unknown"))]
            pub const fn schemas(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$operation => (stringify!($parameters), stringify!($answer)),)*
                }
            }

            /// The type of the response.
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
    /// The full path, with the names of its parameters in braces.
    pub fn path(self) -> String {
        let parameters = self
            .path_parameters()
            .and_then(Kind::members)
            .into_iter()
            .flat_map(super::schema::Object::fields);
        let segments: String = parameters.map(|field| format!("/{{{}}}", field.key())).collect();
        ["/v1/org/{org_id}", self.resource(), &segments].concat()
    }
}

operations! {
    /// Lists the credentials of an environment and region.
    List "list": Get "/team_custom_credentials" / Scope,
        Idempotent, ListTeamCustomCredentialsQuery => CustomCredentialsResponse;
    /// Creates or replaces a credential.
    Set "set": Post "/team_custom_credentials" / Scope,
        Write, UpsertTeamCustomCredentialsBody => ClientFacingTeamProviderCredentials;
    /// Returns the steps to take before a credential is set.
    Prepare "prepare": Post "/prepare_team_custom_credentials" / Scope,
        Idempotent, PrepareTeamCustomCredentialsBody => PrepareTeamCustomCredentialsResponse;
    /// Deletes credentials.
    Delete "delete": Delete "/team_custom_credentials" / Scope,
        Idempotent, DeleteTeamCustomCredentialsQuery => DeleteTeamCustomCredentialsResponse;
    /// Lists the teams of the organisation.
    ListTeams "teams": Get "/team",
        Idempotent, ListTeamsInOrgQuery => ClientFacingOrgTeamListResponse;
}
