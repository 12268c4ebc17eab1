//! Tells digits from other characters, sixteen bytes at a time: a bit for each byte, the first one lowest.

/// Which of the bytes are decimal digits.
#[inline]
pub fn decimals(bytes: &[u8; 16]) -> u16 {
    between(bytes, 0, b'0', 10)
}

/// Which of the bytes are hexadecimal digits, in either case.
#[inline]
pub fn hexadecimals(bytes: &[u8; 16]) -> u16 {
    decimals(bytes) | between(bytes, 0x20, b'a', 6)
}

/// Which of the bytes are, with some bits set, one of so many from the first on.
#[cfg(not(target_feature = "simd128"))]
fn between(bytes: &[u8; 16], bits: u8, first: u8, count: u8) -> u16 {
    let is_between = |byte: &u8| (byte | bits).wrapping_sub(first) < count;
    bytes.iter().rev().fold(0, |all, byte| all << 1 | u16::from(is_between(byte)))
}

#[cfg(target_feature = "simd128")]
#[inline]
fn between(bytes: &[u8; 16], bits: u8, first: u8, count: u8) -> u16 {
    use std::arch::wasm32::{i8x16_bitmask, i8x16_sub, u8x16_lt, u8x16_splat, u64x2, v128_or};

    let ([low, high], []) = bytes.as_chunks::<8>() else { return 0 };
    let bytes = u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high));
    let distances = i8x16_sub(v128_or(bytes, u8x16_splat(bits)), u8x16_splat(first));
    i8x16_bitmask(u8x16_lt(distances, u8x16_splat(count)))
}
