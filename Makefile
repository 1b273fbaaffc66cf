# One command for each thing; every one sets up what it needs first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
P5SUBSET ?= ../shared/tei/p5subset.xml
SHARED ?= ../shared
TRANSCRIPTIONS ?= $(SHARED)/transcriptions
# On all cores; `make test CORES=1` shows one test after the other.
CORES ?= auto

.DEFAULT_GOAL := help

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

setup: $(READY) ## a virtual environment with everything in it

edition: $(READY) ## encode, validate and publish the project's own editions
	$(BIN)/tei build editions/
	@echo "Look at editions/build/stalin-interview/index.html"

test: $(READY) ## run all tests but the long ones
	$(BIN)/python -m pytest --numprocesses=$(CORES) $(PYTEST)

test-all: $(READY) ## run the long tests too
	$(BIN)/python -m pytest --numprocesses=$(CORES) -m "" $(PYTEST)

lint: $(READY) ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test ## what must be right before a commit

accept: $(READY) ## write what came out as what is expected; read the diff like code
	$(BIN)/python -m pytest --accept $(PYTEST)

schemas: $(READY) ## compile schemas/tei-edition.odd (P5SUBSET names the TEI's source)
	$(BIN)/tei schema compile schemas/tei-edition.odd --p5subset $(P5SUBSET) --output schemas

bench: $(READY) ## measure, in ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python bench/commands.py
	$(BIN)/python bench/speed.py --transcriptions $(TRANSCRIPTIONS)
	$(BIN)/python bench/validation.py --shared $(SHARED)
	$(BIN)/python bench/schematron.py --shared $(SHARED)

score: $(READY) ## how much of the structure is recovered, beside the targets (TRANSCRIPTIONS names the gold)
	$(BIN)/python bench/accuracy.py --transcriptions $(TRANSCRIPTIONS)
	$(BIN)/python bench/accuracy.py --transcriptions $(TRANSCRIPTIONS) --from html

score-held: $(READY) ## the same for the documents that are held back
	$(BIN)/python bench/accuracy.py --transcriptions $(TRANSCRIPTIONS) --held
	$(BIN)/python bench/accuracy.py --transcriptions $(TRANSCRIPTIONS) --held --from html

clean: ## remove what was built
	rm -rf $(VENV) build dist editions/build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: help setup edition test test-all lint check accept schemas bench score score-held clean
