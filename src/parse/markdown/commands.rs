//! Commands of TeX, templates and shortcodes in running text: how far each goes.

use crate::model::Construct;
use crate::parse::attrs;

/// How long a command may be, in bytes. Bounds the time that one backslash can cost.
const LONGEST: usize = 512;

/// What stands behind the name of a command and belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arguments {
    /// Nothing: what follows are words.
    None,
    /// Brackets, if there are any.
    Brackets,
    /// Brackets, and at most so many braces.
    Braces(usize),
}

/// Commands that only say how a page looks, with their arguments.
const LAYOUT: &[(Arguments, &[&str])] = &[
    (
        Arguments::None,
        &[
            "newpage",
            "clearpage",
            "cleardoublepage",
            "vfill",
            "hfill",
            "noindent",
            "indent",
            "bigskip",
            "medskip",
            "smallskip",
            "newline",
            "par",
            "centering",
            "raggedright",
            "tiny",
            "scriptsize",
            "footnotesize",
            "small",
            "normalsize",
            "large",
            "Large",
            "LARGE",
            "huge",
            "Huge",
            "singlespacing",
            "onehalfspacing",
            "doublespacing",
            "linenumbers",
            "nolinenumbers",
            "tableofcontents",
            "listoffigures",
            "listoftables",
            "appendix",
            "frontmatter",
            "mainmatter",
            "backmatter",
            "maketitle",
            "phantomsection",
            "sloppy",
            "fussy",
            "FloatBarrier",
            "restoregeometry",
            "columnbreak",
            "protect",
            "landscape",
            "blandscape",
            "elandscape",
        ],
    ),
    (
        Arguments::Brackets,
        &["pagebreak", "nopagebreak", "linebreak", "printbibliography"],
    ),
    (
        Arguments::Braces(1),
        &[
            "vspace",
            "hspace",
            "thispagestyle",
            "pagestyle",
            "pagenumbering",
            "label",
            "bibliography",
            "bibliographystyle",
            "newgeometry",
            "index",
            "nocite",
        ],
    ),
    (Arguments::Braces(2), &["setcounter", "setlength"]),
    (Arguments::Braces(3), &["addcontentsline"]),
];

/// Commands that name another place of the report.
const REFERENCES: &[&str] = &[
    "ref", "autoref", "cref", "Cref", "eqref", "pageref", "nameref",
];

/// What stands at a backslash or a brace, and its length; nothing if it is text.
pub(super) fn read(text: &str, at: usize) -> Option<(Construct, usize)> {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
    // Bookdown: `\@ref(fig:map)`.
    if let Some(label) = rest.strip_prefix("\\@ref(") {
        let length = label.find(')')?;
        return Some((Construct::TexReference, "\\@ref()".len() + length));
    }
    if rest.starts_with('\\') {
        tex(rest)
    } else {
        template(rest)
    }
}

/// How long the braces are that begin behind a command about the look, `\small{words}`: their words stay.
pub(super) fn length_of_braces(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
    argument(rest).filter(|_| rest.starts_with('{') && !begins_attributes(rest))
}

fn tex(rest: &str) -> Option<(Construct, usize)> {
    let letters = rest[1..]
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    if letters == 0 {
        return None;
    }
    let name = &rest[1..=letters];
    let layout = LAYOUT.iter().find(|(_, names)| names.contains(&name));
    let construct = if layout.is_some() {
        Construct::LayoutCommand
    } else if REFERENCES.contains(&name) {
        Construct::TexReference
    } else if name.to_ascii_lowercase().contains("cite") {
        Construct::TexCitation
    } else if matches!(name, "begin" | "end") {
        Construct::TexEnvironment
    } else {
        Construct::TexCommand
    };
    let arguments = layout.map_or(Arguments::Braces(usize::MAX), |(arguments, _)| *arguments);
    Some((construct, end_of_arguments(rest, 1 + letters, arguments)))
}

/// Where a command ends whose name ends at a place.
fn end_of_arguments(rest: &str, name: usize, arguments: Arguments) -> usize {
    let mut end = name + usize::from(rest[name..].starts_with('*'));
    let mut braces = match arguments {
        Arguments::None => return name,
        Arguments::Brackets => 0,
        Arguments::Braces(most) => most,
    };
    while let Some(length) = argument(&rest[end..]) {
        if rest[end..].starts_with('{') {
            if braces == 0 {
                break;
            }
            braces -= 1;
        }
        end += length;
    }
    end
}

/// Whether braces hold attributes.
fn begins_attributes(rest: &str) -> bool {
    rest.starts_with('{') && attrs::end_of_block(rest, 0).is_some()
}

/// How long `{…}` or `[…]` is; nothing if it does not end.
fn argument(rest: &str) -> Option<usize> {
    let (open, close) = match rest.chars().next()? {
        '{' => ('{', '}'),
        '[' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0_usize;
    let mut previous = ' ';
    for (at, character) in rest.char_indices() {
        match character {
            c if c == open && previous != '\\' => depth += 1,
            c if c == close && previous != '\\' => depth -= 1,
            '\n' if previous == '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            // Brackets with a key are a citation of their own, and those with attributes a span.
            let is_own =
                open == '[' && (rest[..at].contains('@') || begins_attributes(&rest[at + 1..]));
            return (!is_own).then_some(at + 1);
        }
        previous = character;
    }
    None
}

fn template(rest: &str) -> Option<(Construct, usize)> {
    if let Some(inner) = rest.strip_prefix("{:") {
        let end = inner
            .find(['}', '\n'])
            .filter(|end| inner[*end..].starts_with('}'))?;
        let is_meant =
            inner.starts_with([' ', '.', '#']) || matches!(&inner[..end], "toc" | "/nomarkdown");
        return is_meant.then_some((Construct::Kramdown, "{:}".len() + end));
    }
    let (construct, close) = if is_page_break(rest) {
        (Construct::PageBreak, ">}}")
    } else if rest.starts_with("{{<") {
        (Construct::Shortcode, ">}}")
    } else if rest.starts_with("{{%") {
        (Construct::Shortcode, "%}}")
    } else if rest.starts_with("{{") {
        (Construct::Template, "}}")
    } else if rest.starts_with("{%") {
        (Construct::Template, "%}")
    } else if rest.starts_with("{##") {
        (Construct::Template, "##}")
    } else {
        return None;
    };
    let end = rest.find(close)? + close.len();
    (!rest[..end].contains("\n\n")).then_some((construct, end))
}

/// `{{< pagebreak >}}`
fn is_page_break(rest: &str) -> bool {
    let name = rest.strip_prefix("{{<").map(str::trim_start);
    name.and_then(|name| name.strip_prefix("pagebreak"))
        .is_some_and(|rest| rest.trim_start().starts_with(">}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Construct, &str)>) {
        let found = read(text, 0).map(|(construct, length)| (construct, &text[..length]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn knows_where_commands_end() {
        use Construct as C;
        check(r"\newpage Then", Some((C::LayoutCommand, r"\newpage")));
        check(
            r"\vspace*{1cm} x",
            Some((C::LayoutCommand, r"\vspace*{1cm}")),
        );
        check(
            r"\textbf{a \emph{b}} c",
            Some((C::TexCommand, r"\textbf{a \emph{b}}")),
        );
        check(
            r"\citep[p. 3]{a}",
            Some((C::TexCitation, r"\citep[p. 3]{a}")),
        );
        check(r"\textbf{open", Some((C::TexCommand, r"\textbf")));
        check(r"\LaTeX [@a]", Some((C::TexCommand, r"\LaTeX")));
        check(
            r"\noindent[a]{.claim}",
            Some((C::LayoutCommand, r"\noindent")),
        );
        check(r"\small{a b} c", Some((C::LayoutCommand, r"\small")));
        check(
            r"\pagebreak[4][a]{.b}",
            Some((C::LayoutCommand, r"\pagebreak[4]")),
        );
        check(
            r"\vspace{1cm}{a}",
            Some((C::LayoutCommand, r"\vspace{1cm}")),
        );
        check(
            r"\setlength{\a}{1cm} b",
            Some((C::LayoutCommand, r"\setlength{\a}{1cm}")),
        );
        check(r"\textbf[a]{.claim #b}", Some((C::TexCommand, r"\textbf")));
        check(r"\ ", None);
        check(r"\1", None);
        check(r"\@ref(fig:a) b", Some((C::TexReference, r"\@ref(fig:a)")));
        check(r"\@ref", None);
        check("{{a.b}} c", Some((C::Template, "{{a.b}}")));
        check("{{< video x >}} c", Some((C::Shortcode, "{{< video x >}}")));
        check("{% if x %}", Some((C::Template, "{% if x %}")));
        check(
            "{{< pagebreak >}} c",
            Some((C::PageBreak, "{{< pagebreak >}}")),
        );
        check("{: .no_toc} c", Some((C::Kramdown, "{: .no_toc}")));
        check("{:toc}", Some((C::Kramdown, "{:toc}")));
        check("{:a}", None);
        check("{: .a\n}", None);
        check("{a}", None);
        check("{{a", None);
    }
}
