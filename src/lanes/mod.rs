//! Examines 16 or 32 bytes at once.
//!
//! WebAssembly builds use SIMD instructions. Native builds, which are never published, use a scalar version, which is
//! simple rather than fast. The tests on WebAssembly compare the SIMD version with it.

#[cfg(any(test, not(target_arch = "wasm32")))]
mod scalar;
#[cfg(target_arch = "wasm32")]
mod simd;

#[cfg(not(target_arch = "wasm32"))]
use scalar as lanes;
#[cfg(target_arch = "wasm32")]
use simd as lanes;

pub use lanes::{differing_of_32, first_special_of_32, whitespace_of_16};

// rustdoc is not given the flags and does not compile function bodies.
#[cfg(all(target_arch = "wasm32", not(target_feature = "simd128"), not(doc)))]
compile_error!("the core for WebAssembly is built and tested with the flags of .cargo/config.toml");

/// A bit for each byte that is a decimal digit. The first byte has the lowest bit.
#[inline]
pub fn decimals(bytes: &[u8; 16]) -> u16 {
    lanes::between_of_16(bytes, 0, b'0', 10)
}

/// A bit for each byte that is a hexadecimal digit, in upper or lower case. The first byte has the lowest bit.
#[inline]
pub fn hexadecimals(bytes: &[u8; 16]) -> u16 {
    decimals(bytes) | lanes::between_of_16(bytes, 0x20, b'a', 6)
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

    #[test]
    fn every_digit_is_told_from_every_other_byte_wherever_it_stands() {
        for byte in 0..=0xFF_u8 {
            for index in 0..16 {
                let mut bytes = *b"gggggggggggggggg";
                if let Some(place) = bytes.get_mut(index) {
                    *place = byte;
                }

                assert_eq!(decimals(&bytes), u16::from(byte.is_ascii_digit()) << index, "{byte} at {index}");
                let expected = u16::from(byte.is_ascii_hexdigit()) << index;
                assert_eq!(hexadecimals(&bytes), expected, "{byte} at {index}");
            }
        }
    }

    #[test]
    fn every_difference_is_told_wherever_it_stands() {
        for (byte, other) in (0..=0xFF).flat_map(|byte| (0..8).map(move |bit| (byte, byte ^ 1 << bit))) {
            for index in 0..32 {
                let bytes = [byte; 32];
                let mut others = bytes;
                if let Some(place) = others.get_mut(index) {
                    *place = other;
                }

                assert_eq!(differing_of_32(&bytes, &bytes), 0);
                assert_eq!(differing_of_32(&bytes, &others), 1 << index, "{byte} and {other} at {index}");
            }
        }
    }

    #[cfg(target_arch = "wasm32")]
    #[test]
    fn simd_and_scalar_agree_about_many_blocks() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        // Any byte, bytes on both sides of a boundary, and mostly bytes that do not end a run.
        let alphabets: [&[u8]; 4] =
            [b"", b"\x00\x1f !\"#[\\]\x7f\x80\xff", b"   \n\r\t\x0b", b"aaaaaaaaaaaa\"\\/09:@AFG`fg"];
        for _ in 0..100_000 {
            let alphabet = alphabets.get(random() as usize % 4).copied().unwrap_or_default();
            let mut block = || {
                [0; 32].map(|_: u8| {
                    let any = (random() >> 24) as usize;
                    alphabet.get(any % alphabet.len().max(1)).copied().unwrap_or(any as u8)
                })
            };
            let (left, mut right) = (block(), block());
            if random() & 1 == 0 {
                right = left;
                if let Some(place) = right.get_mut(random() as usize % 40) {
                    *place ^= 1;
                }
            }
            let half = left.first_chunk().copied().unwrap_or_default();

            assert_eq!(simd::first_special_of_32(&left), scalar::first_special_of_32(&left), "{left:?}");
            assert_eq!(simd::whitespace_of_16(&half), scalar::whitespace_of_16(&half), "{half:?}");
            assert_eq!(
                simd::differing_of_32(&left, &right),
                scalar::differing_of_32(&left, &right),
                "{left:?} {right:?}"
            );
            for (bits, first, count) in [(0, b'0', 10), (0x20, b'a', 6)] {
                assert_eq!(
                    simd::between_of_16(&half, bits, first, count),
                    scalar::between_of_16(&half, bits, first, count),
                    "{half:?}"
                );
            }
        }
    }
}
