//! What each provider requires when its credential is set, beyond the schema of the body.

use super::details::{
    BioReferenceProviderDetails, FitbitTeamProviderDetails, GetLabsTeamProviderDetails,
    GoogleFitTeamProviderDetails, GoogleHealthTeamProviderDetails, LabCorpTeamProviderDetails,
    LabcorpProviderDetails, MyFitnessPalV2TeamProviderDetails, PhlebFindersTeamProviderDetails,
    PolarTeamProviderDetails, QuestProviderDetails, Shape,
};

/// What one provider requires.
#[derive(Debug)]
pub enum Pairing {
    /// Details of one of these shapes, or no details. The number has one bit for each [`Shape`].
    Details(u32),
    /// Details of one of these shapes. The number has one bit for each [`Shape`].
    RequiredDetails(u32),
    /// A `client_id` and nothing else.
    ClientIdOnly,
}

/// Returns what a provider requires. `None` if any of the known shapes is accepted, and also no details.
pub fn pairing_of(provider: &str) -> Option<&'static Pairing> {
    PAIRINGS.iter().find(|(name, _)| *name == provider).map(|(_, pairing)| pairing)
}

/// Declares what each provider requires, and the TypeScript types of its details.
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
    /// The optional details of each provider, as a tuple of the accepted shapes. A provider that is neither here nor in
    /// `RequiredDetailsByProvider` accepts any shape, or no details.
    optional DetailsByProvider {
        /// The verification codes of Fitbit subscribers.
        fitbit: (FitbitTeamProviderDetails,),
        /// The redirect URI and the OAuth scopes.
        google_fit: (GoogleFitTeamProviderDetails,),
        /// The data for BioReference.
        bioreference: (BioReferenceProviderDetails,),
        /// The account that is billed for orders, or the sender and the receiver of HL7 messages.
        labcorp: (LabCorpTeamProviderDetails, LabcorpProviderDetails,),
        /// The data for Quest.
        quest: (QuestProviderDetails,),
        /// The key with which Polar signs its webhooks.
        polar: (PolarTeamProviderDetails,),
        /// The secrets that prove that a webhook comes from Getlabs.
        getlabs: (GetLabsTeamProviderDetails,),
        /// The customer's account at PhlebFinders.
        phlebfinders: (PhlebFindersTeamProviderDetails,),
        /// The name of the customer's client at MyFitnessPal.
        my_fitness_pal_v2: (MyFitnessPalV2TeamProviderDetails,),
    }
    /// The required details of each provider. Without them, its credential does not work.
    required RequiredDetailsByProvider {
        /// The Google Cloud project and its service account.
        google_health: GoogleHealthTeamProviderDetails,
    }
    client_id_only {
        freestyle_libre,
    }
}
