//! The keys of several shapes, put together: what an object that has one of the shapes is searched by.

use super::schema::{Field, Object};

/// How many keys all shapes of one [`AnyOf`](super::schema::AnyOf) have at most.
const MOST_MEMBERS: usize = 32;

/// How many shapes there are at most.
const MOST_SHAPES: usize = 16;

/// The keys of several shapes, in the order in which they stand there.
#[derive(Debug)]
pub struct Members {
    fields: [Option<&'static Field>; MOST_MEMBERS],
    /// For each shape the keys that it has: a bit for each.
    described: [u32; MOST_SHAPES],
    /// For each shape the keys without which an object has not this shape.
    required: [u32; MOST_SHAPES],
}

impl Members {
    /// Collects the keys.
    pub const fn of(mut shapes: &'static [&'static Object]) -> Self {
        let mut members =
            Self { fields: [None; MOST_MEMBERS], described: [0; MOST_SHAPES], required: [0; MOST_SHAPES] };
        let (mut described, mut required) =
            (members.described.as_mut_slice(), members.required.as_mut_slice());
        while let ([shape, more @ ..], [all, more_described @ ..], [needed, more_required @ ..]) =
            (shapes, described, required)
        {
            let mut fields = shape.fields;
            while let [field, more_fields @ ..] = fields {
                let bit = 1 << place(&mut members.fields, field);
                *all |= bit;
                if field.required {
                    *needed |= bit;
                }
                fields = more_fields;
            }
            (shapes, described, required) = (more, more_described, more_required);
        }
        assert!(shapes.is_empty());
        members
    }

    /// The place of a key.
    pub fn find(&self, key: &[u8]) -> Option<(usize, &'static Field)> {
        let mut members = (0..).map_while(|index| Some((index, self.get(index)?)));
        members.find(|(_, field)| field.key.as_bytes() == key)
    }

    /// The key at a place. None behind the last one.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&'static Field> {
        self.fields.get(index).copied().flatten()
    }

    /// The keys, with a bit for each, without which an object has not the shapes: one for each of so many shapes.
    pub fn required(&self, shapes: usize) -> impl Iterator<Item = u32> {
        self.required.iter().copied().take(shapes)
    }

    /// The keys that the shapes have, in the same form.
    pub fn described(&self, shapes: usize) -> impl Iterator<Item = u32> {
        self.described.iter().copied().take(shapes)
    }
}

/// Finds the place of a key, or gives it the next one.
#[allow(clippy::panic, reason = "it stops the build")]
const fn place(fields: &mut [Option<&'static Field>; MOST_MEMBERS], field: &'static Field) -> u32 {
    let mut places = fields.as_mut_slice();
    let mut index = 0;
    while let [place, rest @ ..] = places {
        match place {
            Some(known) if !is_same(known.key.as_bytes(), field.key.as_bytes()) => {}
            Some(_) => return index,
            None => {
                *place = Some(field);
                return index;
            }
        }
        places = rest;
        index += 1;
    }
    panic!("there are more keys than MOST_MEMBERS")
}

const fn is_same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        left = left_rest;
        right = right_rest;
    }
    left.is_empty() && right.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::models::Details;

    #[test]
    fn a_key_means_the_same_in_every_shape() {
        for field in Details::ANY_OF.shapes.iter().flat_map(|shape| shape.fields) {
            let member = Details::ANY_OF.members.find(field.key.as_bytes()).map(|(_, member)| member.kind);

            assert_eq!(format!("{member:?}"), format!("{:?}", Some(field.kind)), "{}", field.key);
        }
    }
}
