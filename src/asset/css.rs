//! What the style rules and attributes of a drawing fetch, as far as CSS can fetch anything.

/// The first reference out of the file that a value of CSS holds, as written.
pub fn reference(css: &str) -> Option<String> {
    let css = plain(css);
    let mut rest = css.as_str();
    while let Some(at) = rest.find("url(") {
        rest = &rest[at + "url(".len()..];
        let target = rest.split(')').next().unwrap_or_default();
        let target = target.trim().trim_matches(['"', '\'']).trim();
        if !target.starts_with('#') {
            return Some(target.to_owned());
        }
    }
    // Functions that take an address without saying `url`.
    [
        "@import",
        "image-set(",
        "src(",
        "javascript:",
        "expression(",
    ]
    .into_iter()
    .find(|name| css.contains(name))
    .map(str::to_owned)
}

/// The ids that a value of CSS refers to, as in `fill="url(#grey)"`.
pub fn ids(css: &str) -> impl Iterator<Item = &str> {
    css.split("url(").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        target.strip_prefix('#')
    })
}

/// Whether style rules or a `style` attribute draw anything through a filter.
pub fn filters(css: &str) -> bool {
    let css = plain(css);
    let mut values = css.split("filter").skip(1).map(str::trim_start);
    values.any(|value| {
        let value = value.strip_prefix(':').map(str::trim_start);
        value.is_some_and(|value| !value.starts_with("none"))
    })
}

/// Whether style rules make anything move.
pub fn moves(css: &str) -> bool {
    plain(css).contains("@keyframes")
}

/// In lower case, with the escapes of CSS read (CSS Syntax, 4.3.7): `u\72l(` is `url(`.
fn plain(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' {
            out.extend(character.to_lowercase());
            continue;
        }
        let mut code = String::new();
        while code.len() < 6 && rest.peek().is_some_and(char::is_ascii_hexdigit) {
            code.extend(rest.next());
        }
        if code.is_empty() {
            out.extend(rest.next());
            continue;
        }
        if rest.peek().is_some_and(|next| next.is_ascii_whitespace()) {
            rest.next();
        }
        let code = u32::from_str_radix(&code, 16).unwrap_or_default();
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        out.extend(character.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_fetched_however_it_is_spelt() {
        for bad in [
            "fill: url(http://a.example/b)",
            "fill: URL( 'file:///etc/passwd' )",
            r"fill: u\72l(//a.example)",
            r"fill: \000055 rl(x.svg#a)",
            "@import 'a.css';",
            "mask: image-set('a.png' 1x)",
            "fill: url(#a) url(b)",
        ] {
            assert!(reference(bad).is_some(), "{bad}");
        }
        for good in ["fill: url(#a)", "fill: url( \"#a\" )", "fill: red", ""] {
            assert_eq!(reference(good), None, "{good}");
        }
    }
}
