//! Block structure, from the parser's events.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::brackets::Token;
use super::{
    Context, brackets, charts, exhibits, formulas, html, inlines, listings, mask, parts, pipes,
    tables,
};
use crate::model::limits::MARKUP_DEPTH;
use crate::model::{
    Attrs, Block, BlockKind, Construct, DefectKind, Definition, Inline, InlineKind, Item,
};
use crate::source::Located;

pub(super) type Events<'a, I> = Peekable<I>;

/// Reads a whole file.
pub(super) fn read_file<'a, I>(context: &mut Context<'_>, events: I) -> Vec<Block>
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let mut events = events.peekable();
    let pieces = read_blocks(context, &mut events, None, 0);
    arrange(context, pieces)
}

/// A block, or a fence line among blocks.
enum Piece {
    Block(Block),
    Fence(mask::Fence),
    Caption(Vec<Inline>, Attrs, Range<usize>),
}

/// Reads blocks until `end`, or until the events are used up.
fn read_blocks<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    end: Option<TagEnd>,
    depth: usize,
) -> Vec<Piece>
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let mut pieces = Vec::new();
    while let Some((event, range)) = events.next() {
        match event {
            Event::End(tag) if Some(tag) == end => break,
            Event::Start(tag) if depth >= MARKUP_DEPTH => {
                context.defect(DefectKind::TooDeep, range);
                skip(events, tag.to_end());
            }
            Event::Start(tag) if !inlines::is_of_words(&tag) => {
                read_block(context, events, tag, range, depth, &mut pieces)
            }
            Event::Rule => {
                if let Some(fence) = context.mask.fences.get(&range.start) {
                    pieces.push(Piece::Fence(fence.clone()));
                } else if let Some(table) = context.mask.tables.remove(&range.start) {
                    let kind = BlockKind::Table(tables::read(context, &table));
                    pieces.push(block(context, kind, table.range));
                } else {
                    if tables::is_line_of_dashes(context, range.clone()) {
                        let construct = Construct::TableAmongWords;
                        let place = trimmed(context.text, range.clone());
                        if !tables::is_said(context, place.start) {
                            context.defect(DefectKind::NotHeld(construct), place);
                        }
                    }
                    pieces.push(block(context, BlockKind::Rule, range));
                }
            }
            Event::Html(_) => html_block(context, range),
            // Tight list items hold running text without a paragraph around it.
            other => {
                let mut tokens = Vec::new();
                let start = range.start;
                let mut stop = range.end;
                inlines::read_one(context, events, other, range, depth, &mut tokens);
                while let Some((next, range)) = events.peek() {
                    if !inlines::is_inline(next) {
                        break;
                    }
                    stop = stop.max(range.end);
                    if let Some((next, range)) = events.next() {
                        inlines::read_one(context, events, next, range, depth, &mut tokens);
                    }
                }
                let tokens = html::pair(context, tokens);
                paragraph(context, tokens, start..stop, &mut pieces);
            }
        }
    }
    pieces
}

fn read_block<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    tag: Tag<'a>,
    range: Range<usize>,
    depth: usize,
    pieces: &mut Vec<Piece>,
) where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let end = tag.to_end();
    match tag {
        Tag::Paragraph => {
            let tokens = inlines::read_until(context, events, end, depth + 1);
            paragraph(context, tokens, trimmed(context.text, range), pieces);
        }
        Tag::Heading { level, .. } => {
            let tokens = inlines::read_until(context, events, end, depth + 1);
            let heading = heading(context, tokens, parts::level_number(level), range);
            pieces.push(Piece::Block(heading));
        }
        Tag::BlockQuote(_) => {
            let inner = read_blocks(context, events, Some(end), depth + 1);
            let inner = arrange(context, inner);
            pieces.push(match callout(context, range.clone()) {
                Some(opener) => {
                    let end = trimmed(context.text, range).end;
                    Piece::Block(div(context, opener, inner, end))
                }
                None => block(context, BlockKind::Quote(inner), range),
            });
        }
        Tag::List(start) => {
            let items = items(context, events, end, depth + 1);
            pieces.push(block(context, BlockKind::List { start, items }, range));
        }
        Tag::DefinitionList => {
            let definitions = read_definitions(context, events, end, depth + 1);
            pieces.push(block(
                context,
                BlockKind::DefinitionList(definitions),
                range,
            ));
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(_))
            if let Some(attrs) = charts::opening(context, &range) =>
        {
            let (figure, attrs) = charts::read_block(context, events, attrs, range.clone());
            brackets::register_attribute_citations(context, &attrs);
            let range = trimmed(context.text, range);
            let mut figure = block_at(context, BlockKind::Figure(figure), range);
            figure.attrs = attrs;
            pieces.push(Piece::Block(figure));
        }
        Tag::CodeBlock(fence) => pieces.extend(code(context, events, &fence, range)),
        Tag::Table(columns) => {
            let (table, attrs) = pipes::read_table(context, events, &columns, depth + 1);
            let range = trimmed(context.text, range);
            let mut table = block_at(context, BlockKind::Table(table), range);
            table.attrs = attrs;
            pieces.push(Piece::Block(table));
        }
        Tag::FootnoteDefinition(label) => {
            let inner = read_blocks(context, events, Some(end), depth + 1);
            let blocks = arrange(context, inner);
            note_definition(context, &label, blocks, range);
        }
        Tag::HtmlBlock => {
            skip(events, end);
            html_block(context, range);
        }
        // Nothing else begins a block: running text never comes here.
        _ => skip(events, end),
    }
}

/// A heading of these tokens.
fn heading(context: &mut Context<'_>, tokens: Vec<Token>, level: u8, range: Range<usize>) -> Block {
    let (mut content, mut attrs) = with_trailing_attrs(context, tokens);
    parts::take_mark(context, range.clone(), &mut content);
    let place = trimmed(context.text, range.clone());
    if attrs.id.is_none()
        && let Some(id) = context.implicit.get(&range.start)
    {
        let span = context.span(place.clone());
        attrs.id = Some(Located::new(id.clone(), span));
    }
    for value in ["cite", "proof"].iter().filter_map(|key| attrs.get(key)) {
        context.defect(DefectKind::CitationOfHeading, value.span.range());
    }
    let mut heading = block_at(context, BlockKind::Heading { level, content }, place);
    heading.attrs = attrs;
    heading
}

/// The items of a list, up to its end.
fn items<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    end: TagEnd,
    depth: usize,
) -> Vec<Item>
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let mut items = Vec::new();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Item) => {
                if let Some(marker) = context.mask.lettered.remove(&range.start) {
                    context.defect(DefectKind::NotHeld(Construct::LetteredList), marker);
                }
                let inner = read_blocks(context, events, Some(TagEnd::Item), depth);
                items.push(Item {
                    blocks: arrange(context, inner),
                    span: context.span(range),
                });
            }
            Event::End(tag) if tag == end => break,
            _ => {}
        }
    }
    items
}

/// A block of code; none where it is of one format only.
fn code<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    fence: &CodeBlockKind<'_>,
    range: Range<usize>,
) -> Option<Piece>
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    if matches!(fence, CodeBlockKind::Fenced(_)) {
        report_unclosed_code(context, &range);
    }
    let info = match fence {
        CodeBlockKind::Fenced(info) => info.trim(),
        CodeBlockKind::Indented => "",
    };
    if is_raw(info) {
        context.defect(DefectKind::NotHeld(Construct::RawFormat), range);
        skip(events, TagEnd::CodeBlock);
        return None;
    }
    if let Some(construct) = listings::run_by_others(info) {
        let line = context.text[range.clone()].find(['\n', '\r']);
        let line = range.start..line.map_or(range.end, |at| range.start + at);
        context.defect(DefectKind::NotHeld(construct), line);
    }
    let mut code = String::new();
    for (event, range) in events.by_ref() {
        match event {
            // What looks like markup was hidden from the parser; here it is code.
            Event::Text(text) if context.mask.text.get(range.clone()) == Some(&*text) => {
                code.push_str(&context.text[range]);
            }
            Event::Text(text) => code.push_str(&text),
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    let code = code.trim_end_matches('\n').to_owned();
    let place = trimmed(context.text, range.clone());
    let code = block_at(context, BlockKind::Code(code), place);
    let code = listings::with_caption(context, code, &range);
    Some(Piece::Block(code))
}

/// Gives a note its text, if it has none yet.
fn note_definition(
    context: &mut Context<'_>,
    label: &str,
    blocks: Vec<Block>,
    range: Range<usize>,
) {
    let Some(id) = context.labels.get(label) else {
        return;
    };
    let note = &mut context.found.notes[id.0];
    if note.blocks.is_empty() {
        note.blocks = blocks;
        return;
    }
    let first = note.span;
    let id = format!("^{label}");
    context.defect(DefectKind::DuplicateId { id, first }, range);
}

/// Says that nothing closes fenced code. It then goes on to the end of the text, or of the item or quotation.
fn report_unclosed_code(context: &mut Context<'_>, range: &Range<usize>) {
    let written = context.unquoted[range.clone()].trim_end();
    let mut lines = written.lines().map(str::trim);
    let opener = lines.next().unwrap_or_default();
    let mark = opener.chars().next().unwrap_or('`');
    let length = |line: &str| line.chars().take_while(|c| *c == mark).count();
    let closer = lines.next_back().unwrap_or_default();
    let closes = length(closer) >= length(opener).max(3) && closer.trim_matches(mark).is_empty();
    if !closes {
        let line = range.start..range.start + written.lines().next().map_or(0, str::len);
        context.defect(DefectKind::UnclosedCode, line);
    }
}

/// Whether attributes say that a text is of one format only: `{=latex}`.
fn is_raw(info: &str) -> bool {
    info.strip_prefix("{=")
        .is_some_and(|rest| rest.ends_with('}'))
}

fn read_definitions<'a, I>(
    context: &mut Context<'_>,
    events: &mut Events<'a, I>,
    end: TagEnd,
    depth: usize,
) -> Vec<Definition>
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let mut definitions: Vec<Definition> = Vec::new();
    while let Some((event, _)) = events.next() {
        match event {
            Event::Start(Tag::DefinitionListTitle) => {
                let tokens =
                    inlines::read_until(context, events, TagEnd::DefinitionListTitle, depth + 1);
                definitions.push(Definition {
                    term: brackets::resolve(context, tokens),
                    definitions: Vec::new(),
                });
            }
            Event::Start(Tag::DefinitionListDefinition) => {
                let inner = read_blocks(
                    context,
                    events,
                    Some(TagEnd::DefinitionListDefinition),
                    depth + 1,
                );
                let blocks = arrange(context, inner);
                if let Some(last) = definitions.last_mut() {
                    last.definitions.push(blocks);
                }
            }
            Event::End(tag) if tag == end => break,
            _ => {}
        }
    }
    definitions
}

/// A paragraph, unless it is a picture, a formula or a caption that stands alone.
fn paragraph(
    context: &mut Context<'_>,
    tokens: Vec<Token>,
    range: Range<usize>,
    pieces: &mut Vec<Piece>,
) {
    if let Some(figures) = inlines::figures(context, &tokens) {
        let alone = figures.len() == 1;
        let mut blocks = Vec::new();
        for (figure, attrs, place) in figures {
            brackets::register_attribute_citations(context, &attrs);
            let place = if alone { range.clone() } else { place };
            let mut figure = block_at(context, BlockKind::Figure(figure), place);
            figure.attrs = attrs;
            blocks.push(figure);
        }
        pieces.extend(exhibits::in_rows(blocks).into_iter().map(Piece::Block));
        return;
    }
    let glued = glued_heading(&context.text[range.clone()]);
    let is_caption = context.mask.text[range.clone()].starts_with(mask::CAPTION);
    let (mut content, attrs) = match is_caption {
        true => with_trailing_attrs(context, tokens),
        false => (brackets::resolve(context, tokens), Attrs::default()),
    };
    if is_caption {
        strip_caption_mark(&mut content);
        brackets::register_attribute_citations(context, &attrs);
        let of_code = attrs
            .id
            .as_ref()
            .is_some_and(|id| id.value.starts_with("lst"));
        pieces.push(match of_code {
            true => Piece::Block(listings::of_code(context, content, attrs, range)),
            false => Piece::Caption(content, attrs, range),
        });
        return;
    }
    if let Some(formula) = formulas::alone(context, &content, range.clone()) {
        pieces.push(Piece::Block(formula));
        return;
    }
    formulas::set_apart(context, &mut content);
    if content.is_empty() {
        return;
    }
    if let Some(level) = glued {
        context.defect(DefectKind::GluedHeading(usize::from(level)), range.clone());
        if let Some(first) = content.first_mut()
            && let InlineKind::Text(text) = &mut first.kind
        {
            *text = text.trim_start_matches('#').to_owned();
            first.span.start += u32::from(level);
        }
        pieces.push(block(context, BlockKind::Heading { level, content }, range));
        return;
    }
    if let Some(attrs) = listings::caption(context, &mut content, &range) {
        let words = block_at(context, BlockKind::Paragraph(content), range.clone());
        let block = listings::around(context, vec![words], attrs, range);
        pieces.push(Piece::Block(block));
        return;
    }
    if let Some(line) = tables::line_among_words(context, range.clone()) {
        context.defect(DefectKind::NotHeld(Construct::TableAmongWords), line);
    }
    pieces.push(block(context, BlockKind::Paragraph(content), range));
}

/// The level of a heading whose marks lack the space behind them: a line of its own that begins with them.
/// `#1` and several words with such a mark are no heading.
fn glued_heading(line: &str) -> Option<u8> {
    let words = line.trim_start_matches('#');
    let marks = line.len() - words.len();
    let begins = match marks {
        1 => words.starts_with(char::is_alphabetic) && !words.contains(" #"),
        2..=6 => words.starts_with(char::is_alphanumeric),
        _ => false,
    };
    let is_line = !line.contains(['\n', '\r']) && !line.ends_with(['.', ',', ';']);
    let level = u8::try_from(marks).ok()?;
    (begins && is_line).then_some(level)
}

/// Resolves the tokens, and takes off an attribute block at the very end first.
pub(super) fn with_trailing_attrs(
    context: &mut Context<'_>,
    mut tokens: Vec<Token>,
) -> (Vec<Inline>, Attrs) {
    let mut attrs = Attrs::default();
    if let Some(Token::Attrs(offset)) = tokens.last() {
        let after_bracket = context.text[..*offset].ends_with([']', ')', '`', '$']);
        // Words in round brackets have no attributes of their own.
        let before = tokens.len().checked_sub(2).map(|at| &tokens[at]);
        let after_words = matches!(
            before,
            Some(Token::Inline(Inline {
                kind: InlineKind::Text(_),
                ..
            }))
        );
        if !after_bracket || after_words {
            if let Some((known, _)) = context.mask.attrs.get(offset) {
                attrs = known.clone();
            }
            tokens.pop();
            trim_end(&mut tokens);
        }
    }
    (brackets::resolve(context, tokens), attrs)
}

fn trim_end(tokens: &mut Vec<Token>) {
    while let Some(Token::Inline(inline)) = tokens.last_mut()
        && let InlineKind::Text(text) = &inline.kind
    {
        let kept = text.trim_end().len();
        inline.shorten(kept);
        if kept > 0 {
            return;
        }
        tokens.pop();
    }
}

pub(super) fn strip_caption_mark(content: &mut Vec<Inline>) {
    if let Some(Inline {
        kind: InlineKind::Text(text),
        span,
    }) = content.first_mut()
    {
        let bare = text.trim_start_matches([mask::CAPTION, ' ', '\t']);
        let cut = text.len() - bare.len();
        *text = bare.to_owned();
        span.start += u32::try_from(cut).unwrap_or_default();
        if text.is_empty() {
            content.remove(0);
        }
    }
}

/// Puts captions on their tables and blocks into their divs.
fn arrange(context: &mut Context<'_>, pieces: Vec<Piece>) -> Vec<Block> {
    let mut open: Vec<(mask::Fence, Vec<Block>)> = Vec::new();
    let mut level: Vec<Block> = Vec::new();
    let mut waiting: Option<(Vec<Inline>, Attrs, Range<usize>)> = None;
    for piece in pieces {
        match piece {
            Piece::Caption(content, attrs, range) => {
                if let Some(unused) = waiting.take() {
                    level.push(loose_caption(context, unused));
                }
                match level.last_mut() {
                    Some(Block {
                        kind: BlockKind::Table(table),
                        attrs: table_attrs,
                        ..
                    }) if table.caption.is_empty() => {
                        table.caption = content;
                        *table_attrs = attrs;
                    }
                    _ => waiting = Some((content, attrs, range)),
                }
            }
            Piece::Block(mut block) => {
                if let Some((content, attrs, range)) = waiting.take() {
                    if let BlockKind::Table(table) = &mut block.kind {
                        table.caption = content;
                        block.attrs = attrs;
                    } else {
                        level.push(loose_caption(context, (content, attrs, range)));
                    }
                }
                level.push(block);
            }
            Piece::Fence(fence) if fence.opens.is_some() => {
                if open.len() >= MARKUP_DEPTH {
                    context.defect(DefectKind::TooDeep, fence.range);
                    continue;
                }
                open.push((fence, std::mem::take(&mut level)));
            }
            Piece::Fence(fence) => match open.pop() {
                Some((opener, outer)) => {
                    let inner = std::mem::replace(&mut level, outer);
                    level.push(div(context, opener, inner, fence.range.end));
                }
                None => context.defect(DefectKind::StrayDivFence, fence.range),
            },
        }
    }
    if let Some(unused) = waiting.take() {
        level.push(loose_caption(context, unused));
    }
    while let Some((opener, outer)) = open.pop() {
        context.defect(DefectKind::UnclosedDiv, opener.range.clone());
        let inner = std::mem::replace(&mut level, outer);
        let end = opener.range.end;
        level.push(div(context, opener, inner, end));
    }
    level
}

fn div(context: &mut Context<'_>, opener: mask::Fence, mut inner: Vec<Block>, end: usize) -> Block {
    if let Some(attrs) = &opener.opens {
        brackets::register_attribute_citations(context, attrs);
    }
    let title = opener.opens.as_ref().and_then(|attrs| attrs.get("title"));
    if let Some(title) = title.filter(|title| !title.value.trim().is_empty()) {
        let title = printed_title(context, title);
        inner.insert(0, title);
    }
    let mut div = block_at(context, BlockKind::Div(inner), opener.range.start..end);
    div.attrs = opener.opens.unwrap_or_default();
    exhibits::settle(div)
}

/// The line that begins a callout, if a quotation is one.
fn callout(context: &Context<'_>, range: Range<usize>) -> Option<mask::Fence> {
    let (mark, (attrs, line)) = context.mask.callouts.range(range.clone()).next()?;
    let is_own = context.text[range.start..*mark].trim().is_empty();
    is_own.then(|| mask::Fence {
        opens: Some(attrs.clone()),
        range: *mark..line.end,
    })
}

/// The title of a div or of code, which stands in an attribute. Like a heading, it asserts nothing.
pub(super) fn printed_title(context: &mut Context<'_>, title: &Located<String>) -> Block {
    let inline = |kind| Inline {
        kind,
        span: title.span,
    };
    let words = tables::words_of_attribute(context, title.span.range());
    let words = words.unwrap_or_else(|| vec![Inline::text(title.value.clone(), title.span)]);
    let strong = inline(InlineKind::Strong(words));
    let attrs = Attrs {
        classes: vec!["meta".to_owned()],
        ..Attrs::default()
    };
    let content = vec![strong];
    let apart = inline(InlineKind::Span { attrs, content });
    block_at(
        context,
        BlockKind::Paragraph(vec![apart]),
        title.span.range(),
    )
}

/// A caption without a table is a paragraph that begins with its mark, as in Pandoc. It keeps its attributes.
fn loose_caption(
    context: &Context<'_>,
    (mut content, attrs, range): (Vec<Inline>, Attrs, Range<usize>),
) -> Block {
    let mark = range.start..range.start + mask::caption_mark(&context.text[range.clone()]);
    let text = format!("{} ", &context.text[mark.clone()]);
    content.insert(0, Inline::text(text, context.span(mark)));
    let words = block_at(context, BlockKind::Paragraph(content), range.clone());
    if attrs == Attrs::default() {
        return words;
    }
    let mut div = block_at(context, BlockKind::Div(vec![words]), range);
    div.attrs = attrs;
    div
}

/// Comments are for the author and are kept apart; any other HTML is reported.
fn html_block(context: &mut Context<'_>, range: Range<usize>) {
    let range = trimmed(context.text, range);
    let html = context.text[range.clone()].trim().to_owned();
    // Where Pandoc puts the references; here they always stand at the end.
    let is_place_of_references = html.replace(['"', '\'', ' ', '\n'], "") == "<divid=refs></div>";
    if !is_place_of_references && !inlines::keep_comments(context, range.clone()) {
        context.defect(DefectKind::RawHtml(html), range);
    }
}

fn block(context: &Context<'_>, kind: BlockKind, range: Range<usize>) -> Piece {
    let range = trimmed(context.text, range);
    Piece::Block(block_at(context, kind, range))
}

pub(super) fn block_at(context: &Context<'_>, kind: BlockKind, range: Range<usize>) -> Block {
    Block {
        kind,
        attrs: Attrs::default(),
        span: context.span(range),
    }
}

/// Without the white space at its end.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let kept = text[range.clone()].trim_end().len();
    range.start..range.start + kept
}

/// Skips to the end of an element whose start was read.
pub(super) fn skip<'a, I>(events: &mut Events<'a, I>, end: TagEnd)
where
    I: Iterator<Item = (Event<'a>, Range<usize>)>,
{
    let mut depth = 0_usize;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(tag) if tag.to_end() == end => depth += 1,
            Event::End(tag) if tag == end => {
                if depth == 0 {
                    return;
                }
                depth -= 1;
            }
            _ => {}
        }
    }
}
