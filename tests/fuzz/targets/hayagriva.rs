//! A bibliography in Hayagriva'\''s YAML, printed and handed on.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::bibliography("yml", bytes));
