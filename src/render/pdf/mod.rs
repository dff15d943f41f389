//! The print report.
