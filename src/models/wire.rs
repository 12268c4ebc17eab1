//! The types that callers may hold, and check on their own.

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

/// Declares which types are sent, and which come back.
macro_rules! wire_types {
    (
        requests { $($(#[doc = $request_doc:literal])+ $request:ident,)* }
        answers { $($(#[doc = $answer_doc:literal])+ $answer:ident,)* }
    ) => {
        /// A type that a caller may hold.
        #[wasm_bindgen]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WireType {
            $($(#[doc = $request_doc])+ $request,)*
            $($(#[doc = $answer_doc])+ $answer,)*
        }

        impl WireType {
            /// Every one of them, with its name.
            pub const ALL: &'static [(&'static str, Self)] =
                &[$((stringify!($request), Self::$request),)* $((stringify!($answer), Self::$answer),)*];

            /// What it is, for the docs of its schema.
            #[cfg(not(target_os = "unknown"))]
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$request => concat!($($request_doc),+),)*
                    $(Self::$answer => concat!($($answer_doc),+),)*
                }
            }

            /// What a value of this type may be.
            pub const fn kind(self) -> &'static Kind {
                match self {
                    $(Self::$request => const { &$request::KIND },)*
                    $(Self::$answer => const { &$answer::KIND },)*
                }
            }

            /// Whether it is sent: then every list that the API's description writes out has to be kept to.
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
        /// The body of `set`, narrowed to what each provider asks for.
        UpsertTeamCustomCredentialsBody,
        /// The body of `prepare`.
        PrepareTeamCustomCredentialsBody,
    }
    answers {
        /// One page of a listing.
        CustomCredentialsResponse,
        /// A credential, as it is listed and as `set` gives it.
        ClientFacingTeamProviderCredentials,
        /// The answer of `prepare`.
        PrepareTeamCustomCredentialsResponse,
        /// The answer of `delete`.
        DeleteTeamCustomCredentialsResponse,
        /// The body of a 422. It repeats what was sent, secrets included.
        HTTPValidationError,
        /// Details for `fitbit`.
        FitbitTeamProviderDetails,
        /// Details for `google_fit`.
        GoogleFitTeamProviderDetails,
        /// Details for `google_health`.
        GoogleHealthTeamProviderDetails,
        /// Details for `bioreference`.
        BioReferenceProviderDetails,
        /// Details for `labcorp`: the account that orders are billed to.
        LabCorpTeamProviderDetails,
        /// Details for `quest`.
        QuestProviderDetails,
        /// Details for `polar`.
        PolarTeamProviderDetails,
        /// Details for `getlabs`.
        GetLabsTeamProviderDetails,
        /// Details for `phlebfinders`.
        PhlebFindersTeamProviderDetails,
        /// Details for `labcorp`: the addresses of HL7 messages.
        LabcorpProviderDetails,
        /// Details for `my_fitness_pal_v2`.
        MyFitnessPalV2TeamProviderDetails,
    }
}

/// What callers pass to clients and to calls.
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
