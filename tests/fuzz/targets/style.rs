//! A citation style of the report'\''s own.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::style(bytes));
