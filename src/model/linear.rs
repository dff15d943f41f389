//! A formula in one line of signs, as it is written where no formula can be set: `(a + b)/2`, `x_i²`.

use super::{Maths, MathsNode};

/// Signs with white space on both sides where they stand between two others.
const SPACED: &str = "=≠<>≤≥≪≫≈≡≅∼≃∝→←↔⇒⇐⇔↦∈∉⊂⊆⊃∣|+−-±×÷·⋅∗∧∨∪∩:";

/// Signs that are raised or lowered as letters of their own.
const RAISED: [(char, char); 14] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('−', '⁻'),
    ('-', '⁻'),
    ('n', 'ⁿ'),
];

/// The marks over letters, and what puts them there.
const COMBINING: [(char, char); 9] = [
    ('^', '\u{302}'),
    ('ˆ', '\u{302}'),
    ('‾', '\u{304}'),
    ('¯', '\u{304}'),
    ('~', '\u{303}'),
    ('˜', '\u{303}'),
    ('→', '\u{20d7}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
];

impl Maths {
    /// The formula in words: those of the author, or else its signs in one line; the LaTeX where it could
    /// not be read.
    pub fn words(&self) -> String {
        let is_tex = self.alt.trim() == self.tex.trim();
        match is_tex && !self.nodes.is_empty() {
            true => line(&self.nodes),
            false => self.alt.clone(),
        }
    }
}

/// The signs of a formula in one line.
pub fn line(nodes: &[MathsNode]) -> String {
    let mut out = String::new();
    push_all(nodes, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_all(nodes: &[MathsNode], out: &mut String) {
    for node in nodes {
        push(node, out);
    }
}

fn push(node: &MathsNode, out: &mut String) {
    match node {
        MathsNode::Identifier(text) | MathsNode::Number(text) | MathsNode::Text(text) => {
            out.push_str(text);
        }
        MathsNode::Name(name) => {
            if out.ends_with(char::is_alphanumeric) {
                out.push(' ');
            }
            out.push_str(name);
            out.push(' ');
        }
        MathsNode::Operator(sign) => push_sign(sign, out),
        MathsNode::Group(body) => push_all(body, out),
        MathsNode::Fenced { open, close, body } => {
            out.extend(open);
            out.push_str(&line(body));
            out.extend(close);
        }
        MathsNode::Fraction(above, below) => {
            out.push_str(&whole(above));
            out.push('/');
            out.push_str(&whole(below));
        }
        MathsNode::Root(body, degree) => {
            out.push('√');
            if let Some(degree) = degree {
                out.push_str(&format!("[{}]", line(degree)));
            }
            out.push_str(&whole(body));
        }
        MathsNode::Script {
            base, below, above, ..
        } => push_scripts(base, below.as_deref(), above.as_deref(), out),
        MathsNode::Marked { body, mark, below } => {
            let body = line(body);
            let sign = COMBINING.iter().find(|(known, _)| known == mark);
            let is_letter = body.chars().count() == 1;
            out.push_str(&body);
            out.extend(sign.filter(|_| is_letter && !below).map(|(_, sign)| sign));
        }
        MathsNode::Table {
            open, close, rows, ..
        } => {
            let rows = rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| line(cell)).collect();
                cells.join(" ")
            });
            out.extend(open);
            out.push_str(&rows.collect::<Vec<_>>().join("; "));
            out.extend(close);
        }
        MathsNode::Space(width) if *width > 0.3 => out.push(' '),
        MathsNode::Space(_) => {}
    }
}

/// An operator: one that stands between two others has space around it.
fn push_sign(sign: &str, out: &mut String) {
    let before = out.trim_end();
    let stands_between =
        !before.is_empty() && !before.ends_with(|c| SPACED.contains(c) || "([{,/".contains(c));
    if sign == "," || sign == ";" {
        out.truncate(before.len());
        out.push_str(sign);
        out.push(' ');
    } else if SPACED.contains(sign) && stands_between {
        out.push_str(&format!(" {sign} "));
    } else {
        out.push_str(sign);
    }
}

fn push_scripts(
    base: &[MathsNode],
    below: Option<&[MathsNode]>,
    above: Option<&[MathsNode]>,
    out: &mut String,
) {
    let mut carrier = String::new();
    push_all(base, &mut carrier);
    // Behind a name stands the space that parts it from its argument.
    let space = carrier.ends_with(' ');
    out.push_str(carrier.trim_end());
    if let Some(below) = below {
        out.push('_');
        out.push_str(&whole(below));
    }
    if let Some(above) = above {
        let written = line(above);
        let raised: Option<String> = written
            .chars()
            .map(|c| {
                RAISED
                    .iter()
                    .find(|(sign, _)| *sign == c)
                    .map(|(_, raised)| *raised)
            })
            .collect();
        match raised {
            Some(raised) => out.push_str(&raised),
            // Primes stand where they are.
            None if written.chars().all(|c| "′″‴*∗".contains(c)) => out.push_str(&written),
            None => {
                out.push('^');
                out.push_str(&whole(above));
            }
        }
    }
    if space {
        out.push(' ');
    }
}

/// Some pieces as one: between brackets if they are several.
fn whole(nodes: &[MathsNode]) -> String {
    let written = line(nodes);
    let is_one = match nodes {
        [MathsNode::Group(body)] => return whole(body),
        [one] => !matches!(one, MathsNode::Fraction(..) | MathsNode::Table { .. }),
        _ => written.chars().all(char::is_alphanumeric) && written.chars().count() == 1,
    };
    let inner = written
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let is_enclosed = inner.is_some_and(|inner| !inner.contains(['(', ')']));
    match is_one || is_enclosed || written.chars().all(|c| c.is_ascii_digit()) {
        true => written,
        false => format!("({written})"),
    }
}
