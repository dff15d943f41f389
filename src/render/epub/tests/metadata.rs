//! The metadata say what the book has, and nothing else.

use super::*;

fn metadata_of(report: &Report, with_pages: bool, with_cover: bool) -> String {
    let files = unpack(&book_of(report, with_pages, with_cover));
    file(&files, "content.opf")
}

#[test]
fn metadata_follow_the_content() {
    let full = metadata_of(&sample(), true, true);
    for there in [
        "<dc:identifier id=\"identifier-1\">urn:isbn:9783161484100<",
        "<dc:identifier id=\"identifier-2\">doi:10.1234/erw.2026.1<",
        "pageBreakSource\">urn:isbn:9783161484100<",
        "refines=\"#creator-1\" property=\"role\" scheme=\"marc:relators\">aut<",
        "property=\"file-as\">Example, Ana<",
        "<dc:contributor id=\"contributor-1\" xml:lang=\"ko\">",
        "refines=\"#contributor-1\" property=\"role\" scheme=\"marc:relators\">edt<",
        "refines=\"#identifier-1\" property=\"identifier-type\" scheme=\"onix:codelist5\">15<",
        "refines=\"#identifier-2\" property=\"identifier-type\" scheme=\"onix:codelist5\">06<",
        "schema:bookEdition\">First edition<",
        "property=\"belongs-to-collection\" id=\"series\">Evidence &amp; law<",
        "refines=\"#series\" property=\"group-position\">7<",
        "property=\"title-type\">subtitle<",
        "rel=\"dcterms:license\"",
        "dcterms:modified\">2026-03-01T00:00:00Z<",
        ">visual<",
        ">alternativeText<",
        ">longDescription<",
        ">MathML<",
        ">describedMath<",
        ">pageBreakMarkers<",
        ">pageNavigation<",
        "properties=\"mathml\"",
        "properties=\"cover-image\"",
        "<dc:language>ar<",
        "<dc:language>ko<",
    ] {
        assert!(full.contains(there), "{there}\n{full}");
    }
    assert!(!full.contains("conformsTo"));
    let mut report = sample();
    for section in &mut report.sections {
        section
            .blocks
            .retain(|block| !matches!(block.kind, BlockKind::Figure(_) | BlockKind::Maths(_)));
        for block in &mut section.blocks {
            if let BlockKind::Paragraph(content) = &mut block.kind {
                content.retain(|inline| !matches!(inline.kind, InlineKind::Maths(_)));
            }
        }
    }
    let poor = metadata_of(&report, false, false);
    for gone in [
        "visual",
        "alternativeText",
        "longDescription",
        "MathML",
        "describedMath",
        "mathml",
        "pageBreak",
        "pageNavigation",
        "picture",
        "chart",
        "cover",
        "print",
    ] {
        assert!(!poor.contains(gone), "{gone}\n{poor}");
    }
    assert!(poor.contains("accessModeSufficient\">textual<"));
}

#[test]
fn an_undescribed_picture_is_not_called_described() {
    let mut report = sample();
    for block in &mut report.sections[1].blocks {
        if let BlockKind::Figure(figure) = &mut block.kind {
            figure.alt.value.clear();
        }
    }
    let package = metadata_of(&report, true, true);
    assert!(!package.contains("alternativeText"));
    assert!(!package.contains("accessModeSufficient\">textual<"));
}

#[test]
fn tex_is_not_called_a_description() {
    let mut report = sample();
    for section in &mut report.sections {
        for block in &mut section.blocks {
            if let BlockKind::Maths(maths) = &mut block.kind {
                maths.alt = maths.tex.clone();
            }
        }
    }
    let package = metadata_of(&report, true, true);
    assert!(package.contains(">MathML<"));
    assert!(!package.contains("describedMath"));
    assert!(package.contains("TeX source"));
    // TeX stands for a formula where words are missing; nothing is lost to who cannot see.
    assert!(package.contains("accessModeSufficient\">textual<"));
}

#[test]
fn those_who_are_named_made_the_book_where_nobody_is_called_an_author() {
    let mut report = sample();
    for person in &mut report.manifest.authors {
        person.role = "edt".to_owned();
    }
    let package = metadata_of(&report, false, false);
    assert_eq!(package.matches("<dc:creator").count(), 2);
    assert!(!package.contains("<dc:contributor"));
}

#[test]
fn a_number_that_cannot_be_sorted_by_is_no_position() {
    let mut report = sample();
    report.manifest.series_number = Some("2026/7".to_owned());
    let package = metadata_of(&report, false, false);
    assert!(package.contains("property=\"collection-type\">series<"));
    assert!(!package.contains("group-position"));
}
