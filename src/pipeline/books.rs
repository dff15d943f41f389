//! Makes the books of a report that was checked and composed: the editions of the PDF, the EPUB and the
//! page for browsers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ahead::{self, Cover};
use super::{Artifact, artifact, own_templates, refused, with_pictures};
use crate::asset::{self, Budget};
use crate::bibliography::export;
use crate::load::Loaded;
use crate::model::{Defect, Edition, Format, OwnFont, Report};
use crate::register;
use crate::render::chart::{self, ChartStyle};
use crate::render::epub::EpubInput;
use crate::render::html::HtmlInput;
use crate::render::pdf::{PdfBook, PdfInput};
use crate::render::{FontFile, Pages, Terms, epub, html, pdf};
use crate::threads::both;

/// The cited references in the forms that programs read.
pub(super) struct References {
    pub(super) json: Vec<u8>,
    pub(super) bib: Vec<u8>,
}

impl References {
    pub(super) fn of(report: &Report, loaded: &Loaded) -> Self {
        let listed = || report.reference_list.iter().map(|entry| entry.key.as_str());
        Self {
            json: export::csl_json(&loaded.library, listed()),
            bib: export::biblatex(&loaded.library, listed()),
        }
    }
}

/// Which books are made, and what of them is there already.
pub(super) struct Wanted<'r> {
    pub(super) formats: &'r [Format],
    /// What the print report is made of, where its pages are laid out.
    pub(super) print: Option<&'r Print<'r>>,
    /// The cover of the EPUB, where it was drawn ahead.
    pub(super) cover: Option<&'r Cover>,
}

/// The books of a report.
pub(super) struct Books {
    /// The editions of the print report: all that are wanted, or the first, where only its pages are.
    pub(super) printed: Vec<(Edition, PdfBook)>,
    /// The EPUB and the page for browsers.
    pub(super) for_screens: Vec<Artifact>,
}

impl Books {
    /// Makes them, the first edition and what takes its page numbers beside the other editions.
    pub(super) fn make(
        report: &Report,
        loaded: &Loaded,
        wanted: &Wanted<'_>,
        step: &dyn Fn(&'static str),
    ) -> Result<Self, Vec<Defect>> {
        let Wanted { formats, print, .. } = *wanted;
        let layout = &report.manifest.layout;
        let first = layout.first_edition();
        let others = layout.editions.get(1..).unwrap_or_default();
        let printed = print.filter(|_| formats.contains(&Format::Pdf));
        let render = |edition: Edition, print: &Print<'_>| Ok((edition, print.edition(edition)?));
        let (others, made) = both(
            || {
                let editions = printed.into_iter().flat_map(|print| {
                    let each = move |edition: &Edition| render(*edition, print);
                    others.iter().map(each)
                });
                editions.collect::<Result<Vec<_>, Vec<Defect>>>()
            },
            || {
                let mut made = Self {
                    printed: Vec::new(),
                    for_screens: Vec::new(),
                };
                if let Some(print) = print {
                    step("typesetting the PDF");
                    made.printed.push(render(first, print)?);
                }
                made.for_screens = for_screens(report, loaded, wanted, made.pages(), step)?;
                Ok::<_, Vec<Defect>>(made)
            },
        );
        let mut books = made?;
        books.printed.extend(others?);
        Ok(books)
    }

    /// The pages of the first edition, which the other outputs name.
    pub(super) fn pages(&self) -> Option<&Pages> {
        self.printed.first().map(|(_, book)| &book.pages)
    }
}

/// What every edition of the print report is made of.
pub(super) struct Print<'r> {
    report: &'r Report,
    fonts: &'r [OwnFont],
    references: &'r References,
    register: Vec<u8>,
    templates: BTreeMap<String, Vec<u8>>,
}

impl<'r> Print<'r> {
    pub(super) fn of(report: &'r Report, loaded: &'r Loaded, references: &'r References) -> Self {
        Self {
            report,
            fonts: &loaded.fonts,
            references,
            register: register::json(report, &loaded.sources, None),
            templates: own_templates(loaded, "pdf/"),
        }
    }

    /// What an edition is made of beside the report.
    pub(super) fn input(&self, edition: Edition) -> PdfInput<'_> {
        PdfInput {
            edition,
            register_json: &self.register,
            references_json: &self.references.json,
            references_bib: &self.references.bib,
            templates: &self.templates,
            fonts: self.fonts,
        }
    }

    fn edition(&self, edition: Edition) -> Result<PdfBook, Vec<Defect>> {
        pdf::render(self.report, &self.input(edition))
    }
}

/// Makes the EPUB and the page for browsers, where they are wanted.
fn for_screens(
    report: &Report,
    loaded: &Loaded,
    wanted: &Wanted<'_>,
    pages: Option<&Pages>,
    step: &dyn Fn(&'static str),
) -> Result<Vec<Artifact>, Vec<Defect>> {
    let mut made = Vec::new();
    let (epub, html) = (
        wanted.formats.contains(&Format::Epub),
        wanted.formats.contains(&Format::Html),
    );
    if !epub && !html {
        return Ok(made);
    }
    let name = &report.manifest.output_name;
    let screens = ForScreens::of(report, loaded)?;
    if epub {
        step("building the EPUB");
        made.push(artifact(
            name,
            "epub",
            bind(&screens, loaded, pages, wanted.cover)?,
        ));
    }
    if html {
        step("writing the page");
        made.push(artifact(name, "html", page(&screens, loaded, pages)?));
    }
    Ok(made)
}

/// What the EPUB and the page are both made of.
pub(super) struct ForScreens<'r> {
    /// The report, its pictures as screens show them.
    pub(super) report: Cow<'r, Report>,
    pub(super) charts: BTreeMap<String, String>,
    pub(super) fonts: Vec<FontFile>,
}

impl<'r> ForScreens<'r> {
    pub(super) fn of(report: &'r Report, loaded: &Loaded) -> Result<Self, Vec<Defect>> {
        let report = with_pictures(report, |picture| asset::fit(picture, Budget::SCREEN))?;
        Ok(Self {
            charts: charts(&report, loaded),
            fonts: pdf::font_files(&loaded.fonts),
            report,
        })
    }
}

/// Makes the EPUB with its cover.
fn bind(
    screens: &ForScreens<'_>,
    loaded: &Loaded,
    pages: Option<&Pages>,
    cover: Option<&Cover>,
) -> Result<Vec<u8>, Vec<Defect>> {
    let report = &*screens.report;
    let input = EpubInput {
        pages,
        charts: &screens.charts,
        templates: &loaded.templates,
        fonts: &screens.fonts,
    };
    let failed = |error| vec![refused(loaded, format!("{error:?}"))];
    let written = || epub::write(report, &input, epub::Cover::With);
    let (cover, unbound) = match cover {
        Some(cover) => (cover.clone(), written()),
        None => both(|| ahead::cover(loaded), written),
    };
    let cover = cover?;
    unbound.map_err(failed)?.bind(Some(&cover)).map_err(failed)
}

/// Makes the page for browsers.
fn page(
    screens: &ForScreens<'_>,
    loaded: &Loaded,
    pages: Option<&Pages>,
) -> Result<Vec<u8>, Vec<Defect>> {
    let input = HtmlInput {
        pages,
        charts: &screens.charts,
        templates: &loaded.templates,
        fonts: &screens.fonts,
    };
    html::render(&screens.report, &input)
        .map_err(|error| vec![refused(loaded, format!("{error:?}"))])
}

/// The drawing of every chart for screens, by the id of its figure.
fn charts(report: &Report, loaded: &Loaded) -> BTreeMap<String, String> {
    let terms = Terms::of(&report.manifest);
    let families = pdf::all_families(&loaded.fonts);
    let look = ChartStyle::new(&report.theme, &terms, &families, Edition::Screen);
    chart::of_report(report, &look)
}
