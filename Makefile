# Two commands do all the set-up: `make pack` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: pack test lint types clean lock

pack: $(VENV)/ready
	@test -f example/wardmote.toml || $(BIN)/wardmote init example --force west-midlands --example
	@$(BIN)/wardmote pack --workspace example --workshop 2015-06 --to example/pack

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready-dev
	$(BIN)/mypy

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "wardmote needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing (on Debian: apt install python3-venv)"; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/ready: $(VENV)/python requirements.lock pyproject.toml
	@echo "Installing wardmote into $(VENV) (once, about a minute)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	@echo "Installing what the tests need..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -c requirements.lock \
	  -o requirements-dev.lock

clean:
	rm -rf $(VENV) example
