//! Masks secrets in texts of the API, in every form in which the API may return them.

/// The replacement of a secret.
const STARS: &[u8] = b"***";

/// Shorter secrets are too likely to occur in the base64 of something else.
const SHORTEST_IN_BASE64: usize = 6;

/// Longer texts are cut. Nobody reads more, and a search in more text might take long.
const MOST_BYTES: usize = 10_000;

/// The maximum number of bytes that write one character: a surrogate pair in JSON, of which each byte is percent-encoded.
const LONGEST_CHARACTER: usize = 36;

/// The texts to mask: each secret unchanged, and in base64 with both alphabets.
#[derive(Debug, Default)]
pub struct Mask {
    patterns: Vec<Vec<u8>>,
}

impl Mask {
    /// Adds a secret. An empty secret is ignored.
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

    /// Replaces each secret in a text with three stars. A secret is found unchanged, with JSON escapes,
    /// percent-encoded, and in base64. The rest of the text is unchanged.
    pub fn masked(&self, text: &str) -> String {
        let mut masked = text.as_bytes().to_vec();
        let mut margin = if masked.len() > MOST_BYTES { LONGEST_CHARACTER } else { 0 };
        masked.truncate(MOST_BYTES);
        let mut shortest = 1;
        while let Some(found) = self.replaced(&masked, shortest, margin) {
            masked = found;
            margin = 0;
            // After a replacement, a secret that contains stars may appear in the text. From now on, only secrets
            // longer than the stars are replaced. This shortens the text, so the loop ends.
            shortest = STARS.len() + 1;
        }
        text_of(masked)
    }

    /// Replaces the secrets in a text with stars. If there is a margin, the text ends before it, and before a secret that
    /// extends into it. `None` if nothing changes.
    fn replaced(&self, text: &[u8], shortest: usize, margin: usize) -> Option<Vec<u8>> {
        let mut replaced = Vec::new();
        // The end of the secret that was found last. Secrets may overlap.
        let mut end = 0;
        for (at, byte) in text.iter().enumerate() {
            let Some(length) = self.beginning(text.get(at..).unwrap_or_default(), shortest, margin) else {
                return Some(replaced);
            };
            if length > 0 {
                if at > end || end == 0 {
                    replaced.extend_from_slice(STARS);
                }
                end = end.max(at + length);
            }
            if at >= end {
                replaced.push(*byte);
            }
        }
        (end > 0).then_some(replaced)
    }

    /// The number of bytes of the longest secret at the beginning of a text, or 0. `None` if the text may begin with a
    /// secret that extends into the margin at its end.
    fn beginning(&self, text: &[u8], shortest: usize, margin: usize) -> Option<usize> {
        let patterns = || self.patterns.iter().filter(|pattern| pattern.len() >= shortest);
        let mut longest = 0;
        for encodings in READINGS {
            let mut rest = text;
            let mut read = Vec::new();
            while patterns().any(|pattern| pattern.starts_with(&read)) {
                if rest.len() < margin {
                    return None;
                }
                if rest.is_empty() {
                    break;
                }
                next(&mut rest, encodings, &mut read);
                if patterns().any(|pattern| *pattern == read) {
                    longest = longest.max(text.len() - rest.len());
                }
            }
            let escaped = |byte: &u8| b"\\%+".contains(byte);
            // Without these, every reading reads the same.
            if !text.iter().take(text.len() - rest.len()).any(escaped) {
                break;
            }
        }
        Some(longest)
    }
}

/// The bytes as a string, up to the first invalid UTF-8. Percent-encoding can contain invalid UTF-8, and cutting a text
/// can split a character.
pub fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let end = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(end);
        String::from_utf8(bytes).unwrap_or_default()
    })
}

#[derive(Debug)]
enum Encoding {
    Json,
    Percent,
    /// As in HTML forms, where a plus sign is a space.
    Form,
}

use Encoding::{Form, Json, Percent};

/// The encodings in which the API may return a secret. The last one of each was applied last.
const READINGS: [&[Encoding]; 8] =
    [&[], &[Json], &[Json, Json], &[Json, Json, Json], &[Percent], &[Form], &[Json, Percent], &[Json, Form]];

/// Decodes the next byte or character of a text.
fn next(rest: &mut &[u8], encodings: &[Encoding], into: &mut Vec<u8>) {
    let Some((encoding, inner)) = encodings.split_first() else {
        if let [first, more @ ..] = rest {
            into.push(*first);
            *rest = more;
        }
        return;
    };
    let start = into.len();
    next(rest, inner, into);
    let mut after = *rest;
    let decoded = match (encoding, into.get(start..)) {
        (Form, Some(b"+")) => Some(' '.into()),
        (Form | Percent, Some(b"%")) => {
            // Percent-encoding can contain a part of a character.
            if let Some(byte) = hex(&mut after, inner, 2) {
                into.truncate(start);
                into.push(byte as u8);
                *rest = after;
            }
            return;
        }
        (Json, Some(b"\\")) => unescaped(&mut after, inner),
        _ => None,
    };
    if let Some(char) = decoded.and_then(char::from_u32) {
        into.truncate(start);
        into.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        *rest = after;
    }
}

/// Decodes a JSON escape after its backslash.
fn unescaped(rest: &mut &[u8], encodings: &[Encoding]) -> Option<u32> {
    let mut escape = Vec::new();
    next(rest, encodings, &mut escape);
    Some(match escape.as_slice() {
        b"b" => 8,
        b"f" => 12,
        b"n" => 10,
        b"r" => 13,
        b"t" => 9,
        b"u" => {
            let unit = hex(rest, encodings, 4)?;
            if unit & 0xFC00 != 0xD800 {
                return Some(unit);
            }
            let mut backslash = Vec::new();
            next(rest, encodings, &mut backslash);
            let low = unescaped(rest, encodings)?;
            0x1_0000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
        }
        [other] => (*other).into(),
        _ => return None,
    })
}

/// Decodes a hexadecimal number with some number of digits.
fn hex(rest: &mut &[u8], encodings: &[Encoding], digits: usize) -> Option<u32> {
    let mut text = Vec::new();
    for _ in 0..digits {
        next(rest, encodings, &mut text);
    }
    text.iter()
        .try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)?))
        .filter(|_| text.len() == digits)
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_FOR_URLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 without padding. Base64 with padding begins with the same characters.
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
        assert_eq!(masked(&["secret"], "%73ecret %ff"), "*** %ff");
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

        assert_eq!(masked(&["s3cret"], &text), "a".repeat(MOST_BYTES - LONGEST_CHARACTER + 1));
        assert_eq!(masked(&["s3cret"], &"\\u0073".repeat(MOST_BYTES)), "\\u0073".repeat(1660));
        let secret = "0123456789".repeat(20);
        let text = format!("{}{}", "a".repeat(MOST_BYTES - 100), "%30%31%32%33%34%35%36%37%38%39".repeat(20));
        assert_eq!(masked(&[&secret], &text), "a".repeat(MOST_BYTES - 100));
    }
}
