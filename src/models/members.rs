//! Merges the keys of several shapes, so that an object can be validated before its shape is known.

use super::schema::{Field, Object};

/// The maximum number of shapes, and of keys. Each key has one bit, and one more bit stands for unknown keys.
const MOST: usize = 31;

/// The keys of all shapes, without duplicates.
#[derive(Debug)]
pub struct Members {
    fields: [Option<Field>; MOST],
    required: [u32; MOST],
}

impl Members {
    /// Collects the keys of the shapes.
    pub const fn of(mut shapes: &[&'static Object]) -> Self {
        let mut members = Self { fields: [None; MOST], required: [0; MOST] };
        let mut required = members.required.as_mut_slice();
        while let ([shape, more @ ..], [bits, more_bits @ ..]) = (shapes, required) {
            let mut fields = shape.fields;
            while let [field, more_fields @ ..] = fields {
                let bit = 1 << place(&mut members.fields, field);
                if field.required {
                    *bits |= bit;
                }
                fields = more_fields;
            }
            (shapes, required) = (more, more_bits);
        }
        assert!(shapes.is_empty());
        members
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

    /// For each shape, its required keys as a bit set.
    pub const fn required<const SHAPES: usize>(&self) -> [u32; SHAPES] {
        match self.required.first_chunk() {
            Some(required) => *required,
            None => [0; SHAPES],
        }
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
    fn a_key_means_the_same_in_every_shape() {
        let members = Details::ANY_OF.members.fields;
        for field in Details::ANY_OF.shapes.iter().flat_map(|shape| shape.fields) {
            let member = members.iter().find(|member| member.key() == field.key()).map(|member| member.kind);

            assert_eq!(format!("{member:?}"), format!("{:?}", Some(field.kind)), "{}", field.key());
        }
    }
}
