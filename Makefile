# Stegvis: `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
STAMP := $(VENV)/.installed
# What pytest makes of the tests is kept for the next run: half of the time it takes to find them.
# A file stays on one worker, which makes once what its tests share; files come in random order.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n $(WORKERS) \
	--dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help install compiled run test unit coverage thorough browser check bench docs clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

install: compiled ## fetch packages, prepare the encoder, the demo and its index
	@$(BIN)/stegvis demo --quiet

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling editables setuptools wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

# As an installed package is: each process starts sooner where Python may not keep what it compiled.
compiled: $(STAMP)
	@$(BIN)/python -m compileall -q matcher web

run: install ## serve the demo at http://127.0.0.1:8000
	@$(BIN)/stegvis serve --port $(PORT)

# Pages and API as they are on a server: signing in, decisions, people, placements, a killed import.
WEB_ON_SERVER := $(addprefix tests/functional/test_,$(addsuffix .py,api_decisions api_participants \
	api_placements import_killed pgvector_programme web_placements web_sign_in))

test: compiled ## all tests, those of storage, services and a part of the web on both databases
	$(PYTEST) tests/unit tests/contracts tests/integration
	$(PYTEST) --database postgresql tests/unit/persistence tests/unit/services tests/unit/indexing tests/contracts \
		tests/integration $(WEB_ON_SERVER)
	$(PYTEST) tests/functional tests/architecture

unit: compiled ## the unit tests, but those that start processes or load the real encoder
	$(PYTEST) -m "not process and not encoder" tests/unit

coverage: compiled ## which lines of the engine its own tests run through; counting takes longer than running
	$(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=85 tests/unit tests/contracts tests/integration

thorough: compiled ## all that is tried by chance, as often as ever, on both databases
	$(PYTEST) --thorough -m "thorough or hypothesis" tests/unit tests/contracts
	$(PYTEST) --thorough -m "thorough or hypothesis" --database postgresql tests/unit tests/contracts

browser: compiled ## every page, in every language, in Chromium
	$(PYTEST) -m browser --all-languages tests/functional/browser

check: $(STAMP) ## style, types, import rules, ladders
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/stegvis ladders check data/ladders/*.yaml

bench: install ## measurements behind the claims, into benchmarks/RESULTS.md
	$(BIN)/python benchmarks/encode.py

docs: $(STAMP) ## reference pages from the code, and pictures of the screens
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/screens.py

clean: ## remove what can be made again; state in var/ stays
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage* htmlcov dist build
