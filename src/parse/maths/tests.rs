//! What is read, and what is refused.

use super::*;

/// A tree as one line: names in quotes, everything else as it reads.
fn show(nodes: &[MathsNode]) -> String {
    let parts: Vec<String> = nodes.iter().map(show_one).collect();
    parts.join(" ")
}

fn show_one(node: &MathsNode) -> String {
    match node {
        MathsNode::Identifier(text) | MathsNode::Number(text) | MathsNode::Operator(text) => {
            text.clone()
        }
        MathsNode::Name(name) => format!("'{name}'"),
        MathsNode::Text(text) => format!("\"{text}\""),
        MathsNode::Group(inner) => format!("{{{}}}", show(inner)),
        MathsNode::Fenced { open, close, body } => format!(
            "fence[{}|{}|{}]",
            open.map(String::from).unwrap_or_default(),
            show(body),
            close.map(String::from).unwrap_or_default()
        ),
        MathsNode::Fraction(a, b) => format!("frac[{}|{}]", show(a), show(b)),
        MathsNode::Root(a, None) => format!("root[{}]", show(a)),
        MathsNode::Root(a, Some(n)) => format!("root[{}|{}]", show(a), show(n)),
        MathsNode::Script {
            base,
            below,
            above,
            limits,
        } => format!(
            "{}[{}|{}|{}]",
            match limits {
                Limits::Never => "script",
                Limits::InDisplay => "display",
                Limits::Always => "limits",
            },
            show(base),
            below.as_deref().map(show).unwrap_or_default(),
            above.as_deref().map(show).unwrap_or_default()
        ),
        MathsNode::Marked { body, mark, below } => {
            format!(
                "{}[{}|{mark}]",
                if *below { "under" } else { "over" },
                show(body)
            )
        }
        MathsNode::Table { rows, .. } => format!("table of {}", rows.len()),
        MathsNode::Space(width) => format!("space[{width:.2}]"),
    }
}

#[track_caller]
fn check(tex: &str, expected: &str) {
    assert_eq!(show(&read(tex).unwrap()), expected, "{tex}");
}

#[test]
fn reads_letters_numbers_and_operators() {
    check("x + 1", "x + 1");
    check("a - b", "a − b");
    check("3.14", "3.14");
    check("a \\le b \\neq c", "a ≤ b ≠ c");
    check("f(x) = \\infty", "f ( x ) = ∞");
    check("\\alpha + \\Omega", "α + Ω");
}

#[test]
fn reads_structures() {
    check("\\frac{1}{N}", "frac[1|N]");
    check("\\sqrt{x}", "root[x]");
    check("\\sqrt[3]{x}", "root[x|3]");
    check("x_i^2", "script[x|i|2]");
    check("x_{i,j}", "script[x|i , j|]");
    check("e^{-x}", "script[e||− x]");
    check("{a + b}", "{a + b}");
}

#[test]
fn reads_limits_and_accents() {
    check("\\sum_{i=1}^{n} x_i", "display[∑|i = 1|n] script[x|i|]");
    check("\\int_0^1 f", "script[∫|0|1] f");
    check(
        "\\lim_{n \\to \\infty} a_n",
        "display['lim'|n → ∞|] script[a|n|]",
    );
    check("\\hat{x}", "over[x|^]");
    check("\\bar{x}", "over[x|‾]");
    check("\\underbrace{a+b}_{n}", "limits[under[a + b|⏟]|n|]");
    check("\\sum\\limits_i x", "limits[∑|i|] x");
    check("\\overset{*}{x}", "limits[x||∗]");
}

#[test]
fn operators_have_names_and_limits() {
    check(
        "\\operatorname*{arg\\,max}_x f",
        "limits['arg\u{2009}max'|x|] f",
    );
    check("\\mathop{\\mathrm{Var}}(x)", "'Var' ( x )");
    check("\\operatorname{\\text{tr}} A", "'tr' A");
    assert!(read("\\operatorname{\\alpha}").is_err());
    assert!(read("\\operatorname*{").is_err());
}

#[test]
fn reads_fences_text_names_and_fonts() {
    check("\\left( \\frac{a}{b} \\right)", "fence[(|frac[a|b]|)]");
    check("\\left. x \\right|", "fence[|x||]");
    check("\\sin x", "'sin' x");
    check("\\operatorname{rank} A", "'rank' A");
    check("\\mathrm{max}", "{'max'}");
    check("\\text{if } x", "\"if \" x");
    check("\\mathbb{R}", "{ℝ}");
    check("\\mathbf{x}", "{𝐱}");
    check("a \\quad b", "a space[1.00] b");
    check("a \\not= b", "a ≠ b");
}

#[track_caller]
fn refuse(tex: &str, expected: &str) {
    let error = read(tex).unwrap_err();
    assert!(error.contains(expected), "{tex}: {error}");
    assert!(!error.contains('\n'), "{tex}: {error}");
}

#[test]
fn refuses_by_name() {
    refuse("", "there is nothing in it");
    refuse(" ", "there is nothing in it");
    refuse("a \\fraction{1}{2}", "`\\fraction`");
    refuse(
        "\\begin{array}{c|c} a & b \\end{array}",
        "lines between columns",
    );
    refuse(
        "\\begin{matrix} a \\\\ \\hline b \\end{matrix}",
        "lines between rows",
    );
    refuse("\\color{red} x", "colour");
    refuse("\\def\\x{a} \\x", "`\\def`");
    refuse("\\frac{1}{2", "`}`");
    refuse("x^2^3", "superscript");
    refuse("\\begin{nothing}x\\end{nothing}", "environment");
    refuse("a $ b", "$");
    refuse(&"{".repeat(10_000), "longer");
    refuse(&"{".repeat(100), "deeply");
}

proptest::proptest! {
    #[test]
    fn never_panics(tex in "(\\\\[a-zA-Z]{1,6}|[{}^_&$#~%()\\[\\]|a-c0-2é∑ \\\\.,]){0,24}") {
        let _ = read(&tex);
    }

    #[test]
    fn never_panics_on_known_commands(parts in proptest::collection::vec(0usize..24, 0..14)) {
        const WORDS: [&str; 24] = [
            "\\frac", "\\sqrt", "[", "]", "{", "}", "^", "_", "x", "1", "\\left", "\\right", "(", ".",
            "\\sum", "\\limits", "\\hat", "\\text", "\\not", "\\mathbf", "\\quad", "\\hspace", "'", "&",
        ];
        let tex: String = parts.into_iter().map(|index| WORDS[index]).collect();
        let _ = read(&tex);
    }
}

#[test]
fn reads_lines_and_columns() {
    let shape = |tex: &str, expected: (Option<char>, &str, &[usize])| {
        let nodes = read(tex).unwrap_or_else(|error| panic!("{tex}: {error}"));
        fn table(nodes: &[MathsNode]) -> &MathsNode {
            match nodes {
                [MathsNode::Fenced { body, .. }] | [MathsNode::Group(body)] => table(body),
                [only] => only,
                _ => panic!("{nodes:?}"),
            }
        }
        let MathsNode::Table {
            open,
            columns,
            rows,
            ..
        } = table(&nodes)
        else {
            panic!("{tex}: {nodes:?}");
        };
        let columns: String = columns
            .iter()
            .map(|alignment| match alignment {
                Alignment::Start => 'l',
                Alignment::Center => 'c',
                Alignment::End => 'r',
            })
            .collect();
        let rows: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert_eq!(
            (*open, columns.as_str(), rows.as_slice()),
            expected,
            "{tex}"
        );
    };
    shape(
        "\\begin{cases} a & b \\\\ c & d \\end{cases}",
        (Some('{'), "ll", &[2, 2]),
    );
    shape(
        "\\begin{pmatrix} a & b \\\\ c & d \\\\ \\end{pmatrix}",
        (None, "cc", &[2, 2]),
    );
    shape(
        "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
        (None, "rl", &[2, 2]),
    );
    shape(
        "\\begin{align*} a &= b & c &= d \\\\ e \\end{align*}",
        (None, "rlrl", &[4, 1]),
    );
    shape(
        "\\begin{array}{lr} a & b \\\\ c & d \\end{array}",
        (None, "lr", &[2, 2]),
    );
    shape(
        "\\begin{gather} a \\\\ b \\end{gather}",
        (None, "c", &[1, 1]),
    );
    // One line needs no table, and a label prints nothing.
    let plain = read("x = 1").unwrap();
    assert_eq!(
        read("\\begin{equation}\\label{eq:one} x = 1 \\nonumber\\end{equation}").unwrap(),
        [MathsNode::Group(plain)]
    );
}

#[test]
fn reads_what_amsmath_adds() {
    check("\\binom{n}{k}", "fence[(|table of 2|)]");
    check("\\mathfrak{g} \\mathfrak{H}", "{𝔤} {ℌ}");
    check("x \\tag{7}", "x space[2.00] \"(7)\"");
    check("\\mbox{if } \\mathscr{L}", "\"if \" {ℒ}");
    check("a \\mod b", "a space[1.00] {'mod'} \"\u{a0}\" b");
}

#[test]
fn formulas_are_written_in_one_line() {
    let check = |tex: &str, expected: &str| {
        let nodes = read(tex).unwrap_or_else(|why| panic!("{tex}: {why}"));
        assert_eq!(crate::model::formula_in_line(&nodes), expected, "{tex}");
    };
    check("r = \\frac{a}{b}", "r = a/b");
    check("\\frac{a+b}{2}", "(a + b)/2");
    check("x_i^2 \\le 10^{-3}", "x_i² ≤ 10⁻³");
    check("e^{-rt}", "e^(−rt)");
    check("B_t^{(d)}", "B_t^(d)");
    check("\\sqrt{2}", "√2");
    check("\\sin x", "sin x");
    check("\\sum_{i=1}^{n} x_i", "∑_(i = 1)ⁿx_i");
    check("\\alpha, \\beta", "α, β");
    check("\\bar{x}", "x\u{304}");
    check("-1", "−1");
    check("\\begin{pmatrix}1 & 2\\\\3 & 4\\end{pmatrix}", "(1 2; 3 4)");
}
