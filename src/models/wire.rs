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
    (requests { $($request:ident,)* } answers { $($answer:ident,)* }) => {
        /// A type that a caller may hold.
        #[wasm_bindgen]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each variant is the type of its name")]
        pub enum WireType {
            $($request,)*
            $($answer,)*
        }

        impl WireType {
            /// Every one of them, with its name.
            pub const ALL: &'static [(&'static str, Self)] =
                &[$((stringify!($request), Self::$request),)* $((stringify!($answer), Self::$answer),)*];

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
        UpsertTeamCustomCredentialsBody,
        PrepareTeamCustomCredentialsBody,
    }
    answers {
        CustomCredentialsResponse,
        ClientFacingTeamProviderCredentials,
        PrepareTeamCustomCredentialsResponse,
        DeleteTeamCustomCredentialsResponse,
        HTTPValidationError,
        FitbitTeamProviderDetails,
        GoogleFitTeamProviderDetails,
        GoogleHealthTeamProviderDetails,
        BioReferenceProviderDetails,
        LabCorpTeamProviderDetails,
        QuestProviderDetails,
        PolarTeamProviderDetails,
        GetLabsTeamProviderDetails,
        PhlebFindersTeamProviderDetails,
        LabcorpProviderDetails,
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
