//! What a provider asks for when its credential is set, beyond what the schema of the body says.

use super::details::{
    BioReferenceProviderDetails, FitbitTeamProviderDetails, GetLabsTeamProviderDetails,
    GoogleFitTeamProviderDetails, GoogleHealthTeamProviderDetails, LabCorpTeamProviderDetails,
    LabcorpProviderDetails, MyFitnessPalV2TeamProviderDetails, PhlebFindersTeamProviderDetails,
    PolarTeamProviderDetails, QuestProviderDetails, Shape,
};

/// What one provider asks for.
#[derive(Debug)]
pub enum Pairing {
    /// Details of one of these shapes, or none: a bit for each [`Shape`].
    Details(u32),
    /// Details of one of these shapes, always.
    RequiredDetails(u32),
    /// A `client_id`, and nothing else.
    ClientIdOnly,
}

/// What a provider asks for. None where any of the described shapes, or none, will do.
pub fn pairing_of(provider: &str) -> Option<&'static Pairing> {
    PAIRINGS.iter().find(|(name, _)| *name == provider).map(|(_, pairing)| pairing)
}

/// Declares what providers ask for, and for TypeScript which details each takes.
macro_rules! pairings {
    (
        $(#[$optional_meta:meta])* optional $optional_name:ident {
            $($(#[$optional_row:meta])* $optional:ident: ($($shape:ident,)+),)*
        }
        $(#[$required_meta:meta])* required $required_name:ident {
            $($(#[$required_row:meta])* $required:ident: $required_shape:ident,)*
        }
        client_id_only { $($client_id_only:ident,)* }
    ) => {
        $(#[$optional_meta])*
        #[derive(tsify::Tsify)]
        #[allow(dead_code, reason = "only its TypeScript declaration is used")]
        pub struct $optional_name {
            $($(#[$optional_row])* $optional: ($($shape,)+),)*
        }

        $(#[$required_meta])*
        #[derive(tsify::Tsify)]
        #[allow(dead_code, reason = "only its TypeScript declaration is used")]
        pub struct $required_name {
            $($(#[$required_row])* $required: $required_shape,)*
        }

        const PAIRINGS: &[(&str, Pairing)] = &[
            $((stringify!($optional), Pairing::Details(0 $(| 1 << Shape::$shape as u32)+)),)*
            $((stringify!($required), Pairing::RequiredDetails(1 << Shape::$required_shape as u32)),)*
            $((stringify!($client_id_only), Pairing::ClientIdOnly),)*
        ];
    };
}

pairings! {
    /// The details that a provider takes, as a tuple of the shapes that will do. A provider that stands neither here
    /// nor in `RequiredDetailsByProvider` takes any shape, or none.
    optional DetailsByProvider {
        /// The verification codes of Fitbit's subscribers.
        fitbit: (FitbitTeamProviderDetails,),
        /// Where Google sends people back to, and the scopes that are asked for.
        google_fit: (GoogleFitTeamProviderDetails,),
        /// What BioReference needs.
        bioreference: (BioReferenceProviderDetails,),
        /// The account that orders are billed to, or the addresses of HL7 messages.
        labcorp: (LabCorpTeamProviderDetails, LabcorpProviderDetails,),
        /// What Quest needs.
        quest: (QuestProviderDetails,),
        /// The key that Polar signs its webhooks with.
        polar: (PolarTeamProviderDetails,),
        /// What proves that a webhook comes from Getlabs.
        getlabs: (GetLabsTeamProviderDetails,),
        /// The customer's account at PhlebFinders.
        phlebfinders: (PhlebFindersTeamProviderDetails,),
        /// The name of the customer's client at MyFitnessPal.
        my_fitness_pal_v2: (MyFitnessPalV2TeamProviderDetails,),
    }
    /// The details without which a provider's credential is of no use.
    required RequiredDetailsByProvider {
        /// The project at Google Cloud, and its service account.
        google_health: GoogleHealthTeamProviderDetails,
    }
    client_id_only {
        freestyle_libre,
    }
}
