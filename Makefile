# `make publish` does the main job on a fresh machine; `make test` passes the tests there. Both make .venv themselves.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: publish serve validate test lint types tests clean

publish: .venv/.run
	$(BIN)/medtown publish

serve: publish
	$(BIN)/medtown serve

validate: .venv/.run
	$(BIN)/medtown validate

test: lint types tests

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: .venv/.test
	$(BIN)/mypy

tests: .venv/.test
	$(BIN)/pytest -n auto

.venv/.run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.test: .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

clean:
	rm -rf .venv site
