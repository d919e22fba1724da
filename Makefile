# make run and make test do all the set-up on a machine that has Python 3.11 or later and nothing else of ours.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed

.PHONY: run test lint types contracts tests test-terminal test-ssh bench model clean

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

tests: $(INSTALLED)
	$(BIN)/pytest

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

# make bench CORPUS=stories.jsonl: figures, which pass or fail nothing. CORPUS has title, text, source and date a line.
bench: $(INSTALLED)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python tests/bench/bench_indexing.py $(CORPUS)
	$(BIN)/python tests/bench/bench_search.py $(CORPUS)

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
