//! Manuscripts as strangers write them, built as a whole: what their markup asks for is in the books.

use crate::cli::{Folder, underpin};
use crate::fixture::{self, Tree};

/// The page that a paper becomes, and the words of its PDF as the template prints them.
fn page_of(header: &str, text: &str) -> String {
    let mut tree = Tree::new();
    let base = fixture::base();
    tree.insert("weir.svg".to_owned(), base["figures/weir.svg"].clone());
    let paper = format!("---\ntitle: T\ndate: 2024\n{header}---\n\n{text}");
    tree.insert("paper.md".to_owned(), paper.into_bytes());
    let folder = Folder::with(&tree);
    let arguments = ["build", "paper.md", "--profile", "draft", "-o", "out"];
    let formats = ["--format", "pdf", "--format", "epub", "--format", "html"];
    let (code, _, err) = underpin(&folder, &[&arguments[..], &formats[..]].concat());
    assert_eq!(code, 0, "{err}");
    let page = std::fs::read_to_string(folder.path().join("out/paper.html")).unwrap();
    let main = page.find("<main").unwrap_or_default();
    page[main..].to_owned()
}

#[track_caller]
fn holds(page: &str, words: &str) {
    assert!(page.contains(words), "{words}\n{page}");
}

#[test]
fn pictures_are_as_wide_as_asked_and_stand_side_by_side() {
    let page = page_of(
        "",
        "# A\n\n![One](weir.svg){width=50%}\n\n\
         ![Two](weir.svg){width=30%} ![Three](weir.svg){width=30%}\n\n\
         ::: {#fig-panel layout-ncol=2}\n![Left](weir.svg)\n\n![Right](weir.svg)\n\nBoth sides.\n:::\n\n\
         ::: {#fig-alone}\n![](weir.svg){alt=\"A weir.\"}\n\nThe weir.\n:::\n\n\
         See @fig-panel and @fig-alone.\n",
    );
    holds(&page, "<img class=\"share-50\"");
    assert_eq!(
        page.matches("class=\"beside beside-2\"").count(),
        2,
        "{page}"
    );
    holds(&page, "href=\"#fig-panel\">Figure 4–5</a>");
    holds(&page, "href=\"#fig-alone\">Figure 6</a>");
    holds(&page, "<figure id=\"fig-alone\">");
    holds(&page, "The weir.</figcaption>");
}

#[test]
fn callouts_are_boxes() {
    let page = page_of(
        "",
        "# A\n\n::: {.callout-tip title=\"Words\"}\nMore words.\n:::\n",
    );
    holds(
        &page,
        "<div class=\"callout-tip box\" role=\"note\" aria-label=\"Words\">",
    );
}

#[test]
fn references_run_as_their_letters_do() {
    let references = "references:\n\
                      - {id: a, type: book, title: The mill, author: [{family: Miller}], issued: 2001}\n\
                      - {id: b, type: book, title: الطاحونة, author: [{family: أحمد}], issued: 2002}\n";
    let page = page_of(
        &format!("lang: ar\n{references}"),
        "# مقدمة\n\nنص [@a; @b].\n\n::: {lang=en}\nWords [@a].\n:::\n",
    );
    let entry = |id: &str| {
        let at = page.find(&format!("id=\"{id}\"")).unwrap();
        let tag = page[at..].split('>').next().unwrap();
        tag.contains("dir=\"ltr\"")
    };
    let list = [entry("_ref-1"), entry("_ref-2")];
    assert_eq!(list.iter().filter(|turned| **turned).count(), 1, "{page}");
}
