# Needs Python 3.11 or newer with venv, make, and a package index to install from; everything goes into .venv.
.DEFAULT_GOAL := help
.PHONY: help demo test test-thorough test-oldest lint wheel-check bench clean

VENV := .venv
OLDEST := .venv-oldest
BIN := $(VENV)/bin
OLDEST_BIN := $(OLDEST)/bin

# The first of some interpreters that is new enough and can make virtual environments.
first = $(firstword $(foreach python,$(1),$(shell $(python) -c '$(PROBE)' >/dev/null 2>&1 && echo $(python))))
PROBE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(call first,python3.13 python3.12 python3.11 python3 python)

help:
	@echo "make demo         judge the reference app"
	@echo "make test         run the tests"
	@echo "make test-thorough  run them with every app of the corpus, on both (takes long)"
	@echo "make test-oldest  run them on the oldest supported FastAPI and pytest"
	@echo "make lint         check style, types and imports"
	@echo "make wheel-check  build the wheel, install it elsewhere, judge an app there"
	@echo "make bench        judge published applications (installs them first; takes long)"
	@echo "make clean        remove the virtual environments and what was built"

demo: $(VENV)/.ready
	$(BIN)/pytest --conformance=reference_app.main:app

test: $(VENV)/.ready
	$(BIN)/pytest -n 3 --dist worksteal -m "not thorough"

test-thorough: $(VENV)/.ready $(OLDEST)/.ready
	$(BIN)/pytest -n 2 --dist worksteal
	$(OLDEST_BIN)/pytest -n 2 --dist worksteal -m "not newest"

test-oldest: $(OLDEST)/.ready
	$(OLDEST_BIN)/pytest -n 3 --dist worksteal -m "not thorough and not further and not newest"

lint: $(VENV)/.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel-check: $(VENV)/.ready
	.ci/wheel $(BIN)/python

bench: $(VENV)/.ready
	$(BIN)/python bench/real_apps.py

clean:
	rm -rf $(VENV) $(OLDEST) build dist

$(VENV)/.ready: pyproject.toml
	$(call install,$(VENV),)

$(OLDEST)/.ready: pyproject.toml
	$(call install,$(OLDEST),"fastapi==0.115.0" "pytest==8.3.*")

# Makes a virtual environment with the project, its dependencies for development, and the versions asked for.
define install
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer with venv was found; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(1)
	$(1)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(1)/bin/python -m pip install --quiet --editable ".[reference]" --group dev $(2)
	@touch $(1)/.ready
endef
