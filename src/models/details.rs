//! The `details` of credentials, which some providers need in addition to id and secret. Each shape of `details` has
//! different required keys.
//!
//! A new shape is added to `shapes!` and declared below it. [`super::pairing`] and [`super::wire`] read this list.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use tsify::Tsify;

use super::members::Members;
use super::schema::{AnyOf, Described, Field, Kind, Map, Object};
use super::text::{JsonObject, Open, keys_of};
use crate::secret::Secret;

/// Passes the shapes that `details` may have, in the order of the API's description, and the shapes of each provider on
/// to a macro: `shapes! { declaration! { … } }`. The API's description does not say which provider has which shape.
macro_rules! shapes {
    ($declaration:ident! { $($given:tt)* }) => {
        $declaration! {
            $($given)*
            shapes {
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
            optional {
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
            required {
                /// The Google Cloud project and its service account.
                google_health: GoogleHealthTeamProviderDetails,
            }
        }
    };
}

/// Declares the type of `details`.
macro_rules! details {
    ($(#[$meta:meta])* pub enum $name:ident; shapes { $($shape:ident,)* } $($pairings:tt)*) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
        #[serde(untagged)]
        #[allow(missing_docs, reason = "each variant is the shape with the same name")]
        pub enum $name {
            $($shape($shape),)*
            UnrecognizedDetails(UnrecognizedDetails),
        }

        impl $name {
            /// The shapes as they are declared, each with a table of its own.
            pub const DECLARED: &'static [&'static Object] = &[$($shape::TABLE),*];

            /// The shapes, in the order of the API's description.
            pub const ANY_OF: &'static AnyOf = &AnyOf {
                shapes: &[$($shape::SHAPE),*],
                members: Object {
                    #[cfg(not(target_os = "unknown"))]
                    name: stringify!($name),
                    #[cfg(not(target_os = "unknown"))]
                    doc: "",
                    table: &FIELDS,
                    keys: !0 >> (u32::BITS as usize - FIELDS.len()),
                    required: 0,
                    closed: false,
                    suggested: false,
                },
            };
        }

        const MEMBERS: Members = Members::of($name::DECLARED);

        /// The keys of all shapes. The tables of the shapes would be 0.4 kB of the module after compression.
        static FIELDS: [Field; MEMBERS.count()] = MEMBERS.fields();

        $(
            impl $shape {
                /// This shape, with the table of all shapes.
                pub(super) const SHAPE: &'static Object = &MEMBERS.shape(Self::TABLE, &FIELDS);
            }
        )*

        impl Described for $name {
            const KIND: Kind = Kind::AnyOf(Self::ANY_OF);
        }

        /// The index of each shape in [`Details::ANY_OF`].
        #[derive(Debug, Clone, Copy)]
        #[allow(missing_docs, reason = "each variant is the shape with the same name")]
        pub enum Shape {
            $($shape,)*
        }
    };
}

/// Declares the details of a laboratory: the fields that all laboratories share, and its own fields.
macro_rules! laboratory_details {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($fields:tt)* }) => {
        object! {
            $(#[doc = $doc])+
            pub struct $name {
                /// The id of the account at the laboratory, if the customer has several accounts.
                optional sub_account_id: Option<String>,
                /// The name of this account.
                optional sub_account_name: Option<String>,
                /// Who may be billed for an order. Absent or null: anybody.
                optional allowed_billing_types: Option<Vec<Open<BillingType>>>,
                /// The US states in which a billing type is not allowed.
                optional disallowed_billing_states: Option<DisallowedBillingStates>,
                $($fields)*
            }
        }
    };
}

shapes! {
    details! {
        /// Data that some providers need in addition to id and secret. Junction's description lists the shapes, and does
        /// not say which provider has which shape. The API may return newer shapes. Use `in` to tell the shapes apart:
        /// `"fitbit" in details`.
        pub enum Details;
    }
}

object! {
    /// Details for `fitbit`.
    pub struct FitbitTeamProviderDetails {
        /// The verification codes of Fitbit subscribers.
        required fitbit: FitbitMetadata,
    }
}

object! {
    /// The verification codes that Fitbit shows for each subscriber of the customer's application.
    pub struct FitbitMetadata {
        /// Allow the application to read heart rates minute by minute. Default: `false`.
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
        /// The redirect URI. Google sends users to it after they consent.
        required redirect_uri: String,
        /// The OAuth scopes that the application requests.
        required data_scopes: Vec<String>,
    }
}

object! { closed
    /// Details for `google_health`. `set` accepts no other keys.
    pub struct GoogleHealthTeamProviderDetails {
        /// The number of the Google Cloud project, in digits.
        required project_number: String,
        /// The email address of the service account that receives data for the project.
        required service_account_email: String,
    }
}

laboratory_details! {
    /// Details for `bioreference`.
    pub struct BioReferenceProviderDetails {
        /// The data for BioReference. The API does not describe it further.
        required bioreference: JsonObject,
    }
}

laboratory_details! {
    /// Details for `labcorp`: the account that is billed for orders.
    pub struct LabCorpTeamProviderDetails {
        /// The account that is billed for orders.
        required labcorp: LabCorpMetadata,
    }
}

object! {
    /// An account at LabCorp.
    pub struct LabCorpMetadata {
        /// The number of the account.
        required account_number: String,
        /// The party that LabCorp bills.
        required billing_method: Open<BillingMethod>,
    }
}

values! {
    /// The party that LabCorp bills: the client (`CM`), the patient (`PT`), or the patient's insurance (`PI`).
    pub enum BillingMethod {
        Cm = "CM",
        Pt = "PT",
        Pi = "PI",
    }
}

laboratory_details! {
    /// Details for `quest`.
    pub struct QuestProviderDetails {
        /// The data for Quest. The API does not describe it further.
        required quest: JsonObject,
        /// The business units of Quest that orders may be sent to. Absent or null: all.
        optional allowed_business_units: Option<Vec<String>>,
    }
}

object! {
    /// Details for `polar`.
    pub struct PolarTeamProviderDetails {
        /// The key with which Polar signs its webhooks.
        required webhook_secret: Secret,
    }
}

object! {
    /// Details for `getlabs`.
    pub struct GetLabsTeamProviderDetails {
        /// The secrets that prove that a webhook comes from Getlabs.
        required getlabs: GetLabsMetadata,
    }
}

object! {
    /// The secrets that prove that a webhook comes from Getlabs.
    pub struct GetLabsMetadata {
        /// The key with which Getlabs signs its webhooks.
        required webhook_secret_key: Secret,
        /// The token that Getlabs sends with its webhooks.
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
        /// The id of the team at PhlebFinders. It is not a Junction team.
        required team_id: String,
        /// The name of the team at PhlebFinders.
        required team_name: String,
        /// The token that PhlebFinders sends with its webhooks.
        required webhook_token: Secret,
        /// The email address of the account.
        required email: String,
    }
}

laboratory_details! {
    /// Details for `labcorp`: the sender and the receiver of the HL7 messages for orders and results.
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

/// For each billing type, the US states in which it is not allowed, by their postal abbreviations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Tsify)]
#[serde(transparent)]
#[tsify(type = "{ [Type in BillingType]?: string[] }")]
pub struct DisallowedBillingStates(BTreeMap<String, Vec<String>>);

impl Described for DisallowedBillingStates {
    const KIND: Kind =
        Kind::Map(&Map { keys: BillingType::VALUES, values: <Vec<String> as Described>::KIND });
}

/// Details of a shape that this version does not know. The object has none of the keys that distinguish the known
/// shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
// TypeScript attaches a comment to the key only if the comment starts a line.
#[tsify(
    type = "{\n    /** Never present. It distinguishes this type. */\n    readonly [unrecognized]?: never;\n}"
)]
pub struct UnrecognizedDetails {}

impl<'de> Deserialize<'de> for UnrecognizedDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tells_a_shape = |key: &String| {
            let mut required = Details::ANY_OF.shapes.iter().flat_map(|shape| shape.some(shape.required));
            required.any(|field| field.key() == key)
        };
        if keys_of(deserializer)?.iter().any(tells_a_shape) {
            return Err(serde::de::Error::custom("expected details of one of the described shapes"));
        }
        Ok(Self {})
    }
}
