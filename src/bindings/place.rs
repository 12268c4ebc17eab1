//! Places in what callers pass.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::check::described_steps;
use crate::models::{ARGUMENTS, WireType};

/// Counts the described ones among the keys and indices that lead to a value in a document of a type, or in an argument of
/// a call or of the client: each a line of JSON. No key behind them may be shown.
#[wasm_bindgen(js_name = describedSteps)]
pub fn described(wire_type: Option<WireType>, steps: &str) -> usize {
    let steps = steps.as_bytes();
    match wire_type {
        Some(wire_type) => described_steps(&[wire_type.kind()], steps),
        None => described_steps(ARGUMENTS, steps),
    }
}
