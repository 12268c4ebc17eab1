//! What each provider requires when its credential is set, beyond the schema of the body. [`super::details`] lists the
//! shapes of each provider.

use super::details::Shape;

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
        $(#[$optional_meta:meta])* pub struct $optional_name:ident;
        $(#[$required_meta:meta])* pub struct $required_name:ident;
        client_id_only { $($client_id_only:ident,)* }
        shapes { $($_shape:ident,)* }
        optional { $($(#[$optional_row:meta])* $optional:ident: ($($shape:ident,)+),)* }
        required { $($(#[$required_row:meta])* $required:ident: $required_shape:ident,)* }
    ) => {
        $(#[$optional_meta])*
        #[derive(tsify::Tsify)]
        #[allow(dead_code, reason = "only its TypeScript declaration is used")]
        pub struct $optional_name {
            $($(#[$optional_row])* $optional: ($(super::details::$shape,)+),)*
        }

        $(#[$required_meta])*
        #[derive(tsify::Tsify)]
        #[allow(dead_code, reason = "only its TypeScript declaration is used")]
        pub struct $required_name {
            $($(#[$required_row])* $required: super::details::$required_shape,)*
        }

        const PAIRINGS: &[(&str, Pairing)] = &[
            $((stringify!($optional), Pairing::Details(0 $(| 1 << Shape::$shape as u32)+)),)*
            $((stringify!($required), Pairing::RequiredDetails(1 << Shape::$required_shape as u32)),)*
            $((stringify!($client_id_only), Pairing::ClientIdOnly),)*
        ];
    };
}

shapes! {
    pairings! {
        /// The optional details of each provider, as a tuple of the accepted shapes. A provider that is neither here nor
        /// in `RequiredDetailsByProvider` accepts any shape, or no details.
        pub struct DetailsByProvider;
        /// The required details of each provider. Without them, its credential does not work.
        pub struct RequiredDetailsByProvider;
        client_id_only { freestyle_libre, }
    }
}
