//! Base URLs, keys and traces: whatever they are, nothing unsafe is taken.

#![no_main]

#[path = "../../tests/oracle/addresses.rs"]
mod addresses;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(fault) = addresses::fault(text) {
        panic!("{fault}");
    }
});
