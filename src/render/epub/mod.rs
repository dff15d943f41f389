//! The book for reading devices.
