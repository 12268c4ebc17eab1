//! Replaces secrets in what the API says, in every form in which they can come back.

use crate::check::Text;

/// What stands in place of a secret.
const STARS: &[u8] = b"***";

/// Shorter secrets are too likely to be found in base64 of something else.
const SHORTEST_IN_BASE64: usize = 6;

/// A text is cut here: no person reads more, and a search in more of it might take long.
const MOST_BYTES: usize = 10_000;

/// An escape of JSON takes six bytes for one.
const LONGEST_ESCAPE: usize = 6;

/// What must not be shown: each secret as it is, and in base64 with either alphabet.
#[derive(Debug, Default)]
pub struct Mask {
    patterns: Vec<Vec<u8>>,
}

impl Mask {
    /// Adds a secret. An empty one does not count.
    pub fn add(&mut self, secret: &str) {
        let secret = secret.as_bytes();
        if secret.len() >= SHORTEST_IN_BASE64 {
            self.patterns.push(base64(secret, BASE64));
            self.patterns.push(base64(secret, BASE64_FOR_URLS));
        }
        if !secret.is_empty() {
            self.patterns.push(secret.to_vec());
        }
    }

    /// A text with three stars in place of each secret: as it is, in the escapes of JSON, percent-encoded, or in base64.
    /// A text that hides a secret in escapes is shown without these escapes.
    pub fn masked(&self, text: &str) -> String {
        let mut masked = text.as_bytes().to_vec();
        let is_cut = masked.len() > MOST_BYTES;
        masked.truncate(MOST_BYTES);
        let mut shortest = 1;
        let mut readings = READINGS.iter();
        while let Some(read) = readings.next() {
            if let Some(found) = self.replaced(&read(&masked), shortest) {
                masked = found;
                // A secret that holds stars itself may come to stand where another one was replaced. Whatever is longer
                // than the stars makes a text shorter, so this ends.
                shortest = STARS.len() + 1;
                readings = READINGS.iter();
            }
        }
        if is_cut {
            let longest = self.patterns.iter().map(Vec::len).max().unwrap_or(0);
            masked.truncate(masked.len().saturating_sub(longest * LONGEST_ESCAPE));
        }
        text_of(masked)
    }

    /// A text with stars in place of secrets that stand in it. None if there is none.
    fn replaced(&self, text: &[u8], shortest: usize) -> Option<Vec<u8>> {
        let mut replaced = Vec::new();
        // Where the secret ends that was found last. Secrets may overlap.
        let mut end = 0;
        for (at, byte) in text.iter().enumerate() {
            let rest = text.get(at..).unwrap_or_default();
            for pattern in &self.patterns {
                if pattern.len() >= shortest && rest.starts_with(pattern) {
                    if at > end || end == 0 {
                        replaced.extend_from_slice(STARS);
                    }
                    end = end.max(at + pattern.len());
                }
            }
            if at >= end {
                replaced.push(*byte);
            }
        }
        (end > 0).then_some(replaced)
    }
}

/// The bytes as text, up to where they are none: percent-encoding may mean such bytes, and a cut may part a character.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let end = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(end);
        String::from_utf8(bytes).unwrap_or_default()
    })
}

/// A way to read a text.
type Reading = fn(&[u8]) -> Vec<u8>;

/// What a text may mean, in each of the forms in which a secret can come back.
const READINGS: [Reading; 5] = [
    <[u8]>::to_vec,
    json_decoded,
    // JSON in a string of JSON has each backslash several times.
    |text| {
        let mut text = text.to_vec();
        text.dedup_by(|next, byte| (*next, *byte) == (b'\\', b'\\'));
        json_decoded(&text)
    },
    |text| percent_decoded(text, b'+'),
    // As in forms.
    |text| percent_decoded(text, b' '),
];

fn json_decoded(text: &[u8]) -> Vec<u8> {
    Text(text).decode().into_bytes()
}

/// What percent-encoding means, and what a plus sign does.
fn percent_decoded(text: &[u8], plus: u8) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut decoded = Vec::new();
    let mut rest = text;
    while let [first, more @ ..] = rest {
        rest = more;
        let mut byte = if *first == b'+' { plus } else { *first };
        if let (b'%', [high, low, behind @ ..]) = (first, more)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            byte = (high << 4 | low) as u8;
            rest = behind;
        }
        decoded.push(byte);
    }
    decoded
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_FOR_URLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 without padding: with padding it begins with the same characters.
fn base64(bytes: &[u8], alphabet: &[u8; 64]) -> Vec<u8> {
    let byte = |index: usize| u32::from(bytes.get(index).copied().unwrap_or(0));
    let mut text = Vec::new();
    let mut bit = 0;
    while bit < bytes.len() * 8 {
        let pair = byte(bit / 8) << 8 | byte(bit / 8 + 1);
        text.extend(alphabet.get((pair >> (10 - bit % 8) & 0x3F) as usize));
        bit += 6;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(secrets: &[&str], text: &str) -> String {
        let mut mask = Mask::default();
        secrets.iter().for_each(|secret| mask.add(secret));
        mask.masked(text)
    }

    #[test]
    fn a_secret_is_three_stars_wherever_it_stands() {
        assert_eq!(masked(&["s3cret"], "s3cret, not s3cret: xs3cretx"), "***, not ***: x***x");
        assert_eq!(masked(&["s3cret"], "nothing"), "nothing");
        assert_eq!(masked(&[""], "nothing"), "nothing");
        assert_eq!(masked(&["ab"], "abab cab"), "*** c***");
    }

    #[test]
    fn a_secret_is_found_in_the_escapes_of_json() {
        let secret = "a\"b\\c/d\n\u{1}ä😀";

        for text in [
            r#"a\"b\\c/d\n\u0001ä😀"#,
            r#"a\"b\\c\/d\u000a\u0001\u00e4\ud83d\ude00"#,
            r#"\u0061\u0022b\u005Cc\u002fd\n\u0001\u00E4\uD83D\uDE00"#,
        ] {
            assert_eq!(masked(&[secret], &format!("not {text}!")), "not ***!", "{text}");
        }
    }

    #[test]
    fn a_secret_is_found_percent_encoded() {
        for text in ["a%20b%2Fc%c3%a4", "a+b/c%C3%A4", "%61%20b%2fcä", "a%20b%2Fc%c3%a4"] {
            assert_eq!(masked(&["a b/cä"], &format!("?key={text}&x")), "?key=***&x", "{text}");
        }
        assert_eq!(masked(&["a+bc"], "a+bc a%2Bbc"), "*** ***");
        assert_eq!(masked(&["100%"], "100% %zz %4"), "*** %zz %4");
        assert_eq!(masked(&["100%"], "1%30%30%25 %zz %4"), "*** %zz %4");
        assert_eq!(masked(&["secret"], "%73ecret %ff"), "*** ");
    }

    #[test]
    fn a_secret_is_found_in_base64_with_and_without_padding() {
        assert_eq!(masked(&["secret"], "c2VjcmV0"), "***");
        assert_eq!(masked(&["secret!"], "c2VjcmV0IQ== and c2VjcmV0IQ"), "***== and ***");
        assert_eq!(masked(&["??>>ÿÿ"], "Pz8+PsO/w78 Pz8-PsO_w78"), "*** ***");
        assert_eq!(masked(&["??>>ÿÿ"], r"Pz8%2BPsO%2Fw78, Pz8+PsO\/w78"), "***, ***");
    }

    #[test]
    fn secrets_that_overlap_or_hold_each_other_leave_nothing_behind() {
        assert_eq!(masked(&["abcdef", "defghi"], "xabcdefghix"), "x***x");
        assert_eq!(masked(&["abc", "abcdef"], "abcdef abc"), "*** ***");
        assert_eq!(masked(&["xxxxxxxx", "ab***cdef"], "abxxxxxxxxcdef"), "***");
        assert_eq!(masked(&["*"], "a*b"), "a***b");
        assert_eq!(masked(&["aaaa"], "aaaaaaa"), "***");
    }

    #[test]
    fn a_long_text_is_cut_and_leaves_no_part_of_a_secret_at_its_end() {
        let text = format!("{}s3cret and more", "a".repeat(MOST_BYTES - 3));

        assert_eq!(masked(&["s3cret"], &text), "a".repeat(MOST_BYTES - 8 * LONGEST_ESCAPE));
        assert_eq!(masked(&["s3cret"], &"\\u0073".repeat(MOST_BYTES)).len(), MOST_BYTES - 8 * LONGEST_ESCAPE);
        assert_eq!(masked(&[], &format!("x{}", "ä".repeat(MOST_BYTES))).len(), MOST_BYTES - 1);
    }
}
