//! What some providers need beside id and secret: eleven shapes, told apart by their required keys.
//!
//! The API's description ties no shape to a provider. Which belong together by nature says [`super::pairing`].

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use tsify::Tsify;

use super::members::Members;
use super::schema::{AnyOf, Described, Field, Kind, Map, Object};
use super::text::{JsonObject, Open, keys_of};
use crate::secret::Secret;

/// Declares the shapes that `details` may have, in the order of the API's description.
macro_rules! details {
    ($(#[$meta:meta])* pub enum $name:ident { $($shape:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
        #[serde(untagged)]
        #[allow(missing_docs, reason = "each variant is the shape of its name")]
        pub enum $name {
            $($shape($shape),)*
            UnrecognizedDetails(UnrecognizedDetails),
        }

        impl $name {
            /// The shapes, in the order of the API's description.
            pub const ANY_OF: &'static AnyOf = {
                const SHAPES: &[&Object] = &[$($shape::TABLE),*];
                const MEMBERS: Members = Members::of(SHAPES);
                const FIELDS: [Field; MEMBERS.count()] = MEMBERS.fields();
                const REQUIRED: [u32; SHAPES.len()] = MEMBERS.required();
                &AnyOf {
                    shapes: SHAPES,
                    members: Object {
                        #[cfg(not(target_os = "unknown"))]
                        name: stringify!($name),
                        fields: &FIELDS,
                        closed: false,
                        required: 0,
                    },
                    required: &REQUIRED,
                }
            };
        }

        impl Described for $name {
            const KIND: Kind = Kind::AnyOf(Self::ANY_OF);
        }

        /// The places of the shapes among those of [`Details::ANY_OF`].
        #[derive(Debug, Clone, Copy)]
        #[allow(missing_docs, reason = "each variant is the shape of its name")]
        pub enum Shape {
            $($shape,)*
        }
    };
}

/// Declares the details of a laboratory: the fields that all laboratories share, and its own.
macro_rules! laboratory_details {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        object! {
            $(#[$meta])*
            pub struct $name {
                /// The id of the account at the laboratory, where the customer has several.
                optional sub_account_id: Option<String>,
                /// The name of that account.
                optional sub_account_name: Option<String>,
                /// Who may be billed for an order. Anybody when absent or null.
                optional allowed_billing_types: Option<Vec<Open<BillingType>>>,
                /// The states of the USA where a way of billing is not allowed.
                optional disallowed_billing_states: Option<DisallowedBillingStates>,
                $($fields)*
            }
        }
    };
}

details! {
    /// What some providers need beside id and secret: the eleven shapes of `details` in Junction's description, which
    /// ties none of them to a provider, and whatever has been added since. `in` tells the shapes apart:
    /// `"fitbit" in details`.
    pub enum Details {
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

object! {
    /// Details for `fitbit`.
    pub struct FitbitTeamProviderDetails {
        /// What Fitbit needs to trust the customer's subscribers.
        required fitbit: FitbitMetadata,
    }
}

object! {
    /// The verification codes that Fitbit shows for each subscriber of the customer's application.
    pub struct FitbitMetadata {
        /// Whether the application may read heart rates minute by minute. It may not when absent.
        optional is_hr_enabled: bool,
        /// The verification code of the subscriber for activities.
        required workout_verify_token: Secret,
        /// The verification code of the subscriber for sleep.
        required sleep_verify_token: Secret,
        /// The verification code of the subscriber for body measurements.
        required body_verify_token: Secret,
        /// The verification code of the subscriber for foods.
        optional foods_verify_token: Option<Secret>,
    }
}

object! {
    /// Details for `google_fit`.
    pub struct GoogleFitTeamProviderDetails {
        /// The address that Google sends people back to after they consent.
        required redirect_uri: String,
        /// The OAuth scopes that the application asks for.
        required data_scopes: Vec<String>,
    }
}

object! { closed
    /// Details for `google_health`. No other key may stand beside these two.
    pub struct GoogleHealthTeamProviderDetails {
        /// The number of the project at Google Cloud, in digits.
        required project_number: String,
        /// The address of the service account that receives data for the project.
        required service_account_email: String,
    }
}

laboratory_details! {
    /// Details for `bioreference`.
    pub struct BioReferenceProviderDetails {
        /// What BioReference needs; the API describes it no further.
        required bioreference: JsonObject,
    }
}

laboratory_details! {
    /// Details for `labcorp`: the account that orders are billed to.
    pub struct LabCorpTeamProviderDetails {
        /// The account that orders are billed to.
        required labcorp: LabCorpMetadata,
    }
}

object! {
    /// An account at LabCorp.
    pub struct LabCorpMetadata {
        /// The number of the account.
        required account_number: String,
        /// How LabCorp bills.
        required billing_method: Open<BillingMethod>,
    }
}

values! {
    /// How LabCorp bills: `CM` the client, `PT` the patient, `PI` the patient's insurance.
    pub enum BillingMethod {
        Cm = "CM",
        Pt = "PT",
        Pi = "PI",
    }
}

laboratory_details! {
    /// Details for `quest`.
    pub struct QuestProviderDetails {
        /// What Quest needs; the API describes it no further.
        required quest: JsonObject,
        /// The business units of Quest that orders may go to. Any when absent or null.
        optional allowed_business_units: Option<Vec<String>>,
    }
}

object! {
    /// Details for `polar`.
    pub struct PolarTeamProviderDetails {
        /// The key that Polar signs its webhooks with.
        required webhook_secret: Secret,
    }
}

object! {
    /// Details for `getlabs`.
    pub struct GetLabsTeamProviderDetails {
        /// What proves that a webhook comes from Getlabs.
        required getlabs: GetLabsMetadata,
    }
}

object! {
    /// What proves that a webhook comes from Getlabs.
    pub struct GetLabsMetadata {
        /// The key that Getlabs signs its webhooks with.
        required webhook_secret_key: Secret,
        /// The token that Getlabs sends along.
        required webhook_secret_token: Secret,
    }
}

object! {
    /// Details for `phlebfinders`.
    pub struct PhlebFindersTeamProviderDetails {
        /// The customer's account at PhlebFinders.
        required phlebfinders: PhlebFindersMetadata,
    }
}

object! {
    /// An account at PhlebFinders.
    pub struct PhlebFindersMetadata {
        /// The id of the account.
        required account_id: String,
        /// The name of the account.
        required account_name: String,
        /// The id of the team at PhlebFinders, which is no team of Junction's.
        required team_id: String,
        /// The name of that team.
        required team_name: String,
        /// The token that PhlebFinders sends along with its webhooks.
        required webhook_token: Secret,
        /// The e-mail address of the account.
        required email: String,
    }
}

laboratory_details! {
    /// Details for `labcorp`: the addresses of the HL7 messages that carry orders and results.
    pub struct LabcorpProviderDetails {
        /// The HL7 name of the facility that sends orders.
        required sending_facility: String,
        /// The HL7 name of the application that sends orders.
        required sending_application: String,
        /// The HL7 name of the facility that receives orders.
        required receiving_facility: String,
        /// The HL7 name of the application that receives orders.
        required receiving_application: String,
    }
}

object! {
    /// Details for `my_fitness_pal_v2`.
    pub struct MyFitnessPalV2TeamProviderDetails {
        /// The name of the customer's client at MyFitnessPal.
        required client: String,
    }
}

values! {
    /// Who pays for an order.
    pub enum BillingType {
        ClientBill = "client_bill",
        CommercialInsurance = "commercial_insurance",
        PatientBillPassthrough = "patient_bill_passthrough",
        PatientBill = "patient_bill",
    }
}

/// For each way of billing the states of the USA where it is not allowed, by their postal abbreviations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(transparent)]
#[tsify(type = "{ [Type in BillingType]?: string[] }")]
pub struct DisallowedBillingStates(BTreeMap<String, Vec<String>>);

impl Described for DisallowedBillingStates {
    const KIND: Kind =
        Kind::Map(&Map { keys: BillingType::VALUES, values: <Vec<String> as Described>::KIND });
}

/// Details of a shape that this version does not know: an object without any key that tells the known shapes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
// TypeScript takes a comment for the key's own only where it begins a line.
#[tsify(
    type = "{\n    /** Never there: it tells the type from others. */\n    readonly [unrecognized]?: never;\n}"
)]
pub struct UnrecognizedDetails {}

impl<'de> Deserialize<'de> for UnrecognizedDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tells_a_shape = |key: &String| {
            let fields = Details::ANY_OF.shapes.iter().flat_map(|shape| shape.fields);
            fields.into_iter().any(|field| field.required && field.key() == key)
        };
        if keys_of(deserializer)?.iter().any(tells_a_shape) {
            return Err(serde::de::Error::custom("expected details of one of the described shapes"));
        }
        Ok(Self {})
    }
}
