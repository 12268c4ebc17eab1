//! Suggests a known name in place of a misspelt one.

/// The number of bytes that are compared. No known name is longer.
const LONGEST: usize = 64;

/// The name that is nearest to a text: the first of those with the smallest edit distance. `None` if the distance to
/// every name is more than a third of the name's length.
#[inline(never)]
pub fn nearest(text: &[u8], names: &mut dyn Iterator<Item = &'static str>) -> Option<&'static str> {
    let mut found = None;
    let mut smallest = usize::MAX;
    for name in names {
        let distance = edit_distance(text.get(..LONGEST).unwrap_or(text), name);
        if distance <= name.len() / 3 && distance < smallest {
            (found, smallest) = (Some(name), distance);
        }
    }
    found
}

/// The number of bytes to insert, to remove or to replace to turn a text into a name.
fn edit_distance(text: &[u8], name: &str) -> usize {
    // For each beginning of the text, the distance to the beginning of the name that was read so far.
    let mut row: [usize; LONGEST + 1] = std::array::from_fn(|length| length);
    for byte in name.bytes() {
        let [mut left, ..] = row;
        let mut above_left = left;
        left += 1;
        let [first, ..] = &mut row;
        *first = left;
        for (cell, other) in row.iter_mut().skip(1).zip(text) {
            let replaced = above_left + usize::from(byte != *other);
            above_left = *cell;
            left = replaced.min(left + 1).min(above_left + 1);
            *cell = left;
        }
    }
    row.get(text.len()).copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(text: &str, names: &[&'static str]) -> Option<&'static str> {
        nearest(text.as_bytes(), &mut names.iter().copied())
    }

    #[test]
    fn a_distance_counts_what_is_inserted_removed_and_replaced() {
        for (text, name, distance) in [
            ("", "", 0),
            ("", "oura", 4),
            ("fitbit", "", 6),
            ("fitbit", "fitbit", 0),
            ("fitbitt", "fitbit", 1),
            ("ftbit", "fitbit", 1),
            ("fitbid", "fitbit", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(edit_distance(text.as_bytes(), name), distance, "{text} {name}");
        }
    }

    #[test]
    fn the_nearest_name_is_suggested_if_it_is_within_a_third_of_its_length() {
        let names = &["us", "oura", "fitbit", "google_fit", "google_health"];

        assert_eq!(suggested("Fitbit", names), Some("fitbit"));
        assert_eq!(suggested("fitbot2", names), Some("fitbit"));
        assert_eq!(suggested("fitty", names), None);
        assert_eq!(suggested("our", names), Some("oura"));
        assert_eq!(suggested("usa", names), None);
        assert_eq!(suggested("google-healt", names), Some("google_health"));
        assert_eq!(suggested("", names), None);
    }

    #[test]
    fn of_names_at_the_same_distance_the_first_is_suggested() {
        assert_eq!(suggested("whoop_v3", &["whoop_v2", "whoop_v4"]), Some("whoop_v2"));
    }

    #[test]
    fn a_text_of_any_length_is_compared() {
        let long = "fitbit".repeat(100_000);

        assert_eq!(suggested(&long, &["fitbit"]), None);
    }
}
