# Two commands do all the work: `make report` and `make test`. `make help` lists the others.

CARGO ?= cargo
OUT ?= out
VALIDATORS ?= .validators
BENCH ?= .validators/bench
export UNDERPIN_VALIDATORS := $(abspath $(VALIDATORS))

.DEFAULT_GOAL := help
.PHONY: help report test unit lint deny licenses fuzz conformance validators formats csl proof rule schema docs bench bench-peers bench-claims clean

help: ## List the targets.
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: ## Build the tool, check the brief, and write PDF, EPUB, page and register to out/.
	$(CARGO) build --release --locked
	target/release/underpin build report -o $(OUT)

test: lint unit deny formats conformance ## Run every test; installs the validators on first use.
	@echo "all tests passed"

lint: ## Format, clippy and documentation, without warnings.
	$(CARGO) fmt --check
	@# Cargo does not see the rules, which a macro declares.
	rustfmt --check --edition 2024 $$(find src/rules -name '*.rs')
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items

unit: ## Tests in Rust: modules, rule pages, cases, layers, commands.
	$(CARGO) test --locked

deny: ## Judge the crates: their licences, where they come from, their advisories where these can be had.
	tests/supply/deny.sh $(VALIDATORS)/deny

licenses: ## Write what `underpin licenses` prints, after Cargo.lock or templates/licenses/data.toml changed.
	tests/supply/licenses.py

fuzz: ## Feed made-up input to every parser and the whole build: make fuzz SECONDS=60 [TARGETS="markdown bibtex"]
	tests/fuzz/run.sh $(or $(SECONDS),60) $(TARGETS)

validators: ## Install EPUBCheck, Ace, Nu, veraPDF, a reading engine and the schemas of the formats into .validators.
	tests/conformance/install.sh

formats: validators ## Judge what check writes for build services by their schemas and readers.
	$(CARGO) test --locked --no-run
	tests/conformance/formats.py target/debug/underpin

# The tests build the program too; `cargo build` would compile some crates again with other features.
conformance: validators ## Run the validators over the brief and every case that builds.
	$(CARGO) test --locked --no-run
	tests/conformance/test_conformance.py
	tests/conformance/determinism.py target/debug/underpin
	tests/conformance/faults.py target/debug/underpin
	tests/conformance/all.sh target/debug/underpin

csl: validators ## Compare citations and reference lists with Pandoc's citeproc, style by style.
	$(CARGO) build --locked --example dump-formatted
	DUMP_FORMATTED=target/debug/examples/dump-formatted CSL_MORE=$(UNDERPIN_VALIDATORS)/oscola.csl \
	  $(UNDERPIN_VALIDATORS)/py/bin/python tests/conformance/csl.py

proof: report validators ## Draw the brief into out/proof: every page of the PDFs, and the EPUB on small and large screens (needs pdftoppm and montage).
	tests/proof.sh target/release/underpin $(OUT)/proof
	tests/look.mjs $(OUT)/proof/epub $(OUT)/returned-at-the-river.epub

rule: ## Begin a rule: make rule NAME=uncited-claim FAMILY=Coverage
	@test -n "$(NAME)" || { echo "say which: make rule NAME=uncited-claim FAMILY=Coverage"; exit 2; }
	tests/new-rule.sh "$(NAME)" $(if $(FAMILY),"$(FAMILY)")

schema: ## Write the JSON Schemas to docs/.
	for of in report sources waivers theme; do \
	  $(CARGO) run --locked -q -- schema $$of > docs/$$of.schema.json.new && mv docs/$$of.schema.json.new docs/$$of.schema.json || \
	    { rm -f docs/$$of.schema.json.new; exit 1; }; \
	done

docs: schema ## Write what the program says about itself to docs/: the schema and all rules.
	$(CARGO) run --locked -q -- explain --all > docs/rules.md.new && mv docs/rules.md.new docs/rules.md || \
	  { rm -f docs/rules.md.new; exit 1; }

bench: bench-peers ## Time the check on growing reports and on pathological ones, and the books beside Typst, Pandoc and mdBook.
	$(CARGO) build --release --locked
	tests/bench/check.py target/release/underpin
	tests/bench/pathological.py target/release/underpin
	tests/bench/typst.py target/release/underpin $(BENCH)/bin/typst
	tests/bench/watch.py target/release/underpin
	tests/bench/peers.py target/release/underpin $(BENCH)/bin/typst $(BENCH)/bin/pandoc $(BENCH)/bin/mdbook --largest
	tests/bench/scaling.py target/release/underpin --write docs

bench-peers:
	test -x $(BENCH)/bin/typst || $(CARGO) install typst-cli --version 0.15.1 --locked --root $(BENCH)
	test -x $(BENCH)/bin/mdbook || $(CARGO) install mdbook --version 0.5.4 --locked --root $(BENCH)
	test -x $(BENCH)/bin/pandoc || { python3 -m venv $(BENCH)/py && $(BENCH)/py/bin/pip install --quiet pypandoc_binary==1.17 && \
	  ln -sf "$$($(BENCH)/py/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')" $(BENCH)/bin/pandoc; }

bench-claims: ## Measure what is taken for a claim: make bench-claims DATA=labelled.json [WRITE=1]
	@test -n "$(DATA)" || { echo "say which: make bench-claims DATA=labelled.json"; exit 2; }
	$(CARGO) run --release --locked -q --example bench-claims -- "$(DATA)" \
	  $(if $(BENCH_LANGUAGE),--language "$(BENCH_LANGUAGE)") $(if $(FEATURES),--features "$(FEATURES)") \
	  $(if $(WRITE),--write docs/benchmarks.md "$(basename $(notdir $(DATA)))")

clean: ## Remove what was built; the validators stay.
	$(CARGO) clean
	rm -rf $(OUT)
