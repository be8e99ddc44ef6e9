# Two commands: `make demo` (from a fresh clone to the page) and `make test` (from a fresh clone to green).
# Both need Python 3.11 or newer, make, and the package registries.

PYTHON ?= python3
BIN := .venv/bin
PORT ?=
DEMO_OPTIONS ?=
# Compiled modules are kept, also where the shell says otherwise: each process of tests compiled them all again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check unit slow deep prepared browser office poppler kernels neo4j neo4j-fetched \
        bench evaluate-columns evaluate-matching evaluate-ask fuzz clean install

demo: .venv/ready
	$(BIN)/maillage demo $(if $(PORT),--port $(PORT)) $(DEMO_OPTIONS)

# The check beside what tests need: one asks the network, the other the processor.
test: .venv/ready-dev
	@$(MAKE) --no-print-directory --output-sync=target -j 2 check prepared
	$(BIN)/pytest -n 2 -rs

prepared: browser office poppler kernels neo4j-fetched

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/wheels.py

# The quick part: no browser, no Neo4j, no real files of ../shared, no whole-process runs of minutes.
unit: .venv/ready-dev
	$(BIN)/pytest -n 2 -m "not slow and not browser and not neo4j"

slow: .venv/ready-dev
	$(BIN)/pytest -m slow

# Thousands of random worlds and logs, and every moment to be killed at. Hours.
deep: .venv/ready-dev
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest -n 2 -rs -m "deep or hypothesis"

# Browser tests drive Debian's Chromium. Installed where that is possible; else the tests say what was left out.
browser: .venv/ready-dev
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "installing chromium for the browser tests"; \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium) >/dev/null 2>&1 \
	  || echo "left out: browser tests (chromium could not be installed)"; \
	else echo "left out: browser tests (no chromium here, and not root to install it)"; fi

# Compiled once here, not by two processes of tests at once.
kernels: .venv/ready-dev
	@$(BIN)/python -c "from graph_service.projection import engine; engine.compiled()"

# Workbooks and notes are saved by a real LibreOffice and read again. Its tests say where they were left out.
office:
	@if ls "$$(dirname "$$(readlink -f "$$(command -v soffice)")")"/*swlo* >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "installing LibreOffice for the tests of workbooks and notes"; \
	  (timeout 60 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 240 \
	   apt-get install -y -qq --no-install-recommends libreoffice-calc libreoffice-writer) >/dev/null 2>&1 \
	  || echo "left out: workbooks and notes saved by LibreOffice (it could not be installed)"; \
	else echo "left out: workbooks and notes saved by LibreOffice (not here, and not root to install it)"; fi

# PDF files are read again by poppler. Its tests say where they were left out.
poppler:
	@if command -v pdftotext >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "installing poppler for the tests of PDF files"; \
	  (timeout 60 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 120 \
	   apt-get install -y -qq --no-install-recommends poppler-utils) >/dev/null 2>&1 \
	  || echo "left out: PDF files read by poppler (it could not be installed)"; \
	else echo "left out: PDF files read by poppler (not here, and not root to install it)"; fi

# A throw-away Neo4j in the foreground, without Docker: what to paste to use it, until Ctrl-C.
neo4j: .venv/ready-dev
	@$(BIN)/python -m tools.neo4j_server

# The server that the tests of the Neo4j store run on. They say what was left out.
neo4j-fetched: .venv/ready-dev
	@if command -v java >/dev/null 2>&1 && command -v mvn >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "installing Java and Maven for the Neo4j server"; \
	  (timeout 60 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 240 \
	   apt-get install -y -qq --no-install-recommends default-jre-headless maven) >/dev/null 2>&1 || :; fi
	@$(BIN)/python -m tools.neo4j_server --fetch || echo "left out: tests on a real Neo4j"

# Spoilt files, mappings and values for FUZZ seconds. atheris (Linux) guides by coverage; without it changes are random.
FUZZ ?= 300
fuzz: .venv/ready-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris \
	  || echo "left out: atheris (could not be installed), changes are random"
	$(BIN)/python -m tools.fuzz $(FUZZ)

# How well columns of unknown tables are told, as a table; `.venv/bin/python -m tools.evaluate_columns --wrong` lists
# the columns that are not.
evaluate-columns: .venv/ready-dev
	@$(BIN)/python -m tools.evaluate_columns

# How well names of one organisation are told, as a table; `.venv/bin/python -m tools.evaluate_matching --wrong` lists the
# pairs that are not.
evaluate-matching: .venv/ready-dev
	@$(BIN)/python -m tools.evaluate_matching

# How well whole sentences are understood, as a table; `.venv/bin/python -m tools.evaluate_asking --wrong` lists those
# that are not, but of the half that nobody tunes on.
evaluate-ask: .venv/ready-dev
	@$(BIN)/python -m tools.evaluate_asking

# One table in docs/benchmarks.md. igraph is for comparison only, and nothing else here needs it.
bench: .venv/ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]" \
	  || echo "left out: igraph (could not be installed)"
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.bench_edit
	$(BIN)/python -m benchmarks.bench_viewer

install: .venv/ready

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Maillage needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

# Installing builds the viewer of maps from these.
VIEWER := hatch_build.py $(wildcard visualisations/viewer/package*.json visualisations/viewer/src/*.ts)

.venv/ready: .venv/bin/python pyproject.toml constraints.txt $(VIEWER)
	@echo "installing Maillage into .venv (a minute the first time)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/ready-dev: .venv/ready
	@echo "installing the tools for tests into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist build
