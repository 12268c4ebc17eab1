//! The functions without SIMD instructions, one byte at a time. Native builds use them: unit tests, the fuzzer and
//! `describe`. The published module does not contain them, and its results are compared with theirs.

/// The index of the first byte that is special inside a JSON string, or 32 if there is none.
pub fn first_special_of_32(bytes: &[u8; 32]) -> usize {
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x80..=0xFF);
    bytes.iter().position(is_special).unwrap_or(bytes.len())
}

/// The number of white space characters before the first other byte.
pub fn whitespace_of_16(bytes: &[u8; 16]) -> usize {
    let is_other = |byte: &u8| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    bytes.iter().position(is_other).unwrap_or(bytes.len())
}

/// A bit for each byte that, after `bits` are set in it, is one of the `count` values from `first` on. The first byte
/// has the lowest bit.
pub fn between_of_16(bytes: &[u8; 16], bits: u8, first: u8, count: u8) -> u16 {
    let is_between = |byte: &u8| (byte | bits).wrapping_sub(first) < count;
    bytes.iter().rev().fold(0, |all, byte| all << 1 | u16::from(is_between(byte)))
}

/// A bit for each position at which the bytes differ. The first byte has the lowest bit.
pub fn differing_of_32(left: &[u8; 32], right: &[u8; 32]) -> u32 {
    let pairs = left.iter().zip(right).rev();
    pairs.fold(0, |all, (a, b)| all << 1 | u32::from(a != b))
}
