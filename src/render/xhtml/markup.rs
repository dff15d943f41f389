//! Writes XML that is always well formed. Knows elements and text, and nothing of books.
//!
//! Tags are closed in the order in which they were opened, all text is escaped, and characters
//! that XML cannot hold are replaced, so no input can break a file or smuggle in an element.

use super::Medium;
use crate::model::{Script, is_from_right, primary_language};
use crate::render::xml::escape;
use std::collections::BTreeSet;

/// The attributes of one element, in the order set.
#[derive(Debug, Default, Clone)]
pub(in crate::render) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// No attributes.
    pub(in crate::render) fn none() -> Self {
        Self::default()
    }

    /// One class.
    pub(in crate::render) fn class(class: &str) -> Self {
        Self::none().with("class", class)
    }

    /// The same with one class more.
    pub(in crate::render) fn and_class(mut self, class: &str) -> Self {
        match self.0.iter_mut().find(|(name, _)| *name == "class") {
            Some((_, classes)) => {
                classes.push(' ');
                classes.push_str(class);
            }
            None => self.0.push(("class", class.to_owned())),
        }
        self
    }

    /// The same with one attribute more.
    pub(in crate::render) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// The same with one attribute more, if there is a value.
    pub(in crate::render) fn maybe(
        self,
        name: &'static str,
        value: Option<impl Into<String>>,
    ) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same with an EPUB type and its ARIA role.
    pub(in crate::render) fn typed(self, epub_type: &str, role: &str) -> Self {
        self.with("epub:type", epub_type).with("role", role)
    }

    /// The same with a language, and a direction where the language is written from the right.
    pub(in crate::render) fn lang(self, tag: &str) -> Self {
        let rtl = is_from_right(tag);
        let with = self.with("lang", tag).with("xml:lang", tag);
        if rtl { with.with("dir", "rtl") } else { with }
    }
}

/// Elements of HTML that are written without an end, also without the slash of XML.
const VOID: [&str; 7] = ["br", "col", "hr", "img", "link", "meta", "wbr"];

/// XML under construction, or HTML.
#[derive(Debug)]
pub(in crate::render) struct Markup {
    medium: Medium,
    out: String,
    open: Vec<(&'static str, bool)>,
    languages: Vec<String>,
    used: BTreeSet<String>,
}

impl Markup {
    /// Nothing yet, in a language.
    pub(in crate::render) fn new(language: &str, medium: Medium) -> Self {
        Self {
            medium,
            out: String::new(),
            open: Vec::new(),
            languages: vec![language.to_owned()],
            used: BTreeSet::new(),
        }
    }

    /// Opens an element.
    pub(in crate::render) fn open(&mut self, tag: &'static str, attributes: Attributes) {
        let language = attributes
            .0
            .iter()
            .find_map(|(name, value)| (*name == "xml:lang").then(|| value.clone()));
        let turns = language
            .as_deref()
            .is_some_and(|inner| !is_from_right(inner))
            && is_from_right(self.language());
        let attributes = match turns {
            true => attributes.with("dir", "ltr"),
            false => attributes,
        };
        self.tag(tag, &attributes, ">");
        self.open.push((tag, language.is_some()));
        if let Some(language) = language {
            self.used.insert(language.clone());
            self.languages.push(language);
        }
    }

    /// Opens an element of program text, which is written from the left wherever it stands.
    pub(in crate::render) fn open_code(&mut self, tag: &'static str, attributes: Attributes) {
        let has = |name: &str| attributes.0.iter().any(|(known, _)| *known == name);
        let is_turned = is_from_right(self.language()) && !has("xml:lang") && !has("dir");
        let attributes = match is_turned {
            true => attributes.with("dir", "ltr"),
            false => attributes,
        };
        self.open(tag, attributes);
    }

    /// Closes the element that was opened last.
    pub(in crate::render) fn close(&mut self) {
        if let Some((tag, set_language)) = self.open.pop() {
            if set_language {
                self.languages.pop();
            }
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
    }

    /// An element without content.
    pub(in crate::render) fn empty(&mut self, tag: &'static str, attributes: Attributes) {
        let is_void = self.medium == Medium::Page && VOID.contains(&tag);
        self.tag(tag, &attributes, if is_void { ">" } else { "/>" });
    }

    /// An element with text and nothing else inside.
    pub(in crate::render) fn leaf(
        &mut self,
        tag: &'static str,
        attributes: Attributes,
        text: &str,
    ) {
        self.open(tag, attributes);
        self.text(text);
        self.close();
    }

    /// An element whose text cannot hold elements, such as `title`.
    pub(in crate::render) fn plain_leaf(
        &mut self,
        tag: &'static str,
        attributes: Attributes,
        text: &str,
    ) {
        self.open(tag, attributes);
        escape(text, &mut self.out);
        self.close();
    }

    fn tag(&mut self, tag: &str, attributes: &Attributes, end: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in &attributes.0 {
            // HTML has no namespaces: what these say is said by `role` and `lang` as well.
            let is_of_xml = name.starts_with("epub:") || name.starts_with("xml:");
            if is_of_xml && self.medium == Medium::Page {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    /// Text. Words in a script that only one language uses are marked with that language, so that
    /// a name in a register or a reference is not spelled out by a voice that cannot read it.
    pub(in crate::render) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((start, end, language)) = foreign_run(rest) {
            let speaks = self
                .languages
                .last()
                .is_some_and(|current| reads(current, language));
            escape(&rest[..start], &mut self.out);
            if speaks {
                escape(&rest[start..end], &mut self.out);
            } else {
                self.open("span", Attributes::none().lang(language));
                escape(&rest[start..end], &mut self.out);
                self.close();
            }
            rest = &rest[end..];
        }
        escape(rest, &mut self.out);
    }

    /// Text as it is, without a look at its script.
    pub(in crate::render) fn plain(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// The language of what is written next.
    pub(in crate::render) fn language(&self) -> &str {
        self.languages.last().map_or("", String::as_str)
    }

    /// Whether a note's call is the last thing written.
    pub(in crate::render) fn ends_with_call(&self) -> bool {
        self.out.ends_with("</sup></a>")
    }

    /// A line break between elements, for those who read the source.
    pub(in crate::render) fn newline(&mut self) {
        self.out.push('\n');
    }

    /// Closes what is open and returns the text with the languages that were set in it.
    pub(in crate::render) fn finish(mut self) -> (String, BTreeSet<String>) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.out, self.used)
    }
}

/// The first run of words in a script that tells the language, with its bytes. Han characters
/// beside Kana are Japanese, beside Hangul Korean, and Chinese where they stand alone.
fn foreign_run(text: &str) -> Option<(usize, usize, &'static str)> {
    if text.is_ascii() {
        return None;
    }
    let start = text.find(|c| language_of(c).is_some() || is_han(c))?;
    let mut language = None;
    let mut end = start;
    for (at, character) in text[start..].char_indices() {
        match language_of(character) {
            Some(found) if (found == "he") == (language == Some("he")) || end == start => {
                language = language.or(Some(found));
            }
            None if is_han(character) && language != Some("he") => {}
            None if !character.is_alphabetic() && !character.is_ascii_punctuation() => continue,
            _ => break,
        }
        end = start + at + character.len_utf8();
    }
    Some((start, end, language.unwrap_or("zh")))
}

/// Whether a voice for one language reads the other's script: all of East Asia reads Han.
fn reads(voice: &str, language: &str) -> bool {
    let script = Script::of_language(voice);
    primary_language(voice) == language || language == "zh" && script.writes(Script::Han)
}

/// The language of a script that only one language is written in.
fn language_of(character: char) -> Option<&'static str> {
    match character {
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => Some("ko"),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => Some("ja"),
        '\u{05d0}'..='\u{05ea}' => Some("he"),
        _ => None,
    }
}

fn is_han(character: char) -> bool {
    Script::of_letter(character) == Some(Script::Han)
}

/// The language that a name's script gives away, if it is not the text's own.
pub(in crate::render) fn language_of_text(text: &str, own: &str) -> Option<&'static str> {
    let (_, _, language) = foreign_run(text)?;
    (!reads(own, language)).then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> String {
        let mut markup = Markup::new("en", Medium::Book);
        markup.text(input);
        markup.finish().0
    }

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(text("]]><script>&"), "]]&gt;&lt;script&gt;&amp;");
        assert_eq!(text("a\0b\x1fc\u{ffff}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        let mut markup = Markup::new("en", Medium::Book);
        markup.empty("img", Attributes::none().with("alt", "\" onload=\"x"));
        assert_eq!(markup.finish().0, "<img alt=\"&quot; onload=&quot;x\"/>");
    }

    #[test]
    fn a_page_is_in_the_syntax_of_html() {
        let mut markup = Markup::new("en", Medium::Page);
        markup.open("p", Attributes::none().lang("ar"));
        markup.empty("br", Attributes::none().typed("pagebreak", "doc-pagebreak"));
        markup.empty("mspace", Attributes::none());
        assert_eq!(
            markup.finish().0,
            "<p lang=\"ar\" dir=\"rtl\"><br role=\"doc-pagebreak\"><mspace/></p>"
        );
    }

    #[test]
    fn program_text_is_written_from_the_left() {
        let mut markup = Markup::new("he", Medium::Page);
        for attributes in [Attributes::none(), Attributes::none().lang("en")] {
            markup.open_code("pre", attributes);
            markup.close();
        }
        assert_eq!(
            markup.finish().0,
            "<pre dir=\"ltr\"></pre><pre lang=\"en\" dir=\"ltr\"></pre>"
        );
        let mut markup = Markup::new("en", Medium::Page);
        markup.open_code("pre", Attributes::none());
        markup.close();
        assert_eq!(markup.finish().0, "<pre></pre>");
    }

    #[test]
    fn words_from_the_left_turn_round_among_words_from_the_right() {
        let mut markup = Markup::new("ar", Medium::Page);
        markup.leaf("i", Attributes::none().lang("en"), "May");
        markup.leaf("i", Attributes::none().lang("fa"), "م");
        assert_eq!(
            markup.finish().0,
            "<i lang=\"en\" dir=\"ltr\">May</i><i lang=\"fa\" dir=\"rtl\">م</i>"
        );
    }

    #[test]
    fn closes_what_is_open_and_no_more() {
        let mut markup = Markup::new("en", Medium::Book);
        markup.open("p", Attributes::none());
        markup.open("em", Attributes::none());
        assert_eq!(markup.finish().0, "<p><em></em></p>");
        let mut markup = Markup::new("en", Medium::Book);
        markup.close();
        assert_eq!(markup.finish().0, "");
    }

    #[test]
    fn marks_scripts_that_tell_their_language() {
        assert_eq!(
            text("Kim (김 철수, 2014)"),
            "Kim (<span lang=\"ko\" xml:lang=\"ko\">김 철수</span>, 2014)"
        );
        let zh = |words: &str| format!("<span lang=\"zh\" xml:lang=\"zh\">{words}</span>");
        assert_eq!(
            text("a, ‘脱北居民现况’ b"),
            format!("a, ‘{}’ b", zh("脱北居民现况"))
        );
        assert_eq!(
            text("東京の人"),
            "<span lang=\"ja\" xml:lang=\"ja\">東京の人</span>"
        );
        assert_eq!(text("×"), "×");
        let mut markup = Markup::new("ko-KR", Medium::Book);
        markup.text("김 北");
        assert_eq!(markup.finish().0, "김 北");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_well_formed(words in ".{0,40}", value in ".{0,20}", tag in "[a-z]{0,3}") {
            let mut markup = Markup::new("en", Medium::Book);
            markup.open("p", Attributes::none().with("title", value.as_str()).lang(&tag));
            markup.text(&words);
            let (text, _) = markup.finish();
            let mut reader = quick_xml::Reader::from_str(&text);
            let mut depth = 0;
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Start(_)) => depth += 1,
                    Ok(quick_xml::events::Event::End(_)) => depth -= 1,
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{text}: {error}"),
                }
            }
            assert_eq!(depth, 0);
        }
    }
}
