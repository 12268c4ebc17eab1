//! The types whose JSON can be validated on its own.

use wasm_bindgen::prelude::wasm_bindgen;

use super::schema::{Described, Kind};
use super::{
    ClientFacingOrgTeamListItem, ClientFacingOrgTeamListResponse, ClientFacingTeamProviderCredentials,
    CustomCredentialsResponse, DeleteTeamCustomCredentialsResponse, EverywhereSettings, HTTPValidationError,
    PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse, Scope,
    UpsertTeamCustomCredentialsBody,
};

/// Declares which types are sent in requests, which are received in responses, and which are validated before a request
/// is made. The shapes of details are received.
macro_rules! wire_types {
    (
        requests { $($(#[doc = $request_doc:literal])+ $request:ident,)* }
        answers { $($(#[doc = $answer_doc:literal])+ $answer:ident,)* }
        arguments { $($(#[doc = $argument_doc:literal])+ $argument:ident,)* }
        shapes { $($shape:ident,)* }
        $($pairings:tt)*
    ) => {
        /// A type whose JSON can be validated on its own.
        #[wasm_bindgen]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WireType {
            $($(#[doc = $request_doc])+ $request,)*
            $($(#[doc = $answer_doc])+ $answer,)*
            $($(#[doc = $argument_doc])+ $argument,)*
            $(#[allow(missing_docs, reason = "each shape has the documentation of its type")] $shape,)*
        }

        impl WireType {
            /// The types of requests and responses with their names. Callers have a schema of each.
            pub const ALL: &'static [(&'static str, Self)] = &[
                $((stringify!($request), Self::$request),)*
                $((stringify!($answer), Self::$answer),)*
                $((stringify!($shape), Self::$shape),)*
            ];

            /// The documentation of the schema of this type.
            #[cfg(not(target_os = "unknown"))]
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$request => concat!($($request_doc),+),)*
                    $(Self::$answer => concat!($($answer_doc),+),)*
                    $(Self::$argument => concat!($($argument_doc),+),)*
                    $(Self::$shape => super::$shape::TABLE.doc,)*
                }
            }

            /// The schema of this type.
            pub const fn kind(self) -> &'static Kind {
                match self {
                    $(Self::$request => const { &$request::KIND },)*
                    $(Self::$answer => const { &$answer::KIND },)*
                    $(Self::$argument => const { &$argument::KIND },)*
                    $(Self::$shape => const { &Kind::Object(super::$shape::SHAPE) },)*
                }
            }

            /// Whether this type is not a response. Only in a response, an enum field accepts values that the API's
            /// description does not have.
            pub const fn is_request(self) -> bool {
                match self {
                    $(Self::$request => true,)*
                    $(Self::$answer => false,)*
                    $(Self::$argument => true,)*
                    $(Self::$shape => false,)*
                }
            }
        }
    };
}

shapes! {
    wire_types! {
        requests {
            /// The body of `set`, restricted to what each provider accepts.
            UpsertTeamCustomCredentialsBody,
            /// The body of `prepare`.
            PrepareTeamCustomCredentialsBody,
        }
        answers {
            /// One page of a listing.
            CustomCredentialsResponse,
            /// A credential, as `list` and `set` return it.
            ClientFacingTeamProviderCredentials,
            /// The response of `prepare`.
            PrepareTeamCustomCredentialsResponse,
            /// The response of `delete`.
            DeleteTeamCustomCredentialsResponse,
            /// One page of a listing of teams.
            ClientFacingOrgTeamListResponse,
            /// A team, as `teams.list` and `teams.find` return it.
            ClientFacingOrgTeamListItem,
            /// The body of a 422 response. It repeats the input, secrets included.
            HTTPValidationError,
        }
        arguments {
            /// The environment and region of `teamCustomCredentials`.
            Scope,
            /// The options of `everywhere`.
            EverywhereSettings,
        }
    }
}
