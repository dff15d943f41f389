//! Reads LaTeX formulas into the model's tree. Knows no output format.
//!
//! The tree is small on purpose: what it cannot hold (colours, macros, ruled arrays) is refused by
//! name, so that no book prints a formula that differs from the author's.

mod lines;
mod words;

use pulldown_latex::event::{
    Content, DimensionUnit, Event, Font, Grouping, ScriptPosition, ScriptType, StateChange, Visual,
};
use pulldown_latex::{Parser, Storage};

use crate::model::limits::{FORMULA_BYTES, FORMULA_DEPTH};
use crate::model::{Alignment, Limits, Maths, MathsNode};

/// Reads a formula, without the dollar signs around it.
///
/// # Errors
/// A text without capital and full stop that names what could not be read.
pub fn read(tex: &str) -> Result<Vec<MathsNode>, String> {
    if tex.trim().is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    refuse_hostile(tex)?;
    let bare = in_known_words(tex);
    let tex = bare.as_str();
    let storage = Storage::new();
    let aligned = format!("\\begin{{aligned}}{tex}\\end{{aligned}}");
    let mut events = events(tex, &storage);
    // Lines outside an environment are meant as aligned; the environment has often been left out, or
    // taken off with its numbers.
    if events.is_err()
        && tex.contains(['&', '\\'])
        && let Ok(lines) = self::events(&aligned, &storage)
    {
        events = Ok(lines);
    }
    let events = events?;
    let mut reader = Reader {
        events: &events,
        at: 0,
        depth: 0,
        font: None,
    };
    let mut nodes = Vec::new();
    while reader.at < reader.events.len() {
        nodes.extend(reader.element()?);
    }
    Ok(nodes)
}

fn events<'s>(tex: &'s str, storage: &'s Storage) -> Result<Vec<Event<'s>>, String> {
    Parser::new(tex, storage)
        .map(|event| event.map_err(|error| explain(tex, &error)))
        .collect()
}

/// Limits that hold before the parser sees the text.
fn refuse_hostile(tex: &str) -> Result<(), String> {
    if tex.len() > FORMULA_BYTES {
        return Err(format!("the formula is longer than {FORMULA_BYTES} bytes"));
    }
    let (mut depth, mut deepest) = (0_usize, 0);
    for character in tex.chars() {
        match character {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            // Scripts nest without braces too: `a^\frac1\frac1…` is as deep as it is long.
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if deepest > FORMULA_DEPTH || commands(tex).count() > FORMULA_BYTES / 8 {
        return Err("the formula is nested too deeply".to_owned());
    }
    // Macros make the formula mean something else than it says, and can grow without end.
    const MACROS: [&str; 12] = [
        "def",
        "edef",
        "gdef",
        "xdef",
        "let",
        "futurelet",
        "newcommand",
        "renewcommand",
        "providecommand",
        "char",
        "global",
        "long",
    ];
    match commands(tex).find(|name| MACROS.contains(name)) {
        Some(name) => Err(format!("`\\{name}` is not supported in formulas")),
        None => Ok(()),
    }
}

/// Without what only numbers a formula or names it, since the number stands beside it; and with what
/// the parser lacks in other words.
fn in_known_words(tex: &str) -> String {
    let mut out = tex.replace("\\nonumber", "").replace("\\notag", "");
    // The parser knows `\bmod` and `\pmod`; this one of amsmath stands further off.
    out = out.replace("\\mod ", "\\quad\\mathrm{mod}\\ ");
    out = out.replace("\\mbox{", "\\text{");
    out = out.replace("\\mathscr{", "\\mathcal{");
    for (unknown, known) in SAME {
        out = renamed(&out, unknown, known);
    }
    out = with_named_operators(out);
    out = words::in_front(out);
    // A number that the author gives one of several lines stands where it was written.
    while let Some((range, number)) = argument_of(&out, "\\tag{") {
        let number = format!("\\qquad\\text{{({number})}}");
        out.replace_range(range, &number);
    }
    while let Some((range, _)) = argument_of(&out, "\\label{") {
        out.replace_range(range, "");
    }
    out
}

/// Commands of common packages, and what the parser calls the same.
const SAME: [(&str, &str); 4] = [
    ("bm", "boldsymbol"),
    ("pmb", "boldsymbol"),
    ("argmin", "operatorname*{arg\\,min}"),
    ("argmax", "operatorname*{arg\\,max}"),
];

/// A formula with a command under another name.
fn renamed(tex: &str, from: &str, to: &str) -> String {
    let command = format!("\\{from}");
    let mut out = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(at) = rest.find(&command) {
        let (before, after) = (&rest[..at], &rest[at + command.len()..]);
        out.push_str(before);
        out.push('\\');
        let is_whole = !after.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_line_end = before.len() - before.trim_end_matches('\\').len();
        out.push_str(if is_whole && is_line_end % 2 == 0 {
            to
        } else {
            from
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Takes the number that the author gave a formula, `\tag{3a}`, out of it: it stands at the margin. Where
/// several lines have one, each keeps its own.
pub fn take_number(maths: &mut Maths) {
    let Some((range, number)) = argument_of(&maths.tex, "\\tag{") else {
        return;
    };
    let rest = format!("{}{}", &maths.tex[..range.start], &maths.tex[range.end..]);
    let number = number.replace(['$', '\\', '{', '}'], "");
    let number = number.trim();
    if number.is_empty() || rest.contains("\\tag") {
        return;
    }
    if let Ok(nodes) = read(&rest) {
        maths.tag = Some(number.to_owned());
        maths.nodes = nodes;
    }
}

/// The id that TeX gives a formula, `\label{eq:x}`, if it can be one here.
pub fn label(tex: &str) -> Option<&str> {
    let (_, label) = argument_of(tex, "\\label{")?;
    let is_id = label.starts_with(|c: char| c.is_ascii_alphabetic())
        && label
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'));
    is_id.then_some(label)
}

/// Where a command with one argument stands, and the argument.
fn argument_of<'t>(tex: &'t str, command: &str) -> Option<(std::ops::Range<usize>, &'t str)> {
    let at = tex.find(command)?;
    let inside = at + command.len();
    let end = closing_brace(tex, inside - 1)?;
    Some((at..end, &tex[inside..end - 1]))
}

/// With `\operatorname*{…}` and `\mathop{…}` as operators whose scripts stand under and over
/// them; the parser knows neither.
fn with_named_operators(mut tex: String) -> String {
    for command in ["\\operatorname*", "\\mathop"] {
        let mut from = 0;
        while let Some(at) = tex[from..].find(command).map(|at| from + at) {
            let name = at + command.len();
            from = name;
            let Some(end) = closing_brace(&tex, name) else {
                continue;
            };
            let is_name = !tex[name..end].contains(['_', '^', '&']);
            let has_scripts = tex[end..].trim_start().starts_with(['_', '^']);
            if !is_name {
                continue;
            }
            if has_scripts {
                tex.insert_str(end, "\\limits");
            }
            tex.replace_range(at..name, "\\operatorname");
        }
    }
    tex
}

/// Where the group in braces that begins at a place ends.
fn closing_brace(tex: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, character) in tex[at..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + offset + 1);
        }
    }
    None
}

/// The names of the commands in a formula, in order.
fn commands(tex: &str) -> impl Iterator<Item = &str> {
    tex.split('\\').skip(1).map(|rest| {
        let end = rest
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Says what is wrong. The parser tells the kind of fault but not which command it was, so the
/// commands are tried one by one.
fn explain(tex: &str, error: &dyn std::error::Error) -> String {
    let kind = error
        .source()
        .map(ToString::to_string)
        .unwrap_or_default()
        .replace("unkown", "unknown");
    if kind.starts_with("unknown primitive") {
        let unknown = commands(tex).find(|name| {
            let storage = Storage::new();
            let alone = format!("\\{name}");
            Parser::new(&alone, &storage).any(|event| {
                event.is_err_and(|error| {
                    std::error::Error::source(&error)
                        .is_some_and(|source| source.to_string().starts_with("unknown primitive"))
                })
            })
        });
        if let Some(name) = unknown {
            return format!("`\\{name}` is not known");
        }
    }
    if kind.starts_with("unknown mathematical environment") {
        return "an environment in the formula is not known".to_owned();
    }
    kind
}

struct Reader<'a> {
    events: &'a [Event<'a>],
    at: usize,
    depth: usize,
    font: Option<Font>,
}

impl<'a> Reader<'a> {
    /// Reads one element, as the parser's documentation defines it.
    fn element(&mut self) -> Result<Vec<MathsNode>, String> {
        let Some(event) = self.events.get(self.at) else {
            return Err("something is missing at the end of the formula".to_owned());
        };
        self.at += 1;
        self.depth += 1;
        if self.depth > FORMULA_DEPTH * 2 {
            return Err("the formula is nested too deeply".to_owned());
        }
        let nodes = match event {
            Event::Content(content) => vec![self.content(content)?],
            Event::Begin(grouping) => self.group(grouping)?,
            Event::End => return Err("a brace closes nothing".to_owned()),
            Event::Visual(visual) => vec![self.visual(*visual)?],
            Event::Script { ty, position } => vec![self.script(*ty, *position)?],
            Event::Space { width, .. } => width
                .map(|width| width.value * in_ems(width.unit))
                .filter(|width| width.is_finite())
                .map(|width| MathsNode::Space(width.clamp(-4.0, 8.0)))
                .into_iter()
                .collect(),
            Event::StateChange(StateChange::Font(font)) => {
                self.font = *font;
                Vec::new()
            }
            // Size changes; both books choose the size by themselves.
            Event::StateChange(StateChange::Style(_)) => Vec::new(),
            Event::StateChange(StateChange::Color(_)) => {
                return Err("colour is not supported in formulas".to_owned());
            }
            Event::EnvironmentFlow(_) => {
                return Err("lines and columns are not supported in formulas".to_owned());
            }
        };
        self.depth -= 1;
        Ok(nodes)
    }

    /// An element that must be there, such as a numerator. Changes of font before it belong to it.
    fn argument(&mut self) -> Result<Vec<MathsNode>, String> {
        while matches!(self.events.get(self.at), Some(Event::StateChange(_))) {
            self.element()?;
        }
        Ok(ungroup(self.element()?))
    }

    fn group(&mut self, grouping: &Grouping) -> Result<Vec<MathsNode>, String> {
        if !matches!(grouping, Grouping::Normal | Grouping::LeftRight(..)) {
            return Ok(vec![self.environment(grouping)?]);
        }
        let font = self.font;
        let mut body = Vec::new();
        loop {
            match self.events.get(self.at) {
                Some(Event::End) => break,
                Some(_) => body.extend(self.element()?),
                None => return Err("a brace is not closed".to_owned()),
            }
        }
        self.at += 1;
        self.font = font;
        Ok(match grouping {
            Grouping::LeftRight(open, close) => vec![MathsNode::Fenced {
                open: *open,
                close: *close,
                body,
            }],
            _ => vec![MathsNode::Group(join_upright(body))],
        })
    }

    fn content(&self, content: &Content<'a>) -> Result<MathsNode, String> {
        Ok(match *content {
            // The parser was made for HTML, and says a space in its words.
            Content::Text("&nbsp;") => MathsNode::Text("\u{a0}".to_owned()),
            Content::Text(text) => MathsNode::Text(text.to_owned()),
            Content::Number(number) => MathsNode::Number(
                number
                    .chars()
                    .map(|digit| self.styled(digit))
                    .collect::<Result<_, _>>()?,
            ),
            Content::Function(name) => MathsNode::Name(name_of_operator(name)?),
            Content::Ordinary { content, .. } if content.is_alphabetic() => {
                if self.font == Some(Font::UpRight) {
                    MathsNode::Name(content.to_string())
                } else {
                    MathsNode::Identifier(self.styled(content)?.to_string())
                }
            }
            // What is neither letter nor operator, such as ∞, ∂ or a prime.
            Content::Ordinary { content, .. } => MathsNode::Identifier(content.to_string()),
            Content::LargeOp { content, .. }
            | Content::BinaryOp { content, .. }
            | Content::Delimiter { content, .. } => MathsNode::Operator(content.to_string()),
            Content::Relation { content, .. } => {
                let mut bytes = [0; 8];
                let relation = content.encode_utf8_to_buf(&mut bytes);
                MathsNode::Operator(String::from_utf8_lossy(relation).into_owned())
            }
            Content::Punctuation(mark) => MathsNode::Operator(mark.to_string()),
        })
    }

    /// A letter or digit in the font that is set.
    fn styled(&self, letter: char) -> Result<char, String> {
        let unsupported = |name: &str| Err(format!("`{name}` is not supported in formulas"));
        Ok(match self.font {
            None | Some(Font::Italic | Font::UpRight) => letter,
            Some(Font::Bold | Font::BoldItalic | Font::BoldSymbol) => bold(letter),
            Some(Font::DoubleStruck) => match letter {
                'C' => 'ℂ',
                'H' => 'ℍ',
                'N' => 'ℕ',
                'P' => 'ℙ',
                'Q' => 'ℚ',
                'R' => 'ℝ',
                'Z' => 'ℤ',
                _ => shifted(letter, 0x1D538, 0x1D552, Some(0x1D7D8)),
            },
            Some(Font::Script) => match letter {
                'B' => 'ℬ',
                'E' => 'ℰ',
                'F' => 'ℱ',
                'H' => 'ℋ',
                'I' => 'ℐ',
                'L' => 'ℒ',
                'M' => 'ℳ',
                'R' => 'ℛ',
                'e' => 'ℯ',
                'g' => 'ℊ',
                'o' => 'ℴ',
                _ => shifted(letter, 0x1D49C, 0x1D4B6, None),
            },
            Some(Font::SansSerif) => shifted(letter, 0x1D5A0, 0x1D5BA, Some(0x1D7E2)),
            Some(Font::Monospace) => shifted(letter, 0x1D670, 0x1D68A, Some(0x1D7F6)),
            Some(Font::Fraktur) => match letter {
                'C' => 'ℭ',
                'H' => 'ℌ',
                'I' => 'ℑ',
                'R' => 'ℜ',
                'Z' => 'ℨ',
                _ => shifted(letter, 0x1D504, 0x1D51E, None),
            },
            Some(_) => return unsupported("this font"),
        })
    }

    fn visual(&mut self, visual: Visual) -> Result<MathsNode, String> {
        match visual {
            Visual::SquareRoot => Ok(MathsNode::Root(self.argument()?, None)),
            Visual::Root => {
                let radicand = self.argument()?;
                let degree = self.argument()?;
                Ok(MathsNode::Root(radicand, Some(degree)))
            }
            // A set thickness means no line: a binomial without its bar.
            Visual::Fraction(Some(_)) => Ok(MathsNode::Table {
                open: None,
                close: None,
                columns: vec![Alignment::Center],
                rows: vec![vec![self.argument()?], vec![self.argument()?]],
            }),
            Visual::Fraction(None) => {
                let above = self.argument()?;
                let below = self.argument()?;
                Ok(MathsNode::Fraction(above, below))
            }
            Visual::Negation => {
                let nodes = self.argument()?;
                match nodes.as_slice() {
                    [MathsNode::Operator(sign)] => Ok(MathsNode::Operator(negated(sign))),
                    _ => Err("`\\not` stands before something that has no negated sign".to_owned()),
                }
            }
        }
    }

    fn script(&mut self, ty: ScriptType, position: ScriptPosition) -> Result<MathsNode, String> {
        let limits = match position {
            ScriptPosition::Right => Limits::Never,
            ScriptPosition::Movable => Limits::InDisplay,
            ScriptPosition::AboveBelow => Limits::Always,
        };
        let base = self.argument()?;
        if limits == Limits::Always
            && ty != ScriptType::SubSuperscript
            && let Some(Event::Content(Content::Ordinary { content: mark, .. })) =
                self.events.get(self.at)
            && MARKS.contains(mark)
        {
            self.at += 1;
            return Ok(MathsNode::Marked {
                body: base,
                mark: *mark,
                below: ty == ScriptType::Subscript,
            });
        }
        let mut next = |wanted: bool| -> Result<Option<Vec<MathsNode>>, String> {
            wanted.then(|| self.argument()).transpose()
        };
        let below = next(ty != ScriptType::Superscript)?;
        let above = next(ty != ScriptType::Subscript)?;
        Ok(MathsNode::Script {
            base,
            below,
            above,
            limits,
        })
    }
}

/// A group that is the whole of an argument adds nothing.
fn ungroup(mut nodes: Vec<MathsNode>) -> Vec<MathsNode> {
    match nodes.as_mut_slice() {
        [MathsNode::Group(inner)] => std::mem::take(inner),
        _ => nodes,
    }
}

/// `\mathrm{max}` arrives letter by letter and is one name.
fn join_upright(nodes: Vec<MathsNode>) -> Vec<MathsNode> {
    let mut joined: Vec<MathsNode> = Vec::new();
    // `\sin` arrives whole, and no letter behind it belongs to it.
    let mut is_in_letters = false;
    for node in nodes {
        let is_letter = matches!(&node, MathsNode::Name(name) if name.chars().count() == 1);
        match (joined.last_mut(), node) {
            (Some(MathsNode::Name(name)), MathsNode::Name(letter))
                if is_in_letters && is_letter =>
            {
                name.push_str(&letter);
            }
            (_, node) => joined.push(node),
        }
        is_in_letters = is_letter;
    }
    joined
}

/// The marks that commands such as `\hat`, `\overline` and `\underbrace` set over or under their
/// argument, as the parser gives them.
const MARKS: &[char] = &[
    '´', '‾', '_', '˘', 'ˇ', '˙', '¨', '`', '^', '~', '→', '˚', '←', '⇒', '↔', '↼', '⇀', '⏜', '⏠',
    '⏞', '⎴', '⏡', '⏟', '⏝', '⎵',
];

/// The name in `\operatorname{…}` without what only sets it: spaces and a change of font.
///
/// # Errors
/// When it holds other commands.
fn name_of_operator(written: &str) -> Result<String, String> {
    let mut name = written.to_owned();
    for space in ["\\,", "\\;", "\\:", "\\ ", "~"] {
        name = name.replace(space, "\u{2009}");
    }
    for font in [
        "\\mathrm", "\\text", "\\textrm", "\\rm", "\\mathit", "\\mathsf",
    ] {
        name = name.replace(font, "");
    }
    let name: String = name.chars().filter(|c| !matches!(c, '{' | '}')).collect();
    match name.contains('\\') {
        true => Err(format!(
            "`{written}` is not supported as the name of an operator"
        )),
        false => Ok(name.trim().to_owned()),
    }
}

/// The negated form of a sign.
fn negated(sign: &str) -> String {
    match sign {
        "=" => "≠".to_owned(),
        "∈" => "∉".to_owned(),
        "≡" => "≢".to_owned(),
        "<" => "≮".to_owned(),
        ">" => "≯".to_owned(),
        "≤" => "≰".to_owned(),
        "≥" => "≱".to_owned(),
        "∼" => "≁".to_owned(),
        "⊂" => "⊄".to_owned(),
        "⊆" => "⊈".to_owned(),
        "∣" | "|" => "∤".to_owned(),
        "∥" => "∦".to_owned(),
        _ => format!("{sign}\u{338}"),
    }
}

fn bold(letter: char) -> char {
    let greek = |first: char, base: u32| {
        char::from_u32(base + (letter as u32 - first as u32)).unwrap_or(letter)
    };
    match letter {
        'Α'..='Ρ' | 'Σ'..='Ω' => greek('Α', 0x1D6A8),
        'α'..='ω' => greek('α', 0x1D6C2),
        _ => shifted(letter, 0x1D400, 0x1D41A, Some(0x1D7CE)),
    }
}

/// The letter's counterpart in one of Unicode's alphabets for formulas.
fn shifted(letter: char, upper: u32, lower: u32, digit: Option<u32>) -> char {
    let moved = match letter {
        'A'..='Z' => Some(upper + (letter as u32 - 'A' as u32)),
        'a'..='z' => Some(lower + (letter as u32 - 'a' as u32)),
        '0'..='9' => digit.map(|digit| digit + (letter as u32 - '0' as u32)),
        _ => None,
    };
    moved.and_then(char::from_u32).unwrap_or(letter)
}

/// One unit of a length, in ems.
fn in_ems(unit: DimensionUnit) -> f32 {
    match unit {
        DimensionUnit::Em => 1.0,
        DimensionUnit::Mu => 1.0 / 18.0,
        DimensionUnit::Ex => 0.43,
        DimensionUnit::Pc => 1.2,
        DimensionUnit::In => 7.2,
        // Points and what is close to them; a formula is set in about ten.
        _ => 0.1,
    }
}

#[cfg(test)]
mod tests;
