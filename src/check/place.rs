//! Where a check is: a chain of steps on the stack, turned into a path only when there is something to say.

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
/// the most. `steps` are JSON strings and numbers, as `JSON.stringify` writes them, each on a line. No key behind the
/// described ones may be shown.
pub fn described_steps(kinds: &[&'static Kind], steps: &[u8]) -> usize {
    let mut most = 0;
    for kind in kinds {
        let (mut kind, mut count) = (*kind, 0);
        for step in steps.split(|byte| *byte == b'\n') {
            let Some(inner) = behind(kind, step) else { break };
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
        return if let Kind::Array(items) | Kind::NonEmptyArray(items) = kind { Some(items) } else { None };
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

    /// `steps` has a space between two of them.
    fn described(kinds: &[&'static Kind], steps: &str) -> usize {
        let is_index = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
        let in_json = |step| if is_index(step) { step.to_owned() } else { format!("\"{step}\"") };
        let lines: Vec<_> = steps.split_whitespace().map(in_json).collect();
        described_steps(kinds, lines.join("\n").as_bytes())
    }

    #[test]
    fn every_step_to_a_described_value_is_described() {
        for (kind, steps, count) in [
            (BODY, "", 0),
            (BODY, "client_id", 1),
            (BODY, "details fitbit workout_verify_token", 3),
            (BODY, "details disallowed_billing_states patient_bill 10", 4),
            (PAGE, "credentials 3 details webhook_secret", 4),
        ] {
            assert_eq!(described(&[kind], steps), count, "{steps}");
        }
    }

    #[test]
    fn no_step_behind_one_that_is_not_described_is_described() {
        for (steps, count) in [
            ("mg_secret", 0),
            ("credentials", 0),
            ("details mg_secret", 1),
            ("details mg_secret client_id 0 details", 1),
            ("details disallowed_billing_states mg_secret", 2),
            ("details quest client_id", 2),
            ("details allowed_billing_types client_id", 2),
            ("client_id client_id", 1),
            ("client_id 0 client_id", 1),
            ("7 client_id", 0),
            ("team_id\\u0000", 0),
        ] {
            assert_eq!(described(&[BODY], steps), count, "{steps}");
        }
    }

    #[test]
    fn a_step_is_described_if_any_of_several_kinds_describes_it() {
        for (steps, count) in [
            ("details fitbit", 2),
            ("credential_id 0", 2),
            ("team_id 0", 2),
            ("next_cursor", 1),
            ("timeoutMs", 1),
            ("traceparent", 1),
            ("region", 1),
            ("mg_secret", 0),
        ] {
            assert_eq!(described(ARGUMENTS, steps), count, "{steps}");
        }
    }
}
