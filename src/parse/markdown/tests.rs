//! What texts become, and what is said about them.

use crate::model::{Attrs, Block, BlockKind, Inline, InlineKind, Row, text_of};
use crate::parse::{Found, markdown};
use crate::source::Sources;

/// What a text becomes, a line a block, and the places of what is said about it.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("a.md", text);
    let mut found = Found::default();
    let blocks = markdown::parse(&sources, file, &mut found);
    let shown = Shown { found: &found };
    let lines = blocks.iter().map(|block| shown.block(block)).collect();
    let places = found
        .defects
        .iter()
        .map(|one| sources.slice(one.span).to_owned());
    (lines, places.collect())
}

/// Checks what a text becomes, and of which places something is said.
#[track_caller]
fn check(text: &str, expected: &[&str], said: &[&str]) {
    let (lines, places) = read(text);
    assert_eq!(lines, expected, "{text}");
    assert_eq!(places, said, "{text}");
}

/// The id and the classes.
fn named(attrs: &Attrs) -> String {
    let id = attrs.id.iter().map(|id| format!(" #{}", id.value));
    let classes = attrs.classes.iter().map(|class| format!(" .{class}"));
    id.chain(classes).collect()
}

struct Shown<'f> {
    found: &'f Found,
}

impl Shown<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let shown: Vec<String> = blocks.iter().map(|block| self.block(block)).collect();
        shown.join(" / ")
    }

    fn block(&self, block: &Block) -> String {
        let words = match &block.kind {
            BlockKind::Paragraph(words) => return self.words(words),
            BlockKind::Heading { level, content } => {
                format!(
                    "{} {}",
                    "#".repeat(usize::from(*level)),
                    self.words(content)
                )
            }
            BlockKind::List { start, items } => {
                let items: Vec<String> =
                    items.iter().map(|item| self.blocks(&item.blocks)).collect();
                let start = start.map_or("-".to_owned(), |start| format!("{start}."));
                format!("{start} {}", items.join(" | "))
            }
            BlockKind::DefinitionList(list) => {
                let each = list.iter().map(|one| {
                    let means: Vec<String> = one
                        .definitions
                        .iter()
                        .map(|blocks| self.blocks(blocks))
                        .collect();
                    format!("{}: {}", self.words(&one.term), means.join(" : "))
                });
                each.collect::<Vec<_>>().join("; ")
            }
            BlockKind::Quote(blocks) => format!("> {}", self.blocks(blocks)),
            BlockKind::Code(code) => format!("`{code}`"),
            BlockKind::Table(table) => {
                let row = |row: &Row| {
                    let cells: Vec<String> = row
                        .cells
                        .iter()
                        .map(|cell| self.words(&cell.content))
                        .collect();
                    cells.join("|")
                };
                let rows: Vec<String> = std::iter::once(&table.header)
                    .chain(&table.rows)
                    .map(row)
                    .collect();
                format!("table {} ({})", rows.join("; "), self.words(&table.caption))
            }
            BlockKind::Figure(figure) => {
                format!(
                    "figure {} ({})",
                    figure.path.value,
                    self.words(&figure.caption)
                )
            }
            BlockKind::Maths(maths) => format!("${}$", maths.tex),
            BlockKind::Div(blocks) => format!("[{}]", self.blocks(blocks)),
            BlockKind::Rule => "***".to_owned(),
        };
        format!("{words}{}", named(&block.attrs))
    }

    fn words(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::LineBreak => "⏎".to_owned(),
            InlineKind::Emphasis(inner) => format!("<em {}>", self.words(inner)),
            InlineKind::Strong(inner) => format!("<strong {}>", self.words(inner)),
            InlineKind::Superscript(inner) => format!("<sup {}>", self.words(inner)),
            InlineKind::Code(code) => format!("<code {code}>"),
            InlineKind::Link { url, content } => format!("<link {url} {}>", self.words(content)),
            InlineKind::CrossReference { label, content } => {
                format!("<see {} {}>", label.value, self.words(content))
            }
            InlineKind::Citation(id) => {
                let items = &self.found.citations[id.0].items;
                let keys: Vec<&str> = items.iter().map(|item| item.key.value.as_str()).collect();
                format!("<cite {}>", keys.join(" "))
            }
            InlineKind::Note(id) => {
                format!("<note {}>", self.blocks(&self.found.notes[id.0].blocks))
            }
            InlineKind::Span { attrs, content } => {
                format!("<span{} {}>", named(attrs), self.words(content))
            }
            _ => text_of(std::slice::from_ref(inline)),
        }
    }
}

#[test]
fn code_that_begins_an_item_hides_nothing_behind_it() {
    let rest = "\n\n[They went]{.claim #c} [@a].\n\n::: {.own}\nWe read.\n:::\n";
    let after = ["<span #c .claim They went> <cite a>.", "[We read.] .own"];
    for (opening, margin, expected) in [
        ("- ```", "  ", "- `code`"),
        ("1. ```", "   ", "1. `code`"),
        ("- ~~~", "  ", "- `code`"),
        ("- 1. ~~~", "     ", "- 1. `code`"),
        ("Term\n: ```", "  ", "Term: `code`"),
        ("a) ```", "   ", "1. `code`"),
    ] {
        let fence = &opening[opening.len() - 3..];
        let (lines, _) = read(&format!("{opening}\n{margin}code\n{margin}{fence}{rest}"));
        let expected: Vec<&str> = std::iter::once(expected).chain(after).collect();
        assert_eq!(lines, expected, "{opening}");
    }
    check(
        "A note.[^1]\n\n[^1]: ```\n    code\n    ```\n\n[They went]{.claim #c} [@a].\n",
        &[
            "A note.<note `code`>",
            "<span #c .claim They went> <cite a>.",
        ],
        &[],
    );
}

#[test]
fn code_ends_where_its_item_ends() {
    check(
        "- ```\n  code\n\n[They went]{.claim #c} [@a].\n",
        &["- `code`", "<span #c .claim They went> <cite a>."],
        &["```"],
    );
    check(
        "Text\n\n    ```\n    code\n\n[They went]{.claim #c} [@a].\n",
        &[
            "Text",
            "````\ncode`",
            "<span #c .claim They went> <cite a>.",
        ],
        &[],
    );
}

#[test]
fn emphasis_stands_beside_punctuation_and_letters() {
    check(
        "그들은 **“탈북자”**는 아니다 [@a]. **북한(DPRK)**은 부인했다",
        &["그들은 <strong “탈북자”>는 아니다 <cite a>. <strong 북한(DPRK)>은 부인했다"],
        &[],
    );
    check("中文**（强调）**的", &["中文<strong （强调）>的"], &[]);
    check(
        "日本語**「強調」**です",
        &["日本語<strong 「強調」>です"],
        &[],
    );
    check("日本語*「強調」*です", &["日本語<em 「強調」>です"], &[]);
    check("한국*\"말\"*은", &["한국<em “말”>은"], &[]);
    check(
        "**Bold:**text and *more.*text",
        &["<strong Bold:>text and <em more.>text"],
        &[],
    );
    check(
        "**Bold.**^[A note.]",
        &["<strong Bold.><note A note.>"],
        &[],
    );
    check("**a (**b** c)**d", &["<strong a (<strong b> c)>d"], &[]);
    check(
        "`文**（a）**字` `**a:**b`",
        &["<code 文**（a）**字> <code **a:**b>"],
        &[],
    );
    check(
        "[a](x:文**（b）**c)",
        &["<span a>"],
        &["[a](x:文**（b）**c)"],
    );
    check("2*(3+4) and 5*(6+7)", &["2*(3+4) and 5*(6+7)"], &[]);
}

#[test]
fn marks_that_mark_nothing_are_said_once_a_paragraph() {
    check(
        "a **b** c **d e **f",
        &["a <strong b> c **d e **f"],
        &["**"],
    );
    check("a **b\n\nc **d", &["a **b", "c **d"], &["**", "**"]);
    for text in [
        "0.25** and 0.31**",
        "** p < 0.05",
        "**p<0.05; ***p<0.01",
        "2**3",
        "a ** b",
        "src/**/a",
        "\\*\\*a",
    ] {
        let (_, places) = read(text);
        assert!(places.is_empty(), "{text}");
    }
}

#[test]
fn tabs_in_drawn_tables_go_on_to_the_next_stop() {
    check(
        "Year\tPeople\n-----\t------\n2010\t2,402\n2011\t798 [@a]\n",
        &["table Year|People; 2010|2,402; 2011|798 <cite a> ()"],
        &[],
    );
    check(
        "Year    People\n------- ------\n2010\t2,402\n",
        &["table Year|People; 2010|2,402 ()"],
        &[],
    );
}

#[test]
fn addresses_may_hold_spaces() {
    check(
        "![Three [@a].](my map.png){alt=\"A map.\"}",
        &["figure my map.png (Three <cite a>.)"],
        &[],
    );
    check("![One](my%20map.png)", &["figure my map.png (One)"], &[]);
    check("![One](50%.png)", &["figure 50%.png (One)"], &[]);
    check("![One](a%00b.png)", &["figure a%00b.png (One)"], &[]);
    check(
        "See [the page](https://e.org/my page \"Title\") and [one](my annex.pdf).",
        &["See <link https://e.org/my%20page the page> and <span one>."],
        &["[one](my annex.pdf)"],
    );
    check(
        "They went [@a](and back).",
        &["They went <cite a>(and back)."],
        &[],
    );
}

#[test]
fn a_citation_before_a_colon_begins_words() {
    check(
        "[@a]: In 2012 they went.",
        &["<cite a>: In 2012 they went."],
        &[],
    );
    check("- [@a]: Yes\n", &["- <cite a>: Yes"], &[]);
    check(
        "[@a]: doi:10.1/b\n\nText [@a].",
        &["Text <cite a>."],
        &["[@a]: doi:10.1/b"],
    );
    check(
        "[@a]: https://e.org\n\nText.",
        &["Text."],
        &["[@a]: https://e.org"],
    );
}

#[test]
fn commands_about_the_look_leave_the_words() {
    check(
        "\\noindent[They went]{.claim #c} [@a].",
        &["<span #c .claim They went> <cite a>."],
        &["\\noindent"],
    );
    check(
        "\\small{They *went*} [@a].",
        &["They <em went> <cite a>."],
        &["\\small"],
    );
    check(
        "\\vspace{1cm} They went.",
        &[" They went."],
        &["\\vspace{1cm}"],
    );
    check(
        "\\textbf[They]{.b} went",
        &["<span .b They> went"],
        &["\\textbf"],
    );
}

#[test]
fn markup_of_obsidian_is_read_or_named() {
    check(
        "> [!WARNING]\n> They went [@a].\n",
        &["[They went <cite a>.] .callout-warning"],
        &[],
    );
    check(
        "> [!info]- The day\n> > [!tip]\n> > Go.\n",
        &["[<span .meta <strong The day>> / [Go.] .callout-tip] .callout-note"],
        &[],
    );
    check("- > [!note]\n  > Go.\n", &["- [Go.] .callout-note"], &[]);
    check("> Text\n> [!note]\n", &["> Text [!note]"], &[]);
    check("> [!quote] Said\n> so.\n", &["> Said so."], &[]);
    check(
        "They were ==sent *back*== [@a].",
        &["They were sent <em back> <cite a>."],
        &["==sent *back*=="],
    );
    check(
        "a == b, c ==d, `==e==`, $f==g$",
        &["a == b, c ==d, <code ==e==>, f = =g"],
        &[],
    );
    check(
        "They %%private%% went 50%% of %% it.",
        &["They  went 50%% of %% it."],
        &[],
    );
    check(
        "One\n\n%%\nprivate\n\nwords\n%%\n\nTwo",
        &["One", "Two"],
        &[],
    );
    check(
        "See [[Annex]] and [[Annex|there]].",
        &["See Annex and there."],
        &["[[Annex]]", "[[Annex|there]]"],
    );
    check("Text ![[map.png]]", &["Text "], &["![[map.png]]"]);
    check(
        "[[@a; @b]]{.quiet} and [[1]]",
        &["<span .quiet <cite a b>> and [[1]]"],
        &[],
    );
    check(
        "They went. ^one-1\n\nx ^a^ b",
        &["They went. ", "x <sup a> b"],
        &["^one-1"],
    );
}

#[test]
fn a_heading_loses_its_closing_marks() {
    check("## My heading ##    {#foo}", &["## My heading #foo"], &[]);
    check("## My heading {#foo} ##", &["## My heading #foo"], &[]);
    check("## On C# {#foo}", &["## On C# #foo"], &[]);
    check("# Title (draft){#foo}", &["# Title (draft) #foo"], &[]);
}

#[test]
fn notes_may_have_attributes() {
    check(
        "A note^[Words [@a].]{.small} here.",
        &["A note<span .small <note Words <cite a>.>> here."],
        &[],
    );
    check(
        "A note[^1]{.small}.\n\n[^1]: Words.\n",
        &["A note<span .small <note Words.>>."],
        &[],
    );
}

#[test]
fn attributes_belong_to_no_words() {
    check(
        "They were many and (sent back){.claim #c} again [@a].",
        &["They were many and (sent back){.claim #c} again <cite a>."],
        &["{.claim #c}"],
    );
    check("a]{.x} b", &["a]{.x} b"], &["{.x}"]);
    check(
        "[a](#b){.x} `c`{.x} $d${alt=\"e\"}",
        &["<span .x <see b a>> <span .x <code c>> e"],
        &[],
    );
}

#[test]
fn a_lettered_list_goes_on_behind_a_paragraph() {
    check(
        "a) one\n\n   more\n   and\n   more\n   yet\nb) two",
        &["1. one / more and more yet | two"],
        &["a)"],
    );
    check(
        "a) one\n\n   more\nb) two",
        &["1. one / more | two"],
        &["a)"],
    );
    check(
        "(1) one\n\n    more\n(2) two",
        &["1. one / more | two"],
        &[],
    );
    check(
        "1. x\n   a. one\n      more\n   b. two\n",
        &["1. x / 1. one more | two"],
        &["a."],
    );
}

#[test]
fn an_abbreviation_is_no_item() {
    check(
        "- They came by boat,\n  i. e. over the river.\n- He lived in Frankfurt\n  a. M. until then.",
        &["- They came by boat, i. e. over the river. | He lived in Frankfurt a. M. until then."],
        &[],
    );
    check("Text\na. M. b", &["Text a. M. b"], &[]);
}

#[test]
fn raised_words_may_hold_spaces() {
    check("^[a b]{.c}^", &["<sup <span .c a b>>"], &[]);
    check("x^a\\ b^ and x^2^", &["x<sup a\u{a0}b> and x<sup 2>"], &[]);
}

#[test]
fn attributes_go_on_in_the_next_line_of_a_quotation() {
    check(
        "> [They went]{.claim #c\n> cite=\"@a\"}. More.",
        &["> <span #c .claim They went>. More."],
        &[],
    );
}

#[test]
fn code_is_told_from_what_is_to_be_run() {
    check(
        "`{id}`, `{name}/x`, `r squared`",
        &["<code {id}>, <code {name}/x>, <code r squared>"],
        &[],
    );
    check(
        "`r nrow(x)` and `{python} x`",
        &["<code r nrow(x)> and <code {python} x>"],
        &["`r nrow(x)`", "`{python} x`"],
    );
}

#[test]
fn a_comment_in_code_hides_nothing_behind_it() {
    check(
        "Text\n\n    <!-- code\n\n[They]{.b} went",
        &["Text", "`<!-- code`", "<span .b They> went"],
        &[],
    );
}

#[test]
fn a_second_caption_keeps_its_id() {
    check(
        "| a |\n|---|\n| b |\n\n: One {#tbl-a}\n\n: Two {#tbl-b}\n",
        &["table a; b (One) #tbl-a", "[: Two] #tbl-b"],
        &[],
    );
}

#[test]
fn a_heading_cites_nothing() {
    check("# Title {cite=\"@a\"}", &["# Title"], &["@a"]);
}

/// The comments of a text, each as its words and what stands at its place.
fn check_comments(text: &str, expected: &[(&str, &str)]) {
    let mut sources = Sources::default();
    let file = sources.add("a.md", text);
    let mut found = Found::default();
    markdown::parse(&sources, file, &mut found);
    let shown: Vec<(&str, &str)> = found
        .comments
        .iter()
        .map(|comment| (comment.value.as_str(), sources.slice(comment.span)))
        .collect();
    assert_eq!(shown, expected, "{text}");
    assert_eq!(found.defects, [], "{text}");
}

#[test]
fn a_glued_key_in_braces_is_one_place() {
    let mut sources = Sources::default();
    let file = sources.add("a.md", "a word@{“} b");
    let mut found = Found::default();
    markdown::parse(&sources, file, &mut found);
    let places: Vec<&str> = found
        .defects
        .iter()
        .map(|one| sources.slice(one.span))
        .collect();
    assert_eq!(places, ["word@{“}"]);
}

#[test]
fn comments_are_kept_with_their_places() {
    check_comments("a <!-- b --> c", &[("b", "<!-- b -->")]);
    check_comments("<!-- b\n\nc -->\n\nd", &[("b\n\nc", "<!-- b\n\nc -->")]);
    check_comments(
        "<!--a--><!-- b -->\n<!-- -->\n",
        &[("a", "<!--a-->"), ("b", "<!-- b -->"), ("", "<!-- -->")],
    );
    check_comments("> <!-- a\n> b -->\n", &[("a\n  b", "<!-- a\n> b -->")]);
    check_comments("`<!-- a -->`\n\n    <!-- b -->\n", &[]);
    check_comments("a\n<!-- b\n\nc -->\nd", &[("b\n\nc", "<!-- b\n\nc -->")]);
    check_comments(
        "> a\n> <!-- b\n> c --> d <!-- e -->\n",
        &[("b\n  c", "<!-- b\n> c -->"), ("e", "<!-- e -->")],
    );
    check_comments(
        "- a\n  <!-- b -->\n\n| a <!-- c --> |\n|---|\n",
        &[("b", "<!-- b -->"), ("c", "<!-- c -->")],
    );
    check_comments("![a\n<!-- b -->\n](c.png)", &[("b", "<!-- b -->")]);
}

#[test]
fn marks_behind_digits_are_those_of_thousands_of_quotations_or_of_inches() {
    for (text, expected) in [
        (
            "It cost 1'250'000 or 12'400.50 francs",
            "It cost 1’250’000 or 12’400.50 francs",
        ),
        ("He is 6'2\" and 5'11\" tall", "He is 6′2″ and 5′11″ tall"),
        ("“we left in 2019\" and went", "“we left in 2019” and went"),
        ("„Ende 2019\" und danach", "„Ende 2019” und danach"),
        ("«fin 2019\" et après", "«fin 2019” et après"),
        ("“so” and a 12\" board", "“so” and a 12″ board"),
        ("“A 3\" board”, he said", "“A 3″ board”, he said"),
        (
            "„ein 3\" Rohr“ und ein 4\" Rohr",
            "„ein 3″ Rohr“ und ein 4″ Rohr",
        ),
        ("\"in 2019\" and a 12\" board", "“in 2019” and a 12″ board"),
    ] {
        check(text, &[expected], &[]);
    }
    // A quotation of two paragraphs.
    check(
        "\"We left\n\nin 2019\" and went",
        &["“We left", "in 2019” and went"],
        &[],
    );
    check(
        "\"We left\n\nit\n\nby 12\" only",
        &["“We left", "it", "by 12″ only"],
        &[],
    );
    check(
        "“We left\n\nby 12\" only",
        &["“We left", "by 12″ only"],
        &[],
    );
}
