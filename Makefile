# Needs nothing but Debian or Ubuntu with Python 3.11; everything else is set up here, into .venv.
# Python packages come from requirements/*.txt only, each with its hashes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help install demo test check bench eval train soak format lock chromium

PYTHON ?= python3.11
BIN := .venv/bin
UV := $(BIN)/python -m uv
# Empty files in .venv that say what has been installed; newer requirements make them stale.
TOOLS := .venv/.tools-installed
RUNTIME := .venv/.runtime-installed
DEVELOPMENT := .venv/.development-installed
INSTALL_PACKAGE := $(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
SYNC := $(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/bootstrap.txt requirements/build.txt
COMPILE := $(UV) pip compile --quiet --no-header --generate-hashes --python-version 3.11
# The checks only read the settings; they must leave no key behind in anybody's data folder.
CHECKING := JESSICA_SECRET_KEY=checking DJANGO_SETTINGS_MODULE=jessica.platform.settings

help: ## Show what can be made.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

install: $(RUNTIME) ## Install the command into .venv; `.venv/bin/jessica --help` goes on from there.

demo: $(RUNTIME) ## Run a whole invented clinic at http://127.0.0.1:8000 (PORT changes it).
	@exec $(BIN)/jessica demo

test: $(DEVELOPMENT) chromium ## Pass every test, browser tests included.
	@$(BIN)/pytest -q -n 2 --dist loadfile -m "not soak and not bench"

check: $(DEVELOPMENT) ## Lint, format, types, import contracts, templates, migrations.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(CHECKING) $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --check --lint --quiet
	@$(CHECKING) $(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run

bench: $(DEVELOPMENT) ## Run the benchmarks, each beside a baseline of the same run.
	@$(BIN)/jessica bench

eval: $(DEVELOPMENT) ## Print how well messages are understood, on wordings held apart from training.
	@$(BIN)/python -m training.understanding.evaluate

train: $(DEVELOPMENT) ## Train the classifier anew from its corpus; takes about ten minutes.
	@$(BIN)/python -m training.understanding.train

soak: $(DEVELOPMENT) chromium ## Run the tests that take long.
	@$(BIN)/pytest -q --timeout 0 -m soak

format: $(DEVELOPMENT) ## Mend what can be mended by a program.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(DEVELOPMENT) ## Compile requirements/*.txt anew; pinned versions stay where they still fit.
	$(COMPILE) pyproject.toml -o requirements/runtime.txt
	$(COMPILE) --group dev -c requirements/runtime.txt pyproject.toml -o requirements/development.txt
	$(COMPILE) -c requirements/development.txt requirements/build.in -o requirements/build.txt

$(TOOLS): requirements/bootstrap.txt requirements/build.txt
	@command -v $(PYTHON) > /dev/null || { \
		echo "Python 3.11 is needed and was not found. On Debian and Ubuntu:"; \
		echo "    sudo apt-get install python3.11 python3.11-venv"; \
		echo "Elsewhere, name it: make PYTHON=/path/to/python3.11"; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "Python 3.11 is here, but not its module venv. On Debian and Ubuntu:"; \
		echo "    sudo apt-get install python3.11-venv"; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) --version); Jessica is written for Python 3.11."; exit 1; } >&2
	@echo "Making .venv."
	@$(BIN)/python -c '' 2> /dev/null || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(BIN)/python -m ensurepip > /dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

$(RUNTIME): $(TOOLS) requirements/runtime.txt pyproject.toml
	@echo "Installing what Jessica needs."
	@$(SYNC) requirements/runtime.txt
	@$(INSTALL_PACKAGE)
	@rm -f $(DEVELOPMENT)
	@touch $@

$(DEVELOPMENT): $(TOOLS) requirements/development.txt requirements/runtime.txt pyproject.toml
	@echo "Installing what Jessica and her tests need."
	@$(SYNC) requirements/development.txt
	@$(INSTALL_PACKAGE)
	@touch $(RUNTIME) $@

chromium:
	@[ -x "$${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome > /dev/null || { \
		as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
		echo "The browser tests need Chromium; trying to install it ..."; \
		$$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends chromium > /dev/null; } || { \
		echo "Chromium could not be installed. Install it (sudo apt-get install chromium), or set CHROMIUM"; \
		echo "to a Chromium or Chrome that is already here, and run make test again."; exit 1; } >&2
