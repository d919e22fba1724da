# make run and make test do all the set-up on a machine that has Python 3.11 or later and nothing else of ours.

PYTHON ?= python3
INSTALL := pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
BIN := .venv/bin
INSTALLED := .venv/installed
DEVELOPING := .venv/developing

# Tests start hundreds of processes, each of which would compile the whole of index/ anew without its __pycache__.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test pictures lint types contracts tests test-slow test-examples test-wheel test-pythons test-terminal test-ssh test-cluster opensearch test-spacy fuzz soak soak-incoming report-robustness bench bench-large bench-formats bench-pages whoosh-reloaded model map-data test-map clean

run: $(INSTALLED)
	$(BIN)/dateline seeds

test: lint types contracts tests

lint: $(DEVELOPING)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEVELOPING)
	$(BIN)/mypy

contracts: $(DEVELOPING)
	$(BIN)/lint-imports

# Most tests wait for a terminal or a process rather than compute: four at once keep two cores busy. Each process begins
# with a quarter of the files, whose tests share libraries, and takes tests from the others when it is done.
tests: $(DEVELOPING)
	$(BIN)/pytest --numprocesses 4 --dist worksteal

# make test-wheel: the wheel, installed into an empty environment outside the checkout; it asks the package registry.
test-wheel: $(DEVELOPING)
	$(BIN)/pytest tests/wheel

# make test-pythons: the near tests on each Python that is here, and on the oldest of them once more with the lowest versions
# that pyproject.toml admits. PYTHONS="python3.11 /opt/python3.14/bin/python" names others.
PYTHONS := python3.11 python3.12 python3.13 python3.14
NEAR := tests/index tests/tui
test-pythons:
	@mkdir -p build; lowest=lowest; \
	for python in $(PYTHONS); do \
		"$$python" -c '' 2>/dev/null || { echo "$$python is not here"; continue; }; \
		for versions in $$lowest constraints; do \
			lowest=; place=build/$$(basename "$$python")-$$versions; file=constraints.txt; \
			test $$versions = constraints || { file=build/lowest.txt; $(LOWEST) > $$file; }; \
			echo "$$place"; \
			"$$python" -m venv $$place && \
			$$place/bin/pip install --quiet --disable-pip-version-check --constraint $$file --editable '.[dev]' && \
			$$place/bin/pytest --numprocesses 4 $(NEAR) || exit 1; \
		done; \
	done
LOWEST := sed -n 's/^ *"\([A-Za-z0-9_.-]*\)>=\([0-9.]*\)[",;].*/\1==\2/p' pyproject.toml

# make test-slow: every answer of the search process comes 0 to 300 ms late, so that races show, and
# every key is pressed at every moment of the start. SEED=N repeats a run.
SEED := $(shell date +%s)
test-slow: $(DEVELOPING)
	@echo "make test-slow SEED=$(SEED)"
	DATELINE_TEST_KEYS=all DATELINE_SLOW=$(SEED) PYTHONPATH=tests/slow $(BIN)/pytest --numprocesses 4 tests/tui tests/terminal

# make pictures: those of docs/screens anew. Look at them before they are committed.
pictures: $(DEVELOPING)
	DATELINE_RENEW_PICTURES=1 $(BIN)/pytest tests/tui/test_pictures.py

# make test-examples: each property with as many examples as it says; make test takes a quarter of them.
test-examples: $(DEVELOPING)
	DATELINE_TEST_EXAMPLES=all $(BIN)/pytest --numprocesses 4 -m hypothesis

# What follows needs packages of Debian's, and installs them where they are missing.
AS_ROOT := $(shell test "$$(id -u)" = 0 || command -v sudo)
debian = dpkg -s $(1) >/dev/null 2>&1 || { \
	test "$$(id -u)" = 0 || command -v sudo >/dev/null || \
		{ echo "This needs $(1). Let root install what is missing: apt-get install $(1)"; exit 2; }; \
	$(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -qq --yes --no-install-recommends $(1); }

test-terminal: $(DEVELOPING)
	@$(call debian,tmux screen)
	$(BIN)/pytest tests/multiplexers

test-ssh: $(DEVELOPING)
	@$(call debian,openssh-server openssh-client tmux screen)
	$(BIN)/pytest tests/ssh

# make test-cluster: three nodes of OpenSearch on this machine, each a Java of its own, and what is tried on them. make
# opensearch: the same nodes until Ctrl-C, with their data below build/.
test-cluster: $(DEVELOPING)
	@$(call debian,maven)
	$(BIN)/python tests/support/opensearch_nodes.py install
	$(BIN)/pytest tests/cluster

opensearch: $(DEVELOPING)
	@$(call debian,maven)
	$(BIN)/python tests/support/opensearch_nodes.py

# make fuzz EXAMPLES=20000: so many inputs for each target; in a row, since the figures are of all of them.
EXAMPLES := 20000
fuzz: $(DEVELOPING)
	DATELINE_FUZZ=$(EXAMPLES) $(BIN)/pytest tests/fuzz

# make soak MINUTES=60: work by a script; fails if memory, open files or the cost of a key grow.
MINUTES := 60
soak: $(DEVELOPING)
	PYTHONPATH=. $(BIN)/python tests/robustness/soak.py --minutes $(MINUTES)

# make soak-incoming MINUTES=60 FEEDS=200: feeds on loopback that change and misbehave, watched and looked at.
FEEDS := 200
soak-incoming: $(DEVELOPING)
	PYTHONPATH=. $(BIN)/python tests/robustness/soak_incoming.py --minutes $(MINUTES) --feeds $(FEEDS)

# make report-robustness: everything that is tried to break it, in one table; an hour, as root, since it mounts disks.
# With FIGURES=FILE only the table is made, of figures that tests have recorded in the file that DATELINE_FIGURES named.
report-robustness: $(DEVELOPING)
	@$(call debian,openssh-server openssh-client tmux screen strace gcc libc6-dev)
	PYTHONPATH=. $(BIN)/python tests/robustness/report.py $(if $(FIGURES),--figures $(FIGURES))

# make bench CORPUS=stories.jsonl: every figure that is to be reached, with what was reached, beside SQLite's search and
# tantivy's. CORPUS has title, text, source and date a line. make bench-large: how the figures grow; it takes an hour.
bench: $(DEVELOPING)
	$(BIN)/$(INSTALL) '.[bench]'
	PYTHONPATH=. $(BIN)/python tests/bench/bench.py $(CORPUS)

bench-large: $(DEVELOPING)
	$(BIN)/$(INSTALL) '.[bench]'
	PYTHONPATH=. $(BIN)/python tests/bench/bench.py $(CORPUS) --documents 12560 100000 400000 --whole 12560

# make bench-formats CORPUS='FOLDER ...': PDF files, how quickly they are read, and how many of the words that pdftotext
# and pypdf find.
bench-formats: $(DEVELOPING)
	@$(call debian,poppler-utils)
	$(BIN)/$(INSTALL) '.[bench]'
	PYTHONPATH=. $(BIN)/python tests/bench/bench_formats.py $(CORPUS)

# make bench-pages SETS='FOLDER ...': how web pages are read. The folders are checkouts, fetched by hand, of
# github.com/scrapinghub/article-extraction-benchmark, github.com/adbar/trafilatura and github.com/adbar/htmldate.
bench-pages: $(DEVELOPING)
	PYTHONPATH=. $(BIN)/python tests/bench/score_pages.py $(SETS)

# make whoosh-reloaded: what we rely on in Whoosh, and the tests of the index, with the other distribution of it.
RELOADED := build/whoosh-reloaded
whoosh-reloaded:
	$(PYTHON) -m venv $(RELOADED)
	$(RELOADED)/bin/$(INSTALL) '.[dev]'
	$(RELOADED)/bin/pip uninstall --quiet --yes whoosh3
	$(RELOADED)/bin/pip install --quiet --disable-pip-version-check --force-reinstall Whoosh-Reloaded==2.7.5
	$(RELOADED)/bin/pytest tests/index/fulltext/test_whoosh_contract.py
	$(RELOADED)/bin/pytest tests/index/fulltext

# make test-spacy: the extra that finds names by a model of spaCy's. It has an environment of its own, since spaCy brings
# 32 packages and 200 MB that nothing else needs, and make test is to run where there is no wheel of it.
SPACY := build/spacy
test-spacy:
	$(PYTHON) -m venv $(SPACY)
	$(SPACY)/bin/$(INSTALL) '.[dev,spacy]'
	$(SPACY)/bin/pytest tests/spacy

# make model DATA=folder: train the tagger again; index/entities/data/README.md says with what.
model: $(DEVELOPING)
	$(BIN)/python -m index.entities.training $(DATA)

# make map-data DATA=folder: make the lines of the map again; index/map/data/README.md says of what.
map-data: $(DEVELOPING)
	$(BIN)/python -m index.map.making $(DATA)

# make test-map: what is written of places is read by GDAL.
test-map: $(DEVELOPING)
	@$(call debian,gdal-bin)
	$(BIN)/pytest tests/gdal

# What is missing is said in a sentence; a colon in the path would part the variable PATH where the environment is used.
$(INSTALLED): pyproject.toml constraints.txt
	@case "$$PWD" in *:*) echo "The path $$PWD has a colon, which no environment of Python's can have; move the folder."; exit 2;; esac
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON); install Python 3.11 or later, or name it: make run PYTHON=…"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) -V); name another: make run PYTHON=…"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "$(PYTHON) lacks venv; on Debian: apt-get install python3-venv"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/$(INSTALL) .
	$(BIN)/python -m compileall -q index tui
	@touch $@

$(DEVELOPING): $(INSTALLED)
	$(BIN)/$(INSTALL) '.[dev]'
	@touch $@

clean:
	rm -rf .venv build *.egg-info
