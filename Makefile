# Two commands do everything on a fresh system: `make run` and `make test`. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATASET := data/build/forewarned.sqlite
EXAMPLE := build/serbia-and-uruguay.pdf
RIVALS := build/rivals
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Linux has a display only where one of these is set; other systems always have one.
DISPLAY_FOUND := $(if $(filter Linux,$(shell uname -s)),$(DISPLAY)$(WAYLAND_DISPLAY)$(QT_QPA_PLATFORM),yes)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-system check format data method validate lock verapdf pictures bench dist proof clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | while IFS='|' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

run: $(VENV)/run-ready $(DATASET) ## open the window; without a display, write the example briefing to build/
ifneq ($(DISPLAY_FOUND),)
	@$(BIN)/forewarned
else
	@echo 'There is no display, so the example briefing for Serbia and Uruguay goes to $(EXAMPLE).'
	@mkdir -p $(dir $(EXAMPLE))
	@$(BIN)/forewarned brief RS UY -o $(EXAMPLE)
endif

test: $(VENV)/test-ready $(DATASET) ## run every test; ARGS="tests/unit -k dates" runs some
	$(BIN)/python -m pytest $(ARGS)

test-system: $(VENV)/test-ready $(DATASET) ## run the tests that need a screen reader's bus, a print server and strace
	$(BIN)/python -m tests.ui.system.packages
	$(BIN)/python -m pytest -m system tests/ui/system

check: $(VENV)/test-ready ## format, lint, types, import contracts, dead code, spelling
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/vulture
	$(BIN)/codespell
	$(BIN)/python -m pytest -q tests/architecture/test_glossary.py

format: $(VENV)/test-ready ## put the code into its format and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

data: $(VENV)/run-ready ## check the facts and build the dataset from them
	$(BIN)/forewarned dataset build
	@touch $(DATASET)

method: $(VENV)/test-ready ## write data/METHOD.md from data/method.toml
	$(BIN)/python -m tests.validation.method

validate: $(VENV)/test-ready ## write data/VALIDATION.md: how far the levels can be trusted; ARGS=--check compares
	$(BIN)/python -m tests.validation $(ARGS)

verapdf: $(VENV)/test-ready $(DATASET) ## let veraPDF judge a set of briefings (needs Java and Maven)
	$(BIN)/python -m tests.pdf.verapdf

pictures: $(VENV)/test-ready $(DATASET) ## draw the pictures that README.md shows
	$(BIN)/python -m tests.ui.system.packages
	QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum --server-args='-screen 0 1400x900x24' \
		$(BIN)/python -m resources.setup.pictures

bench: dist $(RIVALS)/ready ## run every benchmark and write tests/benchmarks/RESULTS.md
	PYTHONPATH=$(RIVALS) $(BIN)/python -m tests.benchmarks $(ARGS)

dist: $(VENV)/test-ready $(DATASET) ## pack the program for this system, below dist/
	$(BIN)/python -m resources.setup.package

proof: dist ## prove the promises on the packed program; the Debian part needs root
	FOREWARNED_PROOF=yes $(BIN)/python -m pytest -rs tests/frozen $(ARGS)

lock: $(VENV)/test-ready ## choose versions anew and write the three lock files
	$(BIN)/python resources/setup/lock.py

clean: ## remove what was built, and the environment
	rm -rf $(VENV) build dist data/build .mypy_cache .ruff_cache .hypothesis

$(VENV)/run-ready: requirements.lock pyproject.toml hatch_build.py resources/setup/system_packages.py
	@$(PYTHON) resources/setup/system_packages.py
	@echo 'Setting up $(VENV) from requirements.lock; this happens once.'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test-ready: requirements-dev.lock $(VENV)/run-ready
	@echo 'Adding the developers’ tools from requirements-dev.lock; this happens once.'
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# Beside the environment and not in it, so that the package is built from nothing but what it needs.
$(RIVALS)/ready: requirements-bench.lock $(VENV)/test-ready
	@echo 'Adding what the benchmarks compare with from requirements-bench.lock; this happens once.'
	@rm -rf $(RIVALS)
	@$(PIP) install --require-hashes --target $(RIVALS) --requirement requirements-bench.lock
	@touch $@

# Names of places come from locked packages, so a new lock means a new dataset.
FACTS := $(wildcard data/facts/* data/gazetteer/*)
BUILDER := $(wildcard desktop/dataset/*.py desktop/dataset/*.sql)
$(DATASET): $(FACTS) $(BUILDER) requirements.lock | $(VENV)/run-ready
	@$(BIN)/forewarned dataset build
	@touch $@
