//! Nouns that authors write before a reference which prints the same noun: `Figure @fig:x`, "Figure 1".

use std::sync::LazyLock;

use crate::model::{Inline, InlineKind, LabelKind, Script};
use crate::terms::Terms;

/// Nouns beside those of the terms: short forms, other forms of the word, other words and languages.
const FIGURES: &str = "fig figs figure figures abb abbn abbildung abbildungen grafik figura figuras figure cuadro \
    gráfico figuur figuren figs rysunek rysunki rysunku rysunkach rysunkiem rys рисунок рисунки рисунка рисунке \
    рисунках рисунком рисунку рисунків рис hình biểu gambar şekil resim kielelezo vielelezo شكل الشكل شکل איור \
    obrázek obrázky obrázku obr figur figurer figuren kuva 그림 图 圖 図";
const TABLES: &str = "tab tabs tbl tbls table tables tabelle tabellen tableau tableaux tabla tablas cuadro cuadros \
    tabela tabelas quadro quadros tabella tabelle tabel tabellen tabele tabeli tabelach tabelą таблица таблицы \
    таблице таблицу таблиц таблицах таблиця таблиці таблицю таблиць табл bảng jedwali majedwali tablo جدول الجدول \
    טבלה tabulka tabulky tabulce tabell tabeller taulukko 표 表";
const SECTIONS: &str = "sec secs sect section sections chapter chapters abschnitt abschnitte abschnitten abschn \
    kapitel kap sección secciones apartado seção seções secção secções sezione sezioni chapitre chapitres sectie \
    paragraaf hoofdstuk rozdział rozdziale rozdziału раздел раздела разделе разделу розділ розділі розділу mục \
    bagian bölüm فصل القسم بخش פרק oddíl kapitola kapitole avsnitt § 절 章 节 節";
const FORMULAS: &str = "eq eqs eqn eqns equation equations formula formulas formulae gl gleichung gleichungen formel \
    formeln ecuación ecuaciones équation équations éq equação equações equazione equazioni vergelijking \
    vergelijkingen formule równanie równania równaniu równaniem wzór wzorze уравнение уравнения уравнении формула \
    формуле формулы рівняння формулі rovnice rovnici ekvation المعادلة معادلة معادله משוואה 식 式";

/// Short forms, behind which a stop belongs to the noun. Behind a whole word it ends the sentence.
const SHORT: &str = "fig figs abb abbn rys рис tab tabs tbl tbls табл sec secs sect abschn kap eq eqs \
    eqn eqns gl éq obr";

/// The nouns of each kind in small letters, the longest first.
static NOUNS: LazyLock<[Vec<String>; 5]> = LazyLock::new(|| {
    let of = |more: &'static str, terms: &[&str]| {
        let terms = terms.iter().flat_map(|name| Terms::in_all(name));
        let all = terms.chain(more.split_whitespace());
        let mut nouns: Vec<String> = all.map(str::to_lowercase).collect();
        nouns.sort_by_key(|noun| std::cmp::Reverse(noun.chars().count()));
        nouns.dedup();
        nouns
    };
    [
        of(FIGURES, &["figure", "figures"]),
        of(TABLES, &["table", "tables"]),
        of(SECTIONS, &[]),
        of(FORMULAS, &["equation"]),
        of("", &["appendix", "appendices"]),
    ]
});

fn nouns_of(kind: LabelKind) -> &'static [String] {
    let [figures, tables, sections, formulas, appendices] = &*NOUNS;
    match kind {
        LabelKind::Figure => figures,
        LabelKind::Table => tables,
        LabelKind::Section => sections,
        LabelKind::Formula => formulas,
        LabelKind::Appendix => appendices,
        _ => &[],
    }
}

/// Takes the noun at the end of what stands before a reference, with the blanks behind it.
pub(super) fn take(before: &mut Vec<Inline>, kind: LabelKind) {
    let is_gap = |inline: &&Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches(GAP).is_empty(),
        _ => false,
    };
    let gaps = before.iter().rev().take_while(is_gap).count();
    let at = before.len() - gaps;
    let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = before[..at].last()
    else {
        return;
    };
    let words = text.trim_end_matches(GAP);
    let is_apart = gaps > 0 || words.len() < text.len();
    let beside = match is_apart {
        true => Beside::Apart,
        false => Beside::Close,
    };
    let Some(kept) = noun_at_end(words, kind, beside) else {
        return;
    };
    before.truncate(at);
    if let Some(last) = before.last_mut() {
        last.shorten(kept);
    }
    if kept == 0 {
        before.pop();
    }
}

/// Words before a reference in brackets, without the noun at their end.
pub(super) fn without(words: &str, kind: LabelKind) -> &str {
    let bare = words.trim_end_matches(GAP);
    match noun_at_end(bare, kind, Beside::Apart) {
        Some(kept) => bare[..kept].trim_end(),
        None => words,
    }
}

/// What may stand between a noun and its reference.
const GAP: [char; 4] = [' ', '\u{a0}', '\u{202f}', '~'];

/// How words stand beside the reference behind them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// Something is between them.
    Apart,
    /// Nothing is.
    Close,
}

/// How much of some words is left without the noun at their end, if one is there. Where nothing sets it apart
/// from the reference, it is one of Chinese, Japanese or Korean.
fn noun_at_end(words: &str, kind: LabelKind, beside: Beside) -> Option<usize> {
    let shortened = words.strip_suffix('.');
    let bare = shortened.unwrap_or(words);
    nouns_of(kind).iter().find_map(|noun| {
        if shortened.is_some() && SHORT.split_whitespace().all(|short| short != noun) {
            return None;
        }
        let kept = without_end(bare, noun)?;
        let is_east_asian = noun.chars().all(Script::is_east_asian);
        let is_whole = !bare[..kept].ends_with(char::is_alphanumeric);
        (is_east_asian || is_whole && beside == Beside::Apart).then_some(kept)
    })
}

/// How long words are without the letters at their end, whose case does not matter.
fn without_end(words: &str, end: &str) -> Option<usize> {
    let mut letters = words.char_indices().rev();
    let mut kept = words.len();
    for wanted in end.chars().rev() {
        let (at, letter) = letters.next()?;
        if letter.to_lowercase().next() != Some(wanted) {
            return None;
        }
        kept = at;
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_many_languages_are_known() {
        let check = |words: &str, kind: LabelKind, expected: &str| {
            assert_eq!(without(words, kind), expected, "{words}");
        };
        use LabelKind as L;
        check("see Figure", L::Figure, "see");
        check("FIG.", L::Figure, "");
        check("die Abbildungen", L::Figure, "die");
        check("Los cuadros", L::Table, "Los");
        check("het figuur", L::Figure, "het");
        check("na rysunku", L::Figure, "na");
        check("см. рис.", L::Figure, "см.");
        check("hình", L::Figure, "");
        check("见图", L::Figure, "见");
        check("الشكل", L::Figure, "");
        check("Anhang", L::Appendix, "");
        check("Configure", L::Figure, "Configure");
        check("die folgende Abb.", L::Figure, "die folgende");
        check("im Abschn.", L::Section, "im");
        check("(Eq.", L::Formula, "(");
        check("Figure", L::Table, "Figure");
    }

    #[test]
    fn a_stop_behind_a_whole_word_ends_its_sentence() {
        let check = |words: &str, kind: LabelKind| assert_eq!(without(words, kind), words);
        use LabelKind as L;
        check("in the following table.", L::Table);
        check("is told in the next section.", L::Section);
        check("Das zeigt die Abbildung.", L::Figure);
        check("Elle figure dans le tableau.", L::Table);
        check("Se ve en la figura.", L::Figure);
        check("Это видно на рисунке.", L::Figure);
        check("이것은 표.", L::Table);
        check("More is told in the appendix.", L::Appendix);
    }
}
