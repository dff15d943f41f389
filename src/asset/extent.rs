//! How large the numbers of a drawing are and grow: renderers count in single precision, and give up
//! without a word where it ends.

use roxmltree::Node;

/// The largest number that a text of SVG or CSS holds, its sign left out. Numbers need no space
/// between them (`M1-2e3`), and a colour (`#1e9`) is none.
pub fn largest(text: &str) -> f64 {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut largest: f64 = 0.0;
    while at < bytes.len() {
        let length = match bytes[at] {
            b'#' => 1 + run(&bytes[at + 1..], |byte| byte.is_ascii_alphanumeric()),
            b'0'..=b'9' => {
                let length = number(&bytes[at..]);
                // Too many digits are too much as well.
                let value = text[at..at + length].parse().unwrap_or(f64::INFINITY);
                largest = largest.max(value);
                length
            }
            _ => 1,
        };
        at += length;
    }
    largest
}

/// How many of the first bytes are of a kind.
fn run(bytes: &[u8], kind: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| kind(byte)).count()
}

/// The length of the number with which bytes begin.
fn number(bytes: &[u8]) -> usize {
    let digits = |from: usize| run(bytes.get(from..).unwrap_or_default(), u8::is_ascii_digit);
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

/// By how much an element enlarges what is inside it, at most; never less than one.
pub fn growth(node: Node<'_, '_>) -> f64 {
    let transforms = [
        "transform",
        "gradientTransform",
        "patternTransform",
        "style",
    ];
    let turned = transforms
        .into_iter()
        .filter_map(|name| node.attribute(name))
        .map(growth_of_transform)
        .product::<f64>();
    turned * growth_of_view(node)
}

/// By how much the functions of a transform enlarge (SVG 2, 8.5).
pub fn growth_of_transform(text: &str) -> f64 {
    text.split(')')
        .filter_map(|function| {
            let (before, values) = function.rsplit_once('(')?;
            let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
            Some(match name.to_ascii_lowercase().as_str() {
                "scale" | "scalex" | "scaley" | "scale3d" => largest(values),
                "matrix" | "matrix3d" => values
                    .split([' ', ','])
                    .filter(|value| !value.is_empty())
                    .take(4)
                    .map(largest)
                    .fold(1.0, f64::max),
                // The tangent of an angle near the right one has no end.
                "skew" | "skewx" | "skewy" if largest(values) > 80.0 => f64::INFINITY,
                "skew" | "skewx" | "skewy" => 10.0,
                _ => 1.0,
            })
        })
        .map(|factor: f64| factor.max(1.0))
        .product()
}

/// By how much a view box enlarges, where it is smaller than what it fills.
fn growth_of_view(node: Node<'_, '_>) -> f64 {
    let side = |name| node.attribute(name).map_or(0.0, largest);
    let filled = side("width").max(side("height")).max(1.0);
    if node.tag_name().name() == "use" {
        return filled;
    }
    let Some(view) = node.attribute("viewBox") else {
        return 1.0;
    };
    let sides = view
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2);
    let shortest = sides.map(largest).fold(f64::INFINITY, f64::min);
    (filled / shortest).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_largest_number_wherever_it_begins() {
        for (text, expected) in [
            ("M1-2e3L.5,7", 2000.0),
            ("#1e9 url(#a1e9) 3", 3.0),
            ("1e38-5", 1e38),
            ("12em 4e 5e+", 12.0),
            ("-9.5", 9.5),
            ("red", 0.0),
        ] {
            assert_eq!(largest(text), expected, "{text}");
        }
        assert_eq!(largest("1e999"), f64::INFINITY);
    }

    #[test]
    fn only_what_enlarges_counts() {
        for (text, expected) in [
            ("translate(900 900) rotate(45)", 1.0),
            ("scale(2) scale(-3, 1)", 6.0),
            ("matrix(1 0 0 4 900 900)", 4.0),
            ("scale(.1)", 1.0),
            ("transform: scale(7)", 7.0),
            ("skewX(10)", 10.0),
        ] {
            assert_eq!(growth_of_transform(text), expected, "{text}");
        }
    }
}
