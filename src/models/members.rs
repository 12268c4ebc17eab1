//! The keys of several shapes, put together: what an object that has one of the shapes is searched by.

use super::schema::{Field, Object};

/// How many shapes and how many keys there are at most: a bit for each, and one for what is no key of any shape.
const MOST: usize = 31;

/// The keys of all shapes, each once.
#[derive(Debug)]
pub struct Members {
    fields: [Option<Field>; MOST],
    required: [u32; MOST],
}

impl Members {
    /// Collects the keys.
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

    /// How many keys there are.
    pub const fn count(&self) -> usize {
        let mut count = 0;
        let mut fields = self.fields.as_slice();
        while let [Some(_), more @ ..] = fields {
            count += 1;
            fields = more;
        }
        count
    }

    /// The keys, in the order in which they stand in the shapes.
    #[allow(clippy::panic, reason = "it stops the build")]
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

    /// For each shape the keys without which an object has not this shape: a bit for each.
    pub const fn required<const SHAPES: usize>(&self) -> [u32; SHAPES] {
        match self.required.first_chunk() {
            Some(required) => *required,
            None => [0; SHAPES],
        }
    }
}

/// Finds the place of a key, or gives it the next one.
#[allow(clippy::panic, reason = "it stops the build")]
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
