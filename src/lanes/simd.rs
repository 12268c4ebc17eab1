//! The functions with SIMD instructions, 16 bytes at a time. The published module contains this version.

use std::arch::wasm32::{
    i8x16_bitmask, i8x16_eq, i8x16_lt, i8x16_ne, i8x16_splat, i8x16_sub, u8x16_lt, u8x16_splat, u64x2, v128,
    v128_or, v128_xor,
};

/// The index of the first byte that is special inside a JSON string, or 32 if there is none.
///
/// The function has no branches. Strings end anywhere, so most branches would be mispredicted.
#[inline]
pub fn first_special_of_32(bytes: &[u8; 32]) -> usize {
    // Non-ASCII bytes are negative as signed bytes, so they are less than all others. Flipping one bit moves the quote
    // directly after the control characters.
    let specials = |bytes: v128| {
        let less_than_a_space = i8x16_lt(v128_xor(bytes, i8x16_splat(0x02)), i8x16_splat(0x21));
        let backslashes = i8x16_eq(bytes, i8x16_splat(b'\\' as i8));
        u32::from(i8x16_bitmask(v128_or(less_than_a_space, backslashes)))
    };
    let [low, high] = vectors(bytes);
    (specials(low) | specials(high) << 16).trailing_zeros() as usize
}

/// The number of white space characters before the first other byte.
pub fn whitespace_of_16(bytes: &[u8; 16]) -> usize {
    let bytes = vector(bytes);
    let is = |byte: u8| i8x16_eq(bytes, i8x16_splat(byte as i8));
    let is_whitespace = v128_or(v128_or(is(b' '), is(b'\n')), v128_or(is(b'\r'), is(b'\t')));
    // The bits above the sixteen are zeros.
    u32::from(i8x16_bitmask(is_whitespace)).trailing_ones() as usize
}

/// A bit for each byte that, after `bits` are set in it, is one of the `count` values from `first` on. The first byte
/// has the lowest bit.
#[inline]
pub fn between_of_16(bytes: &[u8; 16], bits: u8, first: u8, count: u8) -> u16 {
    let distances = i8x16_sub(v128_or(vector(bytes), u8x16_splat(bits)), u8x16_splat(first));
    i8x16_bitmask(u8x16_lt(distances, u8x16_splat(count)))
}

/// A bit for each position at which the bytes differ. The first byte has the lowest bit.
#[inline]
pub fn differing_of_32(left: &[u8; 32], right: &[u8; 32]) -> u32 {
    let ([a, b], [c, d]) = (vectors(left), vectors(right));
    u32::from(i8x16_bitmask(i8x16_ne(a, c))) | u32::from(i8x16_bitmask(i8x16_ne(b, d))) << 16
}

#[inline]
fn vector(bytes: &[u8; 16]) -> v128 {
    let ([low, high], []) = bytes.as_chunks::<8>() else { return u64x2(0, 0) };
    u64x2(u64::from_le_bytes(*low), u64::from_le_bytes(*high))
}

#[inline]
fn vectors(bytes: &[u8; 32]) -> [v128; 2] {
    let ([low, high], []) = bytes.as_chunks::<16>() else { return [u64x2(0, 0); 2] };
    [vector(low), vector(high)]
}
