//! What the style rules and attributes of a drawing fetch, as far as CSS can fetch anything.

/// The first reference out of the file that a value of CSS holds, as written.
pub fn reference(css: &str) -> Option<String> {
    let written = css.to_ascii_lowercase();
    let css = plain(css);
    // Nobody writes `u\72l(`, and whoever counts what a drawing draws could not read it.
    if css.matches("url(").count() != written.matches("url(").count() {
        return Some("url(".to_owned());
    }
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

/// The ids that a value of CSS refers to, as in `fill="url(#grey)"`. Capitals do not count.
pub fn ids(css: &str) -> impl Iterator<Item = &str> {
    css.split('(')
        .zip(css.split('(').skip(1))
        .filter_map(|(before, rest)| {
            let name = before.len().checked_sub("url".len())?;
            let is_address = before.get(name..)?.eq_ignore_ascii_case("url");
            let target = rest.split(')').next().filter(|_| is_address)?;
            target
                .trim()
                .trim_matches(['"', '\''])
                .trim()
                .strip_prefix('#')
        })
}

/// The declarations of a rule or of a `style` attribute: names and values.
pub fn declarations(css: &str) -> impl Iterator<Item = (&str, &str)> {
    let pieces = css.split(';').filter_map(|piece| piece.split_once(':'));
    pieces.map(|(name, value)| (name.trim(), value))
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
        // One white space belongs to the escape, and the two characters of a line's end are one.
        match rest.peek() {
            Some('\r') => {
                rest.next();
                rest.next_if_eq(&'\n');
            }
            Some(next) if next.is_ascii_whitespace() => drop(rest.next()),
            _ => {}
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
            "fill: \\75\r\nrl(http://a.example)",
            "fill: \\75\rrl(http://a.example)",
            "@import 'a.css';",
            "mask: image-set('a.png' 1x)",
            "fill: url(#a) url(b)",
            r"fill: u\72l(#a)",
        ] {
            assert!(reference(bad).is_some(), "{bad}");
        }
        for good in ["fill: url(#a)", "fill: url( \"#a\" )", "fill: red", ""] {
            assert_eq!(reference(good), None, "{good}");
        }
    }
    #[test]
    fn finds_the_ids_however_they_are_spelt() {
        let found = |css: &'static str| ids(css).collect::<Vec<_>>();
        assert_eq!(found("url(#a) URL( \"#b\" ) x(#c) url(d)"), ["a", "b"]);
        assert_eq!(found("translate(1) url(#a"), ["a"]);
    }
}
