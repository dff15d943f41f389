//! Running text, from the parser's events to tokens whose brackets are still open.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::blocks::{Events, skip};
use super::brackets::{self, Token};
use super::{Context, charts, commands, html, mask, quotes, roles, slips};
use crate::model::limits::MARKUP_DEPTH;
use crate::model::{
    Attrs, Construct, DefectKind, Figure, Inline, InlineKind, Maths, is_followed, resolved,
};
use crate::parse::maths;
use crate::source::Located;

/// Whether an event belongs to running text.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_of_words(tag),
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
        _ => false,
    }
}

/// Whether markup marks words, and is no block.
pub(super) fn is_of_words(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Reads tokens until `end`.
pub(super) fn read_until<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    end: TagEnd,
    depth: usize,
) -> Vec<Token>
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let mut tokens = Vec::new();
    while let Some((event, range)) = events.next() {
        if matches!(&event, Event::End(tag) if *tag == end) {
            break;
        }
        read_one(context, events, event, range, depth, &mut tokens);
    }
    html::pair(context, tokens)
}

/// Reads one event and what belongs to it.
pub(super) fn read_one<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    event: Event<'a>,
    range: Range<usize>,
    depth: usize,
    tokens: &mut Vec<Token>,
) where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    if range.end <= context.taken {
        if let Event::Start(tag) = event {
            skip(events, tag.to_end());
        }
        return;
    }
    let span = context.span(range.clone());
    let simple = |kind| Token::Inline(Inline { kind, span });
    match event {
        Event::Text(text) => read_text(context, &text, range, tokens),
        Event::SoftBreak => {
            let inside_block = context
                .mask
                .attrs
                .range(..range.start)
                .next_back()
                .is_some_and(|(_, (_, end))| range.start < *end);
            let after_comment =
                tokens.is_empty() && context.mask.text[..range.start].ends_with(mask::COMMENT);
            if !inside_block && !after_comment && !is_inside_word(context.text, range) {
                tokens.push(Token::Inline(Inline::text(" ", span)));
            }
        }
        Event::HardBreak => tokens.push(simple(InlineKind::LineBreak)),
        Event::Code(_) if roles::take(context, tokens, range.clone()) => {}
        Event::Code(code) => {
            let code = unmasked(context, &code, range.clone(), '`');
            if is_expression(&code) {
                context.defect(DefectKind::NotHeld(Construct::Chunk), range);
            }
            tokens.push(simple(InlineKind::Code(code)));
        }
        Event::InlineMath(tex) | Event::DisplayMath(tex) => {
            let tex = unmasked(context, &tex, range.clone(), '$');
            let nodes = maths::read(&tex).unwrap_or_else(|message| {
                context.defect(DefectKind::BadMaths(message), range);
                Vec::new()
            });
            tokens.push(simple(InlineKind::Maths(Maths {
                alt: tex.clone(),
                tag: None,
                tex,
                nodes,
                is_apart: false,
            })));
        }
        Event::InlineHtml(html) if !keep_comments(context, range.clone()) => {
            match html::token(context, &html, range.clone()) {
                Some(token) => tokens.push(token),
                None => context.defect(DefectKind::RawHtml(html.to_string()), range),
            }
        }
        Event::FootnoteReference(label) => {
            let call = brackets::call_note(context, &label, span);
            tokens.extend(call.map(Token::Inline));
        }
        Event::Start(tag) if depth >= MARKUP_DEPTH => {
            context.defect(DefectKind::TooDeep, range);
            skip(events, tag.to_end());
        }
        Event::Start(tag) => read_element(context, events, tag, range, depth, tokens),
        Event::TaskListMarker(done) => {
            let mark = if done { "☒ " } else { "☐ " };
            tokens.push(simple(InlineKind::Text(mark.to_owned())));
        }
        // Block events do not occur in running text.
        _ => {}
    }
}

fn read_element<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    tag: Tag<'a>,
    range: Range<usize>,
    depth: usize,
    tokens: &mut Vec<Token>,
) where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let span = context.span(range.clone());
    let mut inner = read_until(context, events, tag.to_end(), depth + 1);
    if let Tag::Link { dest_url, .. } = &tag
        && let [Token::Image { link, .. }] | [Token::Image { link, .. }, Token::Attrs(_)] =
            &mut inner[..]
    {
        *link = Some(unmasked_address(context, dest_url, range).span.range());
        tokens.append(&mut inner);
        return;
    }
    let content = brackets::resolve(context, inner);
    let kind = match tag {
        Tag::Emphasis => InlineKind::Emphasis(content),
        Tag::Strong => InlineKind::Strong(content),
        Tag::Strikethrough => InlineKind::Strikeout(content),
        Tag::Subscript => InlineKind::Subscript(content),
        Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            ..
        } => InlineKind::Link {
            url: format!("mailto:{}", encoded(&dest_url)),
            content,
        },
        Tag::Link { dest_url, .. } => {
            let address = unmasked_address(context, &dest_url, range.clone());
            link(context, address, content, range)
        }
        Tag::Image { dest_url, .. } => {
            let address = unmasked_address(context, &dest_url, range.clone());
            let path = decoded(&address.value).unwrap_or(address.value);
            tokens.push(Token::Image {
                path: Located::new(path, address.span),
                caption: content,
                range,
                link: None,
            });
            return;
        }
        _ => return,
    };
    tokens.push(Token::Inline(Inline { kind, span }));
}

/// What a link is: one to a label of the report, or one that leads out of it.
pub(super) fn link(
    context: &mut Context<'_>,
    address: Located<String>,
    content: Vec<Inline>,
    range: Range<usize>,
) -> InlineKind {
    if let Some(label) = address.value.strip_prefix('#') {
        let place = address.span.range();
        let literal = place.len() == address.value.len();
        let place = match label.is_empty() || !literal {
            true => range,
            false => place.end - label.len()..place.end,
        };
        return InlineKind::CrossReference {
            label: Located::new(label.to_owned(), context.span(place)),
            content,
        };
    }
    let template = address.value.find("{{").or(address.value.find("{%"));
    if let Some(at) = template
        && let Some((construct, length)) = commands::read(&address.value, at)
    {
        let at = address.span.range().start + at;
        context.defect(DefectKind::NotHeld(construct), at..at + length);
    }
    let url = encoded(&address.value);
    if is_followed(&url) {
        let url = resolved(&url).unwrap_or(url);
        return InlineKind::Link { url, content };
    }
    context.defect(DefectKind::BadLink(address.value), range);
    // A draft prints its words.
    InlineKind::Span {
        attrs: Attrs::default(),
        content,
    }
}

/// Cuts text at brackets and at hidden attribute blocks.
fn read_text(context: &mut Context<'_>, text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let literal = context.mask.text.get(range.clone()) == Some(text);
    if !literal {
        // Typography and entities: what is printed is not what was written, so offsets inside
        // the piece mean nothing and no bracket of the author's can be in it.
        let span = context.span(range.clone());
        let words = match &context.text[range.clone()] {
            "\"" | "'" => quotes::turned(context, range.start, text),
            _ => text.to_owned(),
        };
        tokens.push(Token::Inline(Inline::text(words, span)));
        return;
    }
    if range.start < context.taken {
        let rest = range.end.min(context.taken)..range.end;
        if !rest.is_empty() {
            read_text(context, &text[rest.start - range.start..], rest, tokens);
        }
        return;
    }
    let escaped = context.escapes.hold(range.start);
    let mut cutter = Cutter {
        text,
        start: range.start,
        characters: text.char_indices().peekable(),
        from: 0,
        tokens,
    };
    while let Some((at, character)) = cutter.characters.next() {
        let offset = range.start + at;
        match character {
            _ if offset < context.taken => cutter.from = at + character.len_utf8(),
            '@' if at == 0
                && escaped
                && let Some((construct, length)) = commands::read(context.text, offset - 1) =>
            {
                let end = offset - 1 + length;
                context.defect(DefectKind::NotHeld(construct), offset - 1..end);
                context.taken = end;
                cutter.from = (at + length - 1).min(text.len());
            }
            '[' | ']' | '*' if at == 0 && escaped => {}
            '*' => slips::star(context, offset),
            '[' | '!' | '^' | mask::RAISING
                if let Some(markup) = slips::of_obsidian(context.text, offset) =>
            {
                cutter.cut(context, at);
                let words = slips::words_of(context, &markup, offset);
                cutter.tokens.extend(words.map(Token::Inline));
                cutter.from = (at + markup.length).min(text.len());
            }
            '[' => cutter.mark(context, at, Token::Open(offset)),
            ']' => cutter.mark(context, at, Token::Close(offset)),
            mask::RAISING if !context.text[offset..].starts_with(mask::RAISING) => {
                cutter.mark(context, at, Token::Raising(offset));
            }
            '\\' if cutter
                .characters
                .peek()
                .is_some_and(|(_, next)| *next == ' ')
                && !(at == 0 && escaped) =>
            {
                let span = context.span(offset..offset + 2);
                let space = Inline::text("\u{a0}", span);
                cutter.mark(context, at, Token::Inline(space));
                cutter.from = at + 2;
            }
            '\\' | '{'
                if !(at == 0 && escaped)
                    && let Some((construct, length)) = commands::read(context.text, offset) =>
            {
                cutter.command(context, at, construct, length);
            }
            '}' if context.braces.remove(&offset) => cutter.leave_out(context, at),
            mask::LINE => cutter.verse_line(context, at),
            mask::COMMENT => cutter.comment(context, at),
            mask::NOTE | mask::CAPTION => cutter.leave_out(context, at),
            mask::HIDDEN => cutter.hidden(context, at),
            _ => {}
        }
    }
    cutter.cut(context, text.len());
}

/// A text on its way to tokens.
struct Cutter<'t, 'o> {
    text: &'t str,
    /// Where it begins in the file.
    start: usize,
    characters: Peekable<CharIndices<'t>>,
    /// What stands before this is a token already, or left out.
    from: usize,
    tokens: &'o mut Vec<Token>,
}

impl Cutter<'_, '_> {
    /// Makes words of what stands before a place.
    fn cut(&mut self, context: &Context<'_>, at: usize) {
        if self.from < at {
            let place = self.start + self.from..self.start + at;
            let words = &context.text[place.clone()];
            let inline = Inline::text(words, context.span(place));
            self.tokens.push(Token::Inline(inline));
        }
    }

    /// A character of one byte that is not printed.
    fn leave_out(&mut self, context: &Context<'_>, at: usize) {
        self.cut(context, at);
        self.from = at + 1;
    }

    /// A character of one byte that stands for a token.
    fn mark(&mut self, context: &Context<'_>, at: usize, token: Token) {
        self.leave_out(context, at);
        self.tokens.push(token);
    }

    /// Passes over characters, and goes on behind them.
    fn skip_while(&mut self, mut is_skipped: impl FnMut(&(usize, char)) -> bool) {
        while self.characters.next_if(&mut is_skipped).is_some() {}
        let next = self.characters.peek();
        self.from = next.map_or(self.text.len(), |(next, _)| *next);
    }

    /// A command that no output has.
    fn command(
        &mut self,
        context: &mut Context<'_>,
        at: usize,
        construct: Construct,
        length: usize,
    ) {
        self.cut(context, at);
        let offset = self.start + at;
        let mut end = offset + length;
        context.defect(DefectKind::NotHeld(construct), offset..end);
        if construct == Construct::LayoutCommand
            && let Some(braces) = commands::length_of_braces(context.text, end)
        {
            // The brace goes with the command, its words stay.
            context.braces.insert(end + braces - 1);
            end += 1;
        }
        context.taken = end;
        self.from = (end - self.start).min(self.text.len());
    }

    /// The beginning of a line of verse.
    fn verse_line(&mut self, context: &Context<'_>, at: usize) {
        self.leave_out(context, at);
        // The line end before it stays.
        if let Some(Token::Inline(last)) = self.tokens.last_mut()
            && matches!(&last.kind, InlineKind::Text(text) if text == " ")
        {
            last.kind = InlineKind::LineBreak;
        }
        let mut indent = 0;
        while self.characters.next_if(|c| c.1 == ' ').is_some() {
            indent += 1;
        }
        // One space parts the line from its mark; the others are the verse's own.
        if indent > 1 && self.characters.peek().is_some() {
            let begin = self.start + self.from;
            let span = context.span(begin + 1..begin + indent);
            let spaces = Inline::text("\u{a0}".repeat(indent - 1), span);
            self.tokens.push(Token::Inline(spaces));
        }
        self.from += indent;
    }

    fn comment(&mut self, context: &mut Context<'_>, at: usize) {
        self.cut(context, at);
        let (start, offset) = (self.start, self.start + at);
        let end = context.mask.comments.get(&offset).copied();
        if let Some(end) = end {
            keep_comments(context, offset..end);
            end_line(context, offset..end, self.tokens);
        }
        self.skip_while(|(at, _)| end.is_some_and(|end| start + at < end));
    }

    /// Attributes, which the mask has hidden.
    fn hidden(&mut self, context: &Context<'_>, at: usize) {
        self.cut(context, at);
        self.skip_while(|(_, next)| *next == mask::HIDDEN);
        // A block that goes on in the next line was named at its beginning.
        let offset = self.start + at;
        if context.mask.attrs.contains_key(&offset) {
            self.tokens.push(Token::Attrs(offset));
        }
    }
}

/// A comment that has its lines for itself parts the words around it once, not twice.
fn end_line(context: &Context<'_>, comment: Range<usize>, tokens: &mut Vec<Token>) {
    let rest = context.mask.text[comment.end..].trim_start_matches([' ', '\t']);
    let ends_line = rest.is_empty() || rest.starts_with(['\n', '\r']);
    if ends_line
        && let Some(Token::Inline(last)) = tokens.last()
        && context.text[last.span.range()].starts_with(['\n', '\r'])
        && matches!(&last.kind, InlineKind::Text(text) if text == " ")
    {
        tokens.pop();
    }
}

/// Whether a line ends between two characters of a script whose words stand without blanks, as in Chinese.
fn is_inside_word(text: &str, end: Range<usize>) -> bool {
    const MARKS: [char; 8] = ['*', '_', '`', '"', '“', '”', '‘', '’'];
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | '>');
    let before = text[..end.start].trim_end_matches([' ', '\r']);
    let before = before.trim_end_matches(MARKS).chars().next_back();
    let after = text[end.end..].trim_start_matches(is_blank);
    let after = after.trim_start_matches(MARKS).chars().next();
    before.is_some_and(quotes::is_unspaced) && after.is_some_and(quotes::is_unspaced)
}

/// Whether the words behind the fence of a block of code name a language in braces, `{r}`: its result is meant.
pub(super) fn is_chunk(info: &str) -> bool {
    let language = info
        .strip_prefix('{')
        .and_then(|rest| rest.split(['}', ' ', ',']).next());
    language.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && info.contains('}')
    })
}

/// The languages whose code may stand in a line, `` `{python} x` ``.
const LANGUAGES: [&str; 6] = ["bash", "julia", "js", "ojs", "python", "r"];

/// `` `r nrow(x)` `` or `` `{python} x` ``: code in the line whose result is meant. Words behind an `r` are words.
fn is_expression(code: &str) -> bool {
    let is_word = |c: char| c.is_alphabetic() || c == ' ';
    let of_knitr = code.strip_prefix("r ").map(str::trim);
    let of_quarto = code
        .strip_prefix('{')
        .and_then(|rest| rest.split_once("} "))
        .filter(|(language, _)| LANGUAGES.contains(language));
    of_knitr.is_some_and(|code| code.chars().count() == 1 || !code.chars().all(is_word))
        || of_quarto.is_some_and(|(_, code)| !code.trim().is_empty())
}

/// Code and formulas are printed as written, also where they look like attributes or keys.
fn unmasked(context: &Context<'_>, text: &str, range: Range<usize>, fence: char) -> String {
    if context.mask.text[range.clone()] == context.text[range.clone()] {
        return text.to_owned();
    }
    let written = &context.text[range.clone()];
    let depth = match written.contains('\n') {
        true => {
            let line = context.text[..range.start]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            mask::quote_depth(&context.text[line..range.start])
        }
        false => 0,
    };
    let mut lines = written.trim_matches(fence).lines();
    let first = lines.next().unwrap_or_default();
    let others = lines.map(|line| mask::strip_quotes(line, depth).1);
    let lines: Vec<&str> = std::iter::once(first).chain(others).collect();
    lines.join(" ").trim().to_owned()
}

/// An address as the author wrote it, with its place inside a link or picture.
fn unmasked_address(context: &Context<'_>, url: &str, range: Range<usize>) -> Located<String> {
    let found = context.mask.text[range.clone()]
        .rfind(url)
        .filter(|_| !url.is_empty());
    match found.map(|at| range.start + at..range.start + at + url.len()) {
        Some(place) => Located::new(context.text[place.clone()].to_owned(), context.span(place)),
        None => Located::new(url.to_owned(), context.span(range)),
    }
}

/// Keeps the words of comments, if the HTML at a place is nothing but comments; in a quotation,
/// its marks are no part of them.
pub(super) fn keep_comments(context: &mut Context<'_>, range: Range<usize>) -> bool {
    let html = &context.unquoted[range.clone()];
    let mut comments = Vec::new();
    let mut at = html.len() - html.trim_start().len();
    while at < html.len() {
        let marks = [("<!--", "-->"), ("%%", "%%")];
        let Some((open, close)) = marks.iter().find(|(open, _)| html[at..].starts_with(open))
        else {
            return false;
        };
        let inner = &html[at + open.len()..];
        let Some(length) = inner.find(close) else {
            return false;
        };
        let end = at + open.len() + length + close.len();
        let words = inner[..length].trim().to_owned();
        let place = range.start + at..range.start + end;
        comments.push(Located::new(words, context.span(place)));
        at = end + html[end..].len() - html[end..].trim_start().len();
    }
    context.found.comments.extend(comments);
    true
}

/// The address with every character that no URI may hold percent-encoded (RFC 3986).
fn encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for (at, character) in url.char_indices() {
        let legal = character.is_ascii_alphanumeric()
            || "-._~:/?#[]@!$&'()*+,;=".contains(character)
            || character == '%'
                && url[at + 1..]
                    .bytes()
                    .take(2)
                    .filter(u8::is_ascii_hexdigit)
                    .count()
                    == 2;
        if legal {
            out.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// A path without percent signs before the numbers of its bytes; nothing where that is no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let number = more.get(..2).filter(|_| *first == b'%');
        let digits = number.and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &more[2..]),
            None => (bytes.push(*first), rest = more),
        };
    }
    let path = String::from_utf8(bytes).ok()?;
    (!path.chars().any(char::is_control)).then_some(path)
}

/// The figures with their places, if the tokens are pictures and nothing else but white space.
pub(super) fn figures(
    context: &mut Context<'_>,
    tokens: &[Token],
) -> Option<Vec<(Figure, Attrs, Range<usize>)>> {
    let is_blank = |token: &Token| match token {
        Token::Inline(inline) => match &inline.kind {
            InlineKind::Text(text) => text.trim().is_empty(),
            kind => matches!(kind, InlineKind::LineBreak),
        },
        _ => false,
    };
    let mut figures: Vec<(Figure, Attrs, Range<usize>)> = Vec::new();
    let mut links = Vec::new();
    for token in tokens.iter().filter(|token| !is_blank(token)) {
        match token {
            Token::Image {
                path,
                caption,
                range,
                link,
            } => {
                links.extend(link.clone());
                let figure = Figure {
                    path: path.clone(),
                    alt: Located::new(String::new(), context.span(range.clone())),
                    caption: caption.clone(),
                    chart: None,
                };
                figures.push((figure, Attrs::default(), range.clone()));
            }
            Token::Attrs(offset) => {
                let (_, attrs, place) = figures
                    .last_mut()
                    .filter(|(_, _, place)| place.end == *offset)?;
                if let Some((known, end)) = context.mask.attrs.get(offset) {
                    *attrs = known.clone();
                    place.end = *end;
                }
            }
            _ => return None,
        }
    }
    for link in links {
        context.defect(DefectKind::NotHeld(Construct::LinkedPicture), link);
    }
    for (figure, attrs, _) in &mut figures {
        let picture = figure.alt.span.range();
        if charts::is_data(&figure.path.value) {
            figure.chart = Some(Box::new(charts::read(context, attrs, picture)));
        }
        // As in Pandoc, the caption doubles as alt text only where the author wrote no other; a
        // caption that names sources or attributes describes nothing, so it never does here.
        if let Some(alt) = attrs.get("alt") {
            figure.alt = alt.clone();
        }
    }
    (!figures.is_empty()).then_some(figures)
}
