//! Where a check is: a chain of steps on the stack, turned into a path only when there is something to say.

use super::read::Value;
use crate::error::Path;
use crate::models::schema::{Field, Kind};
use crate::prose::push_decimal;

/// A place in a document, linked to the place around it.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// The document itself.
    Root,
    /// The value of a described key.
    Field(&'p Place<'p>, &'static Field),
    /// The value of a key from a list.
    Key(&'p Place<'p>, &'static str),
    /// The value of a key that is not described.
    AnyKey(&'p Place<'p>),
    /// An item.
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    /// The steps from the document to this place.
    pub fn path(&self) -> Path {
        let mut text = String::new();
        self.push_to(&mut text, true);
        Path::from(text)
    }

    /// The same, for every item of an array alike.
    pub fn path_of_all(&self) -> Path {
        let mut text = String::new();
        self.push_to(&mut text, false);
        Path::from(text)
    }

    fn push_to(&self, text: &mut String, with_indices: bool) {
        let (parent, key) = match self {
            Place::Root => return,
            Place::Field(parent, field) => (parent, field.key()),
            Place::Key(parent, key) => (parent, *key),
            Place::AnyKey(parent) => (parent, "*"),
            Place::Index(parent, _) => (parent, ""),
        };
        parent.push_to(text, with_indices);
        if let Place::Index(_, index) = self {
            text.push('[');
            if with_indices {
                push_decimal(text, *index);
            }
            text.push(']');
            return;
        }
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(key);
    }

    /// How many arrays and objects are open around the place.
    pub fn depth(&self) -> usize {
        match self {
            Place::Root => 0,
            Place::Field(parent, _)
            | Place::Key(parent, _)
            | Place::AnyKey(parent)
            | Place::Index(parent, _) => parent.depth() + 1,
        }
    }
}

/// How many of the keys and indices that lead to a value are described, from the document on: by the kind that describes
/// the most. `steps` is a JSON array of strings and numbers, as `JSON.stringify` writes it. No key behind the described
/// ones may be shown.
pub fn described_steps(kinds: &[&'static Kind], steps: Value<'_>) -> usize {
    let mut most = 0;
    for kind in kinds {
        let (mut kind, mut count) = (*kind, 0);
        for step in steps.items() {
            let Some(inner) = behind(kind, step.json()) else { break };
            (kind, count) = (inner, count + 1);
        }
        most = most.max(count);
    }
    most
}

/// What a value may be that a step leads to. The step is in its JSON form.
fn behind(mut kind: &'static Kind, step: &[u8]) -> Option<&'static Kind> {
    if let Kind::Nullable(inner) = kind {
        kind = inner;
    }
    let [b'"', key @ .., b'"'] = step else {
        return match kind {
            Kind::Array(items) | Kind::NonEmptyArray(items) => Some(items),
            _ => None,
        };
    };
    if let Kind::Map(map) = kind {
        return map.keys.find(key).map(|_| &map.values);
    }
    let mut fields = kind.members()?.fields.iter();
    fields.find(|field| field.token.key_bytes() == key).map(|field| &field.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::schema::Described;
    use crate::models::{ARGUMENTS, CustomCredentialsResponse, UpsertTeamCustomCredentialsBody};

    const BODY: &Kind = &UpsertTeamCustomCredentialsBody::KIND;
    const PAGE: &Kind = &CustomCredentialsResponse::KIND;

    fn described(kinds: &[&'static Kind], steps: &str) -> usize {
        described_steps(kinds, Value::document(steps.as_bytes()))
    }

    #[test]
    fn every_step_to_a_described_value_is_described() {
        for (kind, steps, count) in [
            (BODY, "[]", 0),
            (BODY, r#"["client_id"]"#, 1),
            (BODY, r#"["details","fitbit","workout_verify_token"]"#, 3),
            (BODY, r#"["details","disallowed_billing_states","patient_bill",10]"#, 4),
            (PAGE, r#"["credentials",3,"details","webhook_secret"]"#, 4),
        ] {
            assert_eq!(described(&[kind], steps), count, "{steps}");
        }
    }

    #[test]
    fn no_step_behind_one_that_is_not_described_is_described() {
        for (steps, count) in [
            (r#"["mg_secret"]"#, 0),
            (r#"["credentials"]"#, 0),
            (r#"["details","mg_secret"]"#, 1),
            (r#"["details","mg_secret","client_id",0,"details"]"#, 1),
            (r#"["details","disallowed_billing_states","mg_secret"]"#, 2),
            (r#"["details","quest","client_id"]"#, 2),
            (r#"["details","allowed_billing_types","client_id"]"#, 2),
            (r#"["client_id","client_id"]"#, 1),
            (r#"["client_id",0,"client_id"]"#, 1),
            (r#"[7,"client_id"]"#, 0),
            (r#"["team_id\u0000"]"#, 0),
            (r#"[""]"#, 0),
        ] {
            assert_eq!(described(&[BODY], steps), count, "{steps}");
        }
    }

    #[test]
    fn a_step_is_described_if_any_of_several_kinds_describes_it() {
        for (steps, count) in [
            (r#"["details","fitbit"]"#, 2),
            (r#"["credential_id",0]"#, 2),
            (r#"["team_id",0]"#, 2),
            (r#"["next_cursor"]"#, 1),
            (r#"["timeoutMs"]"#, 1),
            (r#"["traceparent"]"#, 1),
            (r#"["region"]"#, 1),
            (r#"["mg_secret"]"#, 0),
        ] {
            assert_eq!(described(ARGUMENTS, steps), count, "{steps}");
        }
    }
}
