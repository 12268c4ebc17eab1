//! Finds what ends a run, many bytes at a time: of plain characters in a string a quote, a backslash, a control character,
//! or one that is not ASCII, and of white space anything else.

#[cfg(not(target_feature = "simd128"))]
const ONES: u64 = u64::MAX / 0xFF;
#[cfg(not(target_feature = "simd128"))]
const HIGHS: u64 = ONES * 0x80;

/// The index of the first of 32 bytes that ends a run: 32 if there is none.
///
/// It takes the same way whatever the bytes are. Strings end anywhere, so a way that forks is mostly guessed wrong.
#[cfg(not(target_feature = "simd128"))]
#[inline]
pub fn first_special_of_32(bytes: &[u8; 32]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let bits =
        words.iter().rev().fold(0, |bits, word| bits << 8 | gathered(specials(u64::from_le_bytes(*word))));
    bits.trailing_zeros() as usize
}

/// The same, sixteen bytes at a time.
#[cfg(target_feature = "simd128")]
#[inline]
pub fn first_special_of_32(bytes: &[u8; 32]) -> usize {
    use std::arch::wasm32::{i8x16_bitmask, i8x16_eq, i8x16_lt, i8x16_splat, u64x2, v128, v128_or, v128_xor};

    // As bytes with a sign those beyond ASCII are less than all others. With one bit turned over a quote comes right
    // behind the control characters.
    let specials = |bytes: v128| {
        let less_than_a_space = i8x16_lt(v128_xor(bytes, i8x16_splat(0x02)), i8x16_splat(0x21));
        let backslashes = i8x16_eq(bytes, i8x16_splat(b'\\' as i8));
        u32::from(i8x16_bitmask(v128_or(less_than_a_space, backslashes)))
    };
    let ([a, b, c, d], []) = bytes.as_chunks::<8>() else { return 0 };
    let both = |low: &[u8; 8], high: &[u8; 8]| u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high));
    (specials(both(a, b)) | specials(both(c, d)) << 16).trailing_zeros() as usize
}

/// The high bits of eight bytes side by side.
#[cfg(not(target_feature = "simd128"))]
fn gathered(highs: u64) -> u32 {
    ((highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

/// The high bit of the first of eight bytes that ends a run. Bytes behind it may be taken for such by mistake.
#[cfg(not(target_feature = "simd128"))]
fn specials(word: u64) -> u64 {
    // What is less than the subtrahend sets the high bit of its byte, and so does every byte that has it already. A
    // byte that is less borrows from the next one.
    let quotes_and_controls = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslashes = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (quotes_and_controls | backslashes | word) & HIGHS
}

/// How many of 16 bytes are white space before the first that is not.
#[cfg(not(target_feature = "simd128"))]
pub fn whitespace_of_16(bytes: &[u8; 16]) -> usize {
    let is_other = |byte: &u8| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    bytes.iter().position(is_other).unwrap_or(bytes.len())
}

/// The same, all at once.
#[cfg(target_feature = "simd128")]
pub fn whitespace_of_16(bytes: &[u8; 16]) -> usize {
    use std::arch::wasm32::{i8x16_bitmask, i8x16_eq, i8x16_splat, u64x2, v128_or};

    let ([low, high], []) = bytes.as_chunks::<8>() else { return 0 };
    let bytes = u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high));
    let is = |byte: u8| i8x16_eq(bytes, i8x16_splat(byte as i8));
    let is_whitespace = v128_or(v128_or(is(b' '), is(b'\n')), v128_or(is(b'\r'), is(b'\t')));
    // The bits behind the sixteen are zeros.
    u32::from(i8x16_bitmask(is_whitespace)).trailing_ones() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_special(byte: u8) -> bool {
        !(0x20..0x80).contains(&byte) || byte == b'"' || byte == b'\\'
    }

    #[test]
    fn every_byte_is_told_apart_wherever_it_stands() {
        for byte in 0..=0xFF {
            for index in 0..32 {
                let mut bytes = [b'a'; 32];
                if let Some(place) = bytes.get_mut(index) {
                    *place = byte;
                }
                let expected = if is_special(byte) { index } else { 32 };

                assert_eq!(first_special_of_32(&bytes), expected, "{byte} at {index}");
            }
        }
    }

    #[test]
    fn the_first_of_several_counts() {
        let mut bytes = [b' '; 32];
        bytes.iter_mut().skip(9).for_each(|byte| *byte = b'"');

        assert_eq!(first_special_of_32(&bytes), 9);
    }

    #[test]
    fn white_space_ends_at_any_other_byte() {
        for byte in 0..=0xFF {
            for index in 0..16 {
                let mut bytes = *b" \n\r\t \n\r\t \n\r\t \n\r\t";
                if let Some(place) = bytes.get_mut(index) {
                    *place = byte;
                }
                let expected = if b" \n\r\t".contains(&byte) { 16 } else { index };

                assert_eq!(whitespace_of_16(&bytes), expected, "{byte} at {index}");
            }
        }
    }
}
