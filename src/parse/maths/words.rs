//! Commands of plain TeX that stand between what they join: `{a \over b}` for `\frac{a}{b}`.

use super::closing_brace;

/// Such commands, and those that stand before the two.
const BETWEEN: [(&str, &str); 2] = [("\\over", "\\frac"), ("\\choose", "\\binom")];

/// A formula in which they stand before what they join. Each takes all of its group.
pub(super) fn in_front(mut tex: String) -> String {
    for (between, before) in BETWEEN {
        let mut from = 0;
        while let Some(at) = tex[from..].find(between).map(|at| from + at) {
            let behind = at + between.len();
            from = behind;
            if tex[behind..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let start = group_around(&tex, at);
            let end = start.map_or(Some(tex.len()), |open| {
                closing_brace(&tex, open).map(|end| end - 1)
            });
            let Some(end) = end else { continue };
            let start = start.map_or(0, |open| open + 1);
            let joined = format!(
                "{before}{{{}}}{{{}}}",
                tex[start..at].trim(),
                tex[behind..end].trim()
            );
            tex.replace_range(start..end, &joined);
            from = start + before.len();
        }
    }
    tex
}

/// The brace that opens the group in which a place stands.
fn group_around(tex: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let escaped = |offset: usize| tex[..offset].ends_with('\\');
    for (offset, character) in tex[..at].char_indices().rev() {
        match character {
            '}' if !escaped(offset) => depth += 1,
            '{' if !escaped(offset) && depth == 0 => return Some(offset),
            '{' if !escaped(offset) => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::in_front;

    #[test]
    fn what_stands_between_two_stands_before_them() {
        let check = |tex: &str, expected: &str| assert_eq!(in_front(tex.to_owned()), expected);
        check("x = {-b \\over 2a}", "x = {\\frac{-b}{2a}}");
        check("{n \\choose k} p^k", "{\\binom{n}{k}} p^k");
        check("a \\over b", "\\frac{a}{b}");
        check("{{a \\over b} \\over c}", "{\\frac{{\\frac{a}{b}}}{c}}");
        check("\\overline{a}", "\\overline{a}");
    }
}
