//! A section of the pieces that the citation grammar is made of, so that few inputs are wasted.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::section(
    underpin_fuzz::input::pieces(bytes).as_bytes()
));
