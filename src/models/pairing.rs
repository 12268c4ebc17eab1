//! What a provider asks for when its credential is set, beyond what the schema of the body says.

use super::details::{
    BioReferenceProviderDetails, FitbitTeamProviderDetails, GetLabsTeamProviderDetails,
    GoogleFitTeamProviderDetails, GoogleHealthTeamProviderDetails, LabCorpTeamProviderDetails,
    LabcorpProviderDetails, MyFitnessPalV2TeamProviderDetails, PhlebFindersTeamProviderDetails,
    PolarTeamProviderDetails, QuestProviderDetails,
};
use super::schema::Object;

/// What one provider asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Pairing {
    /// Details of one of these shapes, or none.
    Details(&'static [&'static Object]),
    /// Details of one of these shapes, always.
    RequiredDetails(&'static [&'static Object]),
    /// A `client_id`, and nothing else.
    ClientIdOnly,
}

/// Declares what providers ask for, and for TypeScript which details each takes.
macro_rules! pairings {
    (
        $(#[$optional_meta:meta])* optional $optional_name:ident { $($optional:ident: ($($shape:ident,)+),)* }
        $(#[$required_meta:meta])* required $required_name:ident { $($required:ident: $required_shape:ident,)* }
        client_id_only { $($client_id_only:ident,)* }
    ) => {
        $(#[$optional_meta])*
        #[derive(tsify::Tsify)]
        #[allow(dead_code, missing_docs, reason = "only its TypeScript declaration is used")]
        pub struct $optional_name {
            $($optional: ($($shape,)+),)*
        }

        $(#[$required_meta])*
        #[derive(tsify::Tsify)]
        #[allow(dead_code, missing_docs, reason = "only its TypeScript declaration is used")]
        pub struct $required_name {
            $($required: $required_shape,)*
        }

        /// What a provider asks for. None where any of the described shapes, or none, will do.
        pub fn pairing_of(provider: &str) -> Option<&'static Pairing> {
            match provider {
                $(stringify!($optional) => Some(&Pairing::Details(&[$($shape::TABLE),+])),)*
                $(stringify!($required) => Some(&Pairing::RequiredDetails(&[$required_shape::TABLE])),)*
                $(stringify!($client_id_only) => Some(&Pairing::ClientIdOnly),)*
                _ => None,
            }
        }
    };
}

pairings! {
    /// The details that a provider takes, as a tuple of the shapes that will do. A provider that stands neither here
    /// nor in `RequiredDetailsByProvider` takes any shape, or none.
    optional DetailsByProvider {
        fitbit: (FitbitTeamProviderDetails,),
        google_fit: (GoogleFitTeamProviderDetails,),
        bioreference: (BioReferenceProviderDetails,),
        labcorp: (LabCorpTeamProviderDetails, LabcorpProviderDetails,),
        quest: (QuestProviderDetails,),
        polar: (PolarTeamProviderDetails,),
        getlabs: (GetLabsTeamProviderDetails,),
        phlebfinders: (PhlebFindersTeamProviderDetails,),
        my_fitness_pal_v2: (MyFitnessPalV2TeamProviderDetails,),
    }
    /// The details without which a provider's credential is of no use.
    required RequiredDetailsByProvider {
        google_health: GoogleHealthTeamProviderDetails,
    }
    client_id_only {
        freestyle_libre,
    }
}
