# make run and make test do all the set-up on a machine that has Python 3.11 or later and nothing else of ours.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed

.PHONY: run test lint types contracts tests test-slow test-wheel test-pythons test-terminal test-ssh test-spacy fuzz soak report-robustness bench whoosh-reloaded model clean

run: $(INSTALLED)
	$(BIN)/dateline seeds

test: lint types contracts tests

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

contracts: $(INSTALLED)
	$(BIN)/lint-imports

# Most tests wait for a terminal or a process rather than compute: four at once keep two cores busy.
tests: $(INSTALLED)
	$(BIN)/pytest --numprocesses 4

# make test-wheel: the wheel, installed into an empty environment outside the checkout; it asks the package registry.
test-wheel: $(INSTALLED)
	$(BIN)/pytest tests/wheel

# make test-pythons: the near tests on each Python that is here.
PYTHONS := python3.11 python3.12 python3.13 python3.14
test-pythons:
	@for python in $(PYTHONS); do \
		command -v $$python >/dev/null || { echo "$$python is not here"; continue; }; \
		$$python -m venv build/$$python && \
		build/$$python/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' && \
		build/$$python/bin/pytest --numprocesses 4 tests/index tests/tui || exit 1; \
	done

# make test-slow: every answer of the search process comes 0 to 300 ms late, so that races show. SEED=N repeats a run.
SEED := $(shell date +%s)
test-slow: $(INSTALLED)
	@echo "make test-slow SEED=$(SEED)"
	DATELINE_SLOW=$(SEED) PYTHONPATH=tests/slow $(BIN)/pytest --numprocesses 4 tests/tui tests/terminal

# What follows needs packages of Debian's, and installs them where they are missing.
AS_ROOT := $(shell test "$$(id -u)" = 0 || echo sudo)
debian = dpkg -s $(1) >/dev/null 2>&1 || { $(AS_ROOT) apt-get update -qq && \
	$(AS_ROOT) apt-get install -qq --yes --no-install-recommends $(1); }

test-terminal: $(INSTALLED)
	@$(call debian,tmux screen)
	$(BIN)/pytest tests/multiplexers

test-ssh: $(INSTALLED)
	@$(call debian,openssh-server openssh-client tmux screen)
	$(BIN)/pytest tests/ssh

# make fuzz EXAMPLES=20000: so many inputs for each target; in a row, since the figures are of all of them.
EXAMPLES := 20000
fuzz: $(INSTALLED)
	DATELINE_FUZZ=$(EXAMPLES) $(BIN)/pytest tests/fuzz

# make soak MINUTES=60: work by a script; fails if memory, open files or the cost of a key grow.
MINUTES := 60
soak: $(INSTALLED)
	$(BIN)/python tests/robustness/soak.py --minutes $(MINUTES)

# make report-robustness: everything that is tried to break it, in one table; an hour, as root, since it mounts disks.
# With FIGURES=FILE only the table is made, of figures that tests have recorded in the file that DATELINE_FIGURES named.
report-robustness: $(INSTALLED)
	@$(call debian,openssh-server openssh-client tmux screen strace gcc libc6-dev)
	$(BIN)/python tests/robustness/report.py $(if $(FIGURES),--figures $(FIGURES))

# make bench CORPUS=stories.jsonl: every figure that is to be reached, with what was reached, beside SQLite's search and
# tantivy's. CORPUS has title, text, source and date a line. make bench-large: how the figures grow; it takes an hour.
bench: $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python tests/bench/bench.py $(CORPUS)

bench-large: $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python tests/bench/bench.py $(CORPUS) --documents 12560 100000 400000 --whole 12560

# make whoosh-reloaded: what we rely on in Whoosh, and the tests of the index, with the other distribution of it.
RELOADED := build/whoosh-reloaded
whoosh-reloaded:
	$(PYTHON) -m venv $(RELOADED)
	$(RELOADED)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(RELOADED)/bin/pip uninstall --quiet --yes whoosh3
	$(RELOADED)/bin/pip install --quiet --disable-pip-version-check --force-reinstall Whoosh-Reloaded==2.7.5
	$(RELOADED)/bin/pytest tests/index/fulltext/test_whoosh_contract.py
	$(RELOADED)/bin/pytest tests/index/fulltext

# make test-spacy: the extra that finds names by a model of spaCy's. It has an environment of its own, since spaCy brings
# 32 packages and 200 MB that nothing else needs, and make test is to run where there is no wheel of it.
SPACY := build/spacy
test-spacy:
	$(PYTHON) -m venv $(SPACY)
	$(SPACY)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,spacy]'
	$(SPACY)/bin/pytest tests/spacy

# make model DATA=folder: train the tagger again; index/entities/data/README.md says with what.
model: $(INSTALLED)
	$(BIN)/python -m index.entities.training $(DATA)

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q index tui
	touch $@

clean:
	rm -rf .venv build *.egg-info
