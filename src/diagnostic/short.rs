//! Findings as one line each, as compilers and `grep -n` print places.

use super::{Finding, place};
use crate::source::Sources;

/// One finding as `path:line:column: level[rule]: message`, without a line end.
///
/// Notes and help are left out; `explain` has them.
pub fn short(finding: &Finding, sources: &Sources) -> String {
    format!(
        "{}: {}[{}]: {}",
        place(sources, finding.span),
        finding.level.name(),
        finding.rule,
        finding.message
    )
}
