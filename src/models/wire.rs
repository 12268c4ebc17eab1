//! The types whose JSON callers can validate themselves.

use wasm_bindgen::prelude::wasm_bindgen;

use super::schema::{Described, Kind};
use super::{
    BioReferenceProviderDetails, CallSettings, ClientFacingTeamProviderCredentials, ClientSettings,
    CustomCredentialsResponse, DeleteTeamCustomCredentialsQuery, DeleteTeamCustomCredentialsResponse,
    FitbitTeamProviderDetails, GetLabsTeamProviderDetails, GoogleFitTeamProviderDetails,
    GoogleHealthTeamProviderDetails, HTTPValidationError, LabCorpTeamProviderDetails, LabcorpProviderDetails,
    ListTeamCustomCredentialsQuery, MyFitnessPalV2TeamProviderDetails, PhlebFindersTeamProviderDetails,
    PolarTeamProviderDetails, PrepareTeamCustomCredentialsBody, PrepareTeamCustomCredentialsResponse,
    QuestProviderDetails, Scope, UpsertTeamCustomCredentialsBody,
};

/// Declares which types are sent in requests, and which are received in responses.
macro_rules! wire_types {
    (
        requests { $($(#[doc = $request_doc:literal])+ $request:ident,)* }
        answers { $($(#[doc = $answer_doc:literal])+ $answer:ident,)* }
    ) => {
        /// A type whose JSON callers can validate themselves.
        #[wasm_bindgen]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WireType {
            $($(#[doc = $request_doc])+ $request,)*
            $($(#[doc = $answer_doc])+ $answer,)*
        }

        impl WireType {
            /// All types with their names.
            pub const ALL: &'static [(&'static str, Self)] =
                &[$((stringify!($request), Self::$request),)* $((stringify!($answer), Self::$answer),)*];

            /// The documentation of the schema of this type.
            #[cfg(not(target_os = "unknown"))]
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$request => concat!($($request_doc),+),)*
                    $(Self::$answer => concat!($($answer_doc),+),)*
                }
            }

            /// The schema of this type.
            pub const fn kind(self) -> &'static Kind {
                match self {
                    $(Self::$request => const { &$request::KIND },)*
                    $(Self::$answer => const { &$answer::KIND },)*
                }
            }

            /// Whether this type is sent in a request. In requests, an enum field accepts only the values of the API's
            /// description.
            pub const fn is_request(self) -> bool {
                match self {
                    $(Self::$request => true,)*
                    $(Self::$answer => false,)*
                }
            }
        }
    };
}

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
        /// The body of a 422 response. It repeats the input, secrets included.
        HTTPValidationError,
        /// Details for `fitbit`.
        FitbitTeamProviderDetails,
        /// Details for `google_fit`.
        GoogleFitTeamProviderDetails,
        /// Details for `google_health`.
        GoogleHealthTeamProviderDetails,
        /// Details for `bioreference`.
        BioReferenceProviderDetails,
        /// Details for `labcorp`: the account that is billed for orders.
        LabCorpTeamProviderDetails,
        /// Details for `quest`.
        QuestProviderDetails,
        /// Details for `polar`.
        PolarTeamProviderDetails,
        /// Details for `getlabs`.
        GetLabsTeamProviderDetails,
        /// Details for `phlebfinders`.
        PhlebFindersTeamProviderDetails,
        /// Details for `labcorp`: the sender and the receiver of HL7 messages.
        LabcorpProviderDetails,
        /// Details for `my_fitness_pal_v2`.
        MyFitnessPalV2TeamProviderDetails,
    }
}

/// The schemas of the arguments that callers pass to clients and calls.
pub const ARGUMENTS: &[&Kind] = &[
    &UpsertTeamCustomCredentialsBody::KIND,
    &PrepareTeamCustomCredentialsBody::KIND,
    &ListTeamCustomCredentialsQuery::KIND,
    &DeleteTeamCustomCredentialsQuery::KIND,
    &ClientSettings::KIND,
    &CallSettings::KIND,
    &Scope::KIND,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::Details;

    #[test]
    fn every_shape_of_details_can_be_held() {
        for shape in Details::ANY_OF.shapes {
            assert!(WireType::ALL.iter().any(|(name, _)| *name == shape.name), "{}", shape.name);
        }
    }
}
