//! Merges the keys of several shapes, so that an object can be validated before its shape is known.

use super::schema::{Field, Object};

/// The maximum number of keys. Each key has one bit, and one more bit stands for unknown keys.
const MOST: usize = 31;

/// The keys of all shapes, without duplicates.
#[derive(Debug)]
pub struct Members {
    fields: [Option<Field>; MOST],
}

impl Members {
    /// Collects the keys of the shapes.
    pub const fn of(mut shapes: &[&'static Object]) -> Self {
        let mut members = Self { fields: [None; MOST] };
        while let [shape, more @ ..] = shapes {
            let mut fields = shape.table;
            while let [field, more_fields @ ..] = fields {
                place(&mut members.fields, field);
                fields = more_fields;
            }
            shapes = more;
        }
        members
    }

    /// A shape whose keys are found in the table of all keys.
    pub const fn shape(mut self, shape: &Object, table: &'static [Field]) -> Object {
        let (mut keys, mut required, mut bit) = (0, 0, 1);
        let mut fields = shape.table;
        while let [field, more @ ..] = fields {
            let member = 1 << place(&mut self.fields, field);
            keys |= member;
            if shape.required & bit != 0 {
                required |= member;
            }
            bit <<= 1;
            fields = more;
        }
        Object { table, keys, required, ..*shape }
    }

    /// The number of keys.
    pub const fn count(&self) -> usize {
        let mut count = 0;
        let mut fields = self.fields.as_slice();
        while let [Some(_), more @ ..] = fields {
            count += 1;
            fields = more;
        }
        count
    }

    /// The keys, in the order in which the shapes list them.
    #[allow(clippy::panic, reason = "it runs at compile time and stops the build")]
    pub const fn fields<const COUNT: usize>(&self) -> [Field; COUNT] {
        let [Some(first), ..] = self.fields else { panic!("there is no key") };
        let mut all = [first; COUNT];
        let (mut places, mut fields) = (all.as_mut_slice(), self.fields.as_slice());
        while let ([place, more_places @ ..], [Some(field), more_fields @ ..]) = (places, fields) {
            *place = *field;
            (places, fields) = (more_places, more_fields);
        }
        all
    }
}

/// Returns the index of a key. A new key is added first.
#[allow(clippy::panic, reason = "it runs at compile time and stops the build")]
const fn place(fields: &mut [Option<Field>; MOST], field: &Field) -> u32 {
    let mut places = fields.as_mut_slice();
    let mut index = 0;
    while let [place, rest @ ..] = places {
        match place {
            Some(known) if !known.token.is(&field.token) => {}
            Some(_) => return index,
            None => {
                *place = Some(*field);
                return index;
            }
        }
        places = rest;
        index += 1;
    }
    panic!("there are more keys than MOST")
}

#[cfg(test)]
mod tests {
    use crate::models::Details;

    #[test]
    fn a_shape_has_the_keys_of_its_declaration_which_mean_the_same_in_every_shape() {
        for (shape, declared) in Details::ANY_OF.shapes.iter().zip(Details::DECLARED) {
            let fields = |object: &'static crate::models::schema::Object| {
                let mut fields: Vec<_> = object
                    .fields()
                    .map(|field| format!("{} {:?} {}", field.key(), field.kind, object.requires(field)))
                    .collect();
                fields.sort();
                fields
            };

            assert_eq!(fields(shape), fields(declared), "{}", shape.name);
        }
    }
}
