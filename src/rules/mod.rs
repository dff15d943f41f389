//! All judgement and all wording.
//!
//! A rule is two files: `name.rs` says when it speaks and what it says, `name.md` is its page —
//! what it finds, why that matters, examples that are its tests, what to do. One line in
//! [`RULES`] joins them. Rules see a [`Report`] and never an output.

mod amounts;
mod assigned;
mod attribution;
mod dates;
mod flood;
mod fractions;
mod identifiers;
mod measures;
mod names;
mod numbers;
mod prose;
mod quantities;
mod ranges;
mod reported;
mod scan;
mod shares;
mod slips;
mod speech;
mod spelled;
mod support;
mod tense;
mod tongues;
mod triggers;
mod unchecked;
mod waiving;
mod wording;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

pub use self::triggers::{Sort as TriggerSort, Statement, Trigger, statement};

use crate::diagnostic::{self, Finding, Level};
use crate::model::limits::STACK_BYTES;
use crate::model::{Claim, Date, Defect, DefectKind, Profile, Reference, Report, Sentence, UnitId};
use crate::source::{Located, Places, Sources};

/// One rule.
pub struct Rule {
    /// Its name, as it stands in findings.
    pub name: &'static str,
    /// The family it is listed under.
    pub family: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// Declares the module of each rule and joins it to its family and its page.
macro_rules! rules {
    ($($family:literal: [$($module:ident),* $(,)?]),* $(,)?) => {
        $($(mod $module;)*)*

        /// Every rule, in the order of the documentation.
        pub const RULES: &[Rule] = &[$($(Rule {
            name: $module::NAME,
            family: $family,
            page: include_str!(concat!(stringify!($module), ".md")),
            check: $module::check,
        }),*),*];
    };
}

rules![
    "Coverage": [
    uncited_claim,
    uncited_paragraph,
    uncited_list_item,
    claim_in_note,
    unsourced_exhibit,
    summary_not_in_body,
    quote_uncited,
    vague_attribution,
    assessment_without_basis,
    recommendation_without_finding,
    claim_without_support,
    circular_support,
    bad_claim_id,
    citation_pile,
    weak_scope,
    unanswered_contradiction,
    nothing_checked,
    low_coverage,
    ],
    "References": [
    unknown_reference,
    malformed_citation,
    unused_reference,
    unlisted_reference,
    dangling_cross_reference,
    bad_link,
    duplicate_id,
    undefined_note,
    reversed_range,
    locator_too_broad,
    manual_ibid,
    bare_url,
    note_without_source,
    second_hand,
    misnamed_source,
    ],
    "Bibliography": [
    duplicate_key,
    duplicate_source,
    missing_field,
    impossible_date,
    access_date,
    access_before_publication,
    future_date,
    bad_identifier,
    un_symbol,
    foreign_source,
    bad_entry,
    bad_style,
    retracted_source,
    misspelt_field,
    ],
    "Sources": [
    bad_source_record,
    locator_missing,
    locator_out_of_range,
    locator_kind,
    withdrawn_support,
    single_origin,
    false_corroboration,
    party_alone,
    weak_alone,
    denied_source,
    ungraded,
    grade_conflict,
    testimony_record,
    hearsay_as_fact,
    no_right_of_reply,
    archive_mismatch,
    withheld_name,
    ],
    "Accessibility": [
    missing_alt_text,
    table_without_header,
    skipped_heading,
    empty_section,
    missing_language,
    missing_glyph,
    low_contrast,
    ],
    "Wording and numbers": [
    placeholder_left,
    weekday_mismatch,
    dates_out_of_order,
    arithmetic,
    table_total,
    number_not_in_exhibit,
    unbalanced_quotes,
    figure_conflict,
    future_event,
    undated_now,
    source_before_event,
    number_not_in_source,
    quote_not_in_source,
    opposite_in_source,
    name_not_in_source,
    stale_source,
    unit_missing,
    name_drift,
    confidence_and_likelihood,
    confidence_drift,
    off_scale_term,
    overclaim,
    advocacy_in_findings,
    hidden_boundary,
    wrong_duration,
    ],
    "Law": [
    allegation_as_fact,
    legal_conclusion,
    no_standard_of_proof,
    ],
    "Input": [
    bad_manifest,
    missing_asset,
    misnamed_picture,
    picture_metadata,
    unreadable_file,
    over_limit,
    bad_text,
    raw_html,
    malformed_markup,
    unsupported_markup,
    bad_maths,
    bad_chart,
    unlabelled_axis,
    bad_layout,
    overfull_line,
    unknown_face,
    not_checked,
    misspelt_attribute,
    ],
    "Waivers": [
    waiver_without_reason,
    waiver_expired,
    waiver_not_allowed,
    unused_waiver,
    waiver_too_broad,
    ],
];

/// What rules look at.
pub struct Context<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its text files.
    pub sources: &'a Sources,
    /// The day on which it is checked, for what expires. None where nobody asked a clock.
    pub today: Option<Date>,
    references: BTreeMap<&'a str, &'a Reference>,
    /// The claims with an id, by it.
    claims: BTreeMap<&'a str, Vec<usize>>,
    /// The fields of each reference whose date no calendar has.
    impossible_dates: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// How the language of the report is written.
    tongue: &'static tongues::Tongue,
    /// The report's own words in each sentence, once a rule has asked for them.
    own: Vec<OnceLock<prose::Own>>,
    /// The numbers of each sentence, once a rule has asked for them.
    numbers: Vec<OnceLock<Vec<numbers::Number>>>,
    /// For each unit, the first exhibit that it stands in, once a rule has asked for it.
    exhibits: OnceLock<Vec<Option<usize>>>,
    /// Whether each exhibit says whose its rows are, once a rule has asked for it.
    accounts: Vec<OnceLock<bool>>,
    /// The sentences of each source whose text is at hand, once a rule has asked for them.
    kept: BTreeMap<&'a str, OnceLock<Vec<allegation_as_fact::KeptSentence>>>,
    /// Where a note is called that is not there.
    undefined_notes: Places,
    /// Where a citation could not be read whole.
    malformed_citations: Places,
}

impl<'a> Context<'a> {
    /// What rules look at in a report.
    fn new(report: &'a Report, sources: &'a Sources, today: Option<Date>) -> Self {
        let references = report
            .references
            .iter()
            .map(|reference| (reference.key.as_str(), reference))
            .collect();
        let mut claims: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, claim) in report.claims.iter().enumerate() {
            if let Some(label) = &claim.label {
                claims.entry(&label.value).or_default().push(at);
            }
        }
        let places = |wanted: fn(&DefectKind) -> bool| {
            let defects = report.defects.iter();
            let wanted = defects.filter(|defect| wanted(&defect.kind));
            wanted.map(|defect| defect.span).collect()
        };
        let language = report.manifest.language.as_ref();
        let language = language.map_or("", |language| language.value.as_str());
        Self {
            report,
            sources,
            today,
            references,
            claims,
            impossible_dates: impossible_date::fields(report),
            tongue: tongues::of(language),
            own: report.sentences.iter().map(|_| OnceLock::new()).collect(),
            numbers: report.sentences.iter().map(|_| OnceLock::new()).collect(),
            exhibits: OnceLock::new(),
            accounts: report.exhibits.iter().map(|_| OnceLock::new()).collect(),
            kept: report
                .source_texts
                .keys()
                .map(|key| (key.as_str(), OnceLock::new()))
                .collect(),
            undefined_notes: places(|kind| matches!(kind, DefectKind::UndefinedNote(_))),
            malformed_citations: places(|kind| matches!(kind, DefectKind::MalformedCitation(_))),
        }
    }

    /// A sentence, by its place in [`Report::sentences`], with its unit and its words.
    fn said(&self, at: usize) -> prose::Said<'_> {
        let sentence = &self.report.sentences[at];
        prose::Said {
            unit: &self.report.units[sentence.unit.0],
            sentence,
            own: self.own[at].get_or_init(|| prose::Own::of(&sentence.text)),
        }
    }

    /// The numbers of a sentence by its place, those of its quotations among them.
    fn numbers(&self, at: usize) -> &[numbers::Number] {
        let sentence = &self.report.sentences[at];
        self.numbers[at].get_or_init(|| numbers::read(&sentence.text, self.tongue(sentence)))
    }

    /// The sentences of a source, if its text is at hand.
    fn kept_sentences(&self, key: &str) -> Option<&[allegation_as_fact::KeptSentence]> {
        let text = self.report.source_texts.get(key)?;
        let read = || allegation_as_fact::read_kept(text);
        Some(self.kept.get(key)?.get_or_init(read))
    }

    /// The first exhibit that a unit stands in.
    fn exhibit_around(&self, unit: UnitId) -> Option<usize> {
        let exhibits = self.exhibits.get_or_init(|| {
            let mut around = vec![None; self.report.units.len()];
            for (at, exhibit) in self.report.exhibits.iter().enumerate() {
                for unit in exhibit.units.clone() {
                    around[unit] = around[unit].or(Some(at));
                }
            }
            around
        });
        exhibits.get(unit.0).copied().flatten()
    }

    /// The claims with some ids, in the order of the report.
    fn claims_of(&self, ids: &[Located<String>]) -> Vec<&'a Claim> {
        let named = ids
            .iter()
            .filter_map(|id| self.claims.get(id.value.as_str()));
        let named: BTreeSet<usize> = named.flatten().copied().collect();
        named
            .into_iter()
            .map(|at| &self.report.claims[at])
            .collect()
    }

    /// The places that a sentence cites: the keys with their locators.
    fn places_cited(&self, sentence: &Sentence) -> BTreeSet<String> {
        let items = self.report.items_of(sentence);
        let placed = items.filter_map(|item| {
            let locator = item.locator.as_ref()?;
            let key = &item.key.value;
            Some(format!("{key} {} {}", locator.term, locator.value))
        });
        placed.collect()
    }

    fn defects(&self) -> impl Iterator<Item = &Defect> {
        self.report.defects.iter()
    }

    fn is_strict(&self) -> bool {
        self.report.manifest.profile == Profile::Strict
    }

    /// The language of a sentence's words; empty where the report does not say.
    fn language<'s>(&'s self, sentence: &'s Sentence) -> &'s str {
        sentence.lang.as_deref().unwrap_or(self.report_language())
    }

    /// The language of the report; empty where it does not say.
    fn report_language(&self) -> &'a str {
        let language = self.report.manifest.language.as_ref();
        language.map_or("", |language| language.value.as_str())
    }

    /// How dates and numbers are written in a sentence.
    fn tongue(&self, sentence: &Sentence) -> &'static tongues::Tongue {
        match &sentence.lang {
            Some(language) => tongues::of(language),
            None => self.tongue,
        }
    }

    /// What a sentence's words say about it.
    fn statement(&self, sentence: &Sentence) -> Statement {
        statement(self.language(sentence), &sentence.text)
    }

    /// The level of a finding by the profile of the report. Rules ask here and nowhere else what a profile makes of
    /// what they find.
    fn level(&self, in_draft: Level, in_brief: Level, in_strict: Level) -> Level {
        match self.report.manifest.profile {
            Profile::Draft => in_draft,
            Profile::Brief => in_brief,
            Profile::Strict => in_strict,
        }
    }

    /// A level that the profile `draft` lowers to a warning.
    fn error_unless_draft(&self) -> Level {
        self.level(Level::Warning, Level::Error, Level::Error)
    }

    /// A level that each profile raises by one: worth knowing, worth a look, refused.
    fn graded(&self) -> Level {
        self.level(Level::Info, Level::Warning, Level::Error)
    }

    /// A level for what is worth a look, and refuses only the strictest report.
    fn error_if_strict(&self) -> Level {
        self.level(Level::Warning, Level::Warning, Level::Error)
    }
}

pub use unchecked::Unchecked;
pub use waiving::waived_sentences;

/// What the rules say of a report.
#[derive(Debug)]
pub struct Verdict {
    /// What they found, in the order of the places.
    pub findings: Vec<Finding>,
    /// What they could not look at.
    pub unchecked: Unchecked,
}

/// Runs every rule, in as many threads as are given. What they find is the same for any number.
///
/// `today` is the day that waivers expire by; without it, the day of the edition is.
pub fn run(
    report: &Report,
    sources: &Sources,
    today: Option<Date>,
    threads: NonZeroUsize,
) -> Verdict {
    let asking = Asking::new(report, sources, today);
    asking.in_threads(threads);
    asking.verdict()
}

/// The rules that compare a number with another place, and show that place: what gives way gives way to them.
const COMPARING: [&str; 2] = [figure_conflict::NAME, number_not_in_source::NAME];

/// Every rule, asked by whoever has time. Rules know nothing of each other, so several are asked at a time; their
/// findings come in the order of the rules, however long each of them takes.
pub struct Asking<'r> {
    context: Context<'r>,
    /// The rule that is asked next.
    next: AtomicUsize,
    answers: Mutex<Answers>,
    /// Told when a rule has answered.
    answered: Condvar,
}

/// What the rules have found so far.
#[derive(Default)]
struct Answers {
    /// How many have answered, or never will.
    count: usize,
    found: BTreeMap<usize, Vec<Finding>>,
}

/// Counts a rule as one that has answered, also where it panics: who waits for it would wait for ever.
struct Counted<'a, 'r>(&'a Asking<'r>);

impl Drop for Counted<'_, '_> {
    fn drop(&mut self) {
        self.0.answers().count += 1;
        self.0.answered.notify_all();
    }
}

impl<'r> Asking<'r> {
    /// No rule is asked yet.
    pub fn new(report: &'r Report, sources: &'r Sources, today: Option<Date>) -> Self {
        Self {
            context: Context::new(report, sources, today),
            next: AtomicUsize::new(0),
            answers: Mutex::default(),
            answered: Condvar::new(),
        }
    }

    fn answers(&self) -> MutexGuard<'_, Answers> {
        // A lock is lost only where a worker panicked, and then so does whoever waits for that.
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks rules until none is left that nobody has asked.
    pub fn work(&self) {
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(rule) = RULES.get(index) else { break };
            let counted = Counted(self);
            let mut found = Vec::new();
            (rule.check)(&self.context, &mut found);
            self.answers().found.insert(index, found);
            drop(counted);
        }
    }

    /// The same in as many threads as are given, of which this is one.
    pub fn in_threads(&self, threads: NonZeroUsize) {
        std::thread::scope(|scope| {
            for _ in 1..threads.get() {
                let worker = std::thread::Builder::new().stack_size(STACK_BYTES);
                // Where the system has no thread left, fewer ask more.
                if worker.spawn_scoped(scope, || self.work()).is_err() {
                    break;
                }
            }
            self.work();
        });
    }

    /// What all rules say, once each has answered: others may still be asking some.
    pub fn verdict(&self) -> Verdict {
        let mut answers = self.answers();
        while answers.count < RULES.len() {
            answers = self
                .answered
                .wait(answers)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let found = std::mem::take(&mut answers.found);
        drop(answers);
        let context = &self.context;
        let mut findings: Vec<Finding> = found.into_values().flatten().collect();
        diagnostic::settle(&mut findings, &COMPARING);
        findings.dedup();
        let places = waiving::Places::new(context.report);
        waiving::identify(&places, &mut findings);
        waiving::apply(context, &places, &mut findings);
        diagnostic::sort(&mut findings);
        findings.dedup();
        Verdict {
            findings: flood::dam(findings),
            unchecked: Unchecked::of(context),
        }
    }
}

/// Runs the rules that speak of some defects only: those that the layout found. Waivers hold for
/// them as for any others.
pub fn run_on_layout(
    report: &Report,
    sources: &Sources,
    today: Option<Date>,
    defects: &[Defect],
) -> Vec<Finding> {
    if defects.is_empty() {
        return Vec::new();
    }
    let context = Context::new(report, sources, today);
    let mut findings = missing_glyph::findings(defects);
    findings.extend(overfull_line::findings(&context, defects));
    for defect in defects {
        findings.extend(match &defect.kind {
            DefectKind::Layout { .. } => Some(bad_layout::finding(defect)),
            DefectKind::BadAsset { .. } => missing_asset::finding(defect),
            DefectKind::MissingKey(_) | DefectKind::MissingHeaderKey { .. } => {
                bad_manifest::finding(defect)
            }
            _ => None,
        });
    }
    let places = waiving::Places::new(report);
    waiving::identify(&places, &mut findings);
    waiving::suppress(&context, &places, &mut findings);
    diagnostic::sort(&mut findings);
    findings.dedup();
    findings
}

/// Whether the check had nothing to look at, and nobody has answered for that.
pub fn looked_at_nothing(findings: &[Finding]) -> bool {
    diagnostic::open(findings).any(|finding| finding.rule == nothing_checked::NAME)
}

/// The rule of a name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Which rule speaks for which defect. The `match` has no arm for "everything else", so a new
/// defect does not compile until a rule speaks for it.
pub fn speaker(kind: &DefectKind) -> &'static str {
    match kind {
        DefectKind::NotToml(_)
        | DefectKind::UnknownKey { .. }
        | DefectKind::MissingKey(_)
        | DefectKind::NotYaml(_)
        | DefectKind::UnknownHeaderKey { .. }
        | DefectKind::MissingHeaderKey { .. }
        | DefectKind::WrongType { .. }
        | DefectKind::BadValue { .. } => bad_manifest::NAME,
        DefectKind::Unreadable { .. } | DefectKind::NoFont(_) => unreadable_file::NAME,
        DefectKind::OverLimit(_) => over_limit::NAME,
        DefectKind::NotUtf8 { .. }
        | DefectKind::ForbiddenCharacter(_)
        | DefectKind::OpenDirection(_) => bad_text::NAME,
        DefectKind::MalformedAttributes(_)
        | DefectKind::UnclosedDiv
        | DefectKind::StrayDivFence
        | DefectKind::TooDeep
        | DefectKind::UnclosedCode
        | DefectKind::GluedHeading(_)
        | DefectKind::LiteralMarks
        | DefectKind::StrayAttributes
        | DefectKind::CitationOfHeading
        | DefectKind::PictureAmongWords => malformed_markup::NAME,
        DefectKind::NotHeld(_) => unsupported_markup::NAME,
        DefectKind::MalformedCitation(_) => malformed_citation::NAME,
        DefectKind::RawHtml(_) | DefectKind::UnpairedTag(_) => raw_html::NAME,
        DefectKind::UndefinedNote(_) | DefectKind::UncalledNote(_) => undefined_note::NAME,
        DefectKind::BadMaths(_) => bad_maths::NAME,
        DefectKind::BadLink(_) => bad_link::NAME,
        DefectKind::BadBibliography { .. } | DefectKind::BadEntry { .. } => bad_entry::NAME,
        DefectKind::MisspeltField { .. } | DefectKind::MisspeltType { .. } => misspelt_field::NAME,
        DefectKind::NoBibliography(_) => unknown_reference::NAME,
        DefectKind::DuplicateKey { .. } => duplicate_key::NAME,
        DefectKind::ImpossibleDate { .. } => impossible_date::NAME,
        DefectKind::UnknownStyle { .. }
        | DefectKind::BadStyle(_)
        | DefectKind::BadStyleParent(_) => bad_style::NAME,
        DefectKind::DuplicateId { .. } => duplicate_id::NAME,
        DefectKind::DanglingCrossReference { .. } => dangling_cross_reference::NAME,
        DefectKind::CircularSupport(_) => circular_support::NAME,
        DefectKind::UnreadableAsset { .. } | DefectKind::BadAsset { .. } => missing_asset::NAME,
        DefectKind::MisnamedPicture { .. } => misnamed_picture::NAME,
        DefectKind::PictureTells { .. } => picture_metadata::NAME,
        DefectKind::BadChart(_) => bad_chart::NAME,
        DefectKind::MissingGlyph { .. } => missing_glyph::NAME,
        DefectKind::Misfit { .. } => overfull_line::NAME,
        DefectKind::Layout { .. } => bad_layout::NAME,
    }
}

/// The rule whose name is nearest to a word, if one is near.
pub fn nearest_name(word: &str) -> Option<&'static str> {
    words::nearest(word, RULES.iter().map(|rule| rule.name))
}

impl Rule {
    /// What the rule finds, in one line: the first paragraph of its page.
    pub fn summary(&self) -> &'static str {
        self.page
            .lines()
            .skip(1)
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .unwrap_or_default()
    }
}
