//! The macros of all models. Each declaration generates a serde type, a TypeScript type and a schema.

/// Declares a list of values: `pub enum Env { Production = "production", … }`.
///
/// The prefix `of_providers` marks a list of providers, and `suggested` another list that callers choose from. If a
/// value is not in such a list, the message suggests the nearest one that is.
macro_rules! values {
    (@declare $of_providers:literal $suggested:literal $(#[$meta:meta])* pub enum $name:ident { $($variant:ident = $value:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
        #[allow(missing_docs, reason = "each variant is one value of the API, and its name explains it")]
        pub enum $name {
            $(#[serde(rename = $value)] $variant,)*
        }

        impl $name {
            /// All known values.
            pub const LIST: $crate::models::schema::List = $crate::models::schema::List {
                #[cfg(not(target_os = "unknown"))]
                name: stringify!($name),
                values: concat!($($value, " "),*),
            };

            /// The known values, as a schema contains them.
            pub const VALUES: &'static $crate::models::schema::Values = &$crate::models::schema::Values {
                lists: &[Self::LIST],
                of_providers: $of_providers,
                suggested: $suggested,
            };

            /// The value as the API writes it.
            pub const fn value(self) -> &'static str {
                match self {
                    $(Self::$variant => $value,)*
                }
            }
        }

        impl $crate::models::schema::Described for $name {
            const KIND: $crate::models::schema::Kind = $crate::models::schema::Kind::Values(Self::VALUES);
        }
    };
    (of_providers $($declaration:tt)*) => { values!(@declare true true $($declaration)*); };
    (suggested $($declaration:tt)*) => { values!(@declare false true $($declaration)*); };
    ($($declaration:tt)*) => { values!(@declare false false $($declaration)*); };
}

/// Declares a union of lists of providers: `pub enum PrepareProvider { Providers, Labs }`.
macro_rules! any_provider_of {
    ($(#[$meta:meta])* pub enum $name:ident { $($list:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
        #[serde(untagged)]
        #[allow(missing_docs, reason = "each variant is the list with the same name")]
        pub enum $name {
            $($list($list),)*
        }

        impl $crate::models::schema::Described for $name {
            const KIND: $crate::models::schema::Kind =
                $crate::models::schema::Kind::Values(&$crate::models::schema::Values {
                    lists: &[$($list::LIST),*],
                    of_providers: true,
                    suggested: true,
                });
        }
    };
}

/// Declares an object. Each field is `required` or `optional`. A value of type `Option` may be null.
///
/// The prefix `closed` marks an object whose description forbids other keys, and `options` an object of options, which
/// are the words of the developer. The message about another option suggests the nearest one.
macro_rules! object {
    (closed $($declaration:tt)*) => { object!(@start true false $($declaration)*); };
    (options $($declaration:tt)*) => { object!(@start true true $($declaration)*); };
    (@start $closed:literal $suggested:literal $(#[doc = $doc:literal])+ pub struct $name:ident { $($fields:tt)* }) => {
        object!(@field [$closed $suggested $(#[doc = $doc])+ $name] [] [] $($fields)*);
    };
    (@field $head:tt [$($members:tt)*] [$($rows:tt)*] $(#[doc = $doc:literal])+ $(#[tsify($($type_meta:tt)*)])? required $field:ident: $type:ty, $($rest:tt)*) => {
        object!(@field $head
            [$($members)*
                $(#[doc = $doc])+
                $(#[tsify($($type_meta)*)])?
                #[serde(deserialize_with = "crate::models::fields::required")]
                pub $field: $type,]
            [$($rows)* $field $type, true, $($doc)+;]
            $($rest)*);
    };
    (@field $head:tt [$($members:tt)*] [$($rows:tt)*] $(#[doc = $doc:literal])+ $(#[tsify($($type_meta:tt)*)])? optional $field:ident: $type:ty, $($rest:tt)*) => {
        object!(@field $head
            [$($members)*
                $(#[doc = $doc])+
                $(#[tsify($($type_meta)*)])?
                #[serde(
                    default,
                    deserialize_with = "crate::models::fields::optional",
                    skip_serializing_if = "Option::is_none"
                )]
                #[tsify(optional)]
                pub $field: Option<$type>,]
            [$($rows)* $field $type, false, $($doc)+;]
            $($rest)*);
    };
    (@field [$closed:literal $suggested:literal $(#[doc = $doc:literal])+ $name:ident] [$($members:tt)*] [$($field:ident $type:ty, $required:literal, $($field_doc:literal)+;)*]) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, tsify::Tsify)]
        #[serde(remote = "Self")]
        #[tsify(missing_as_null)]
        pub struct $name {
            $($members)*
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::models::fields::ObjectOnly(deserializer))
            }
        }

        impl $name {
            /// The keys of this object and their schemas.
            pub const TABLE: &'static $crate::models::schema::Object = &$crate::models::schema::Object {
                #[cfg(not(target_os = "unknown"))]
                name: stringify!($name),
                #[cfg(not(target_os = "unknown"))]
                doc: concat!($($doc),+),
                table: &[$($crate::models::schema::Field {
                    #[cfg(not(target_os = "unknown"))]
                    doc: concat!($($field_doc),+),
                    token: $crate::models::token::Token::of($crate::models::fields::key(stringify!($field))),
                    kind: <$type as $crate::models::schema::Described>::KIND,
                }),*],
                keys: $crate::models::fields::bits(&[$({ let _ = $required; true }),*]),
                required: $crate::models::fields::bits(&[$($required),*]),
                closed: $closed,
                suggested: $suggested,
            };
        }

        impl $crate::models::schema::Described for $name {
            const KIND: $crate::models::schema::Kind = $crate::models::schema::Kind::Object(Self::TABLE);
        }
    };
    ($($declaration:tt)*) => { object!(@start false false $($declaration)*); };
}
