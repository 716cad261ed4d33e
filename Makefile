# onrecord: `make demo` shows it, `make test` proves it. Needs Python 3.11 or newer and, the first time, a package index.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TRAIN := PYTHONPATH=src .training/bin/python
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test check train gate bench manual release lock clean browser

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: .venv/run.stamp  ## read the example reports and print their record
	@sh examples/demo.sh $(BIN)/onrecord $(DEMO)

test: .venv/dev.stamp .training/fit.stamp browser  ## everything that must hold, with style, types and a tiny training run
	@$(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/dev.stamp  ## style (ruff) and types (mypy --strict) alone
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

train: .training/fit.stamp  ## fit the model on the corpora beside the checkout; stop and go on as you like
	$(TRAIN) -m training.fit $(ARGS)

gate: .venv/dev.stamp  ## score the reader and hold it to the floors (RAISE=1 raises them)
	@$(BIN)/python -m evaluation.gate $(if $(RAISE),--raise) $(ARGS)

bench: .venv/dev.stamp  ## speed, cold start and memory; runtimes compared
	@$(BIN)/python -m evaluation.bench $(ARGS)

manual: .venv/dev.stamp  ## the manual as a site, into build/manual; RUN=1 first puts in what its examples print now
	@$(BIN)/python -m manual write
	@$(if $(RUN),$(BIN)/python -m manual run --write || true)
	@$(BIN)/python -m properdocs build -q --strict && echo "build/manual/index.html"

release: .venv/dev.stamp  ## what is published, into dist/: wheel, source, bill of materials, wheels to install from offline; tried
	@PYTHONPATH=src $(BIN)/python -m release all dist

lock: .venv/dev.stamp  ## choose the newest dependencies that fit and write them down
	$(PIP) install -q uv
	$(BIN)/uv pip compile -q pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --upgrade -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --upgrade -c requirements.lock -o requirements-dev.lock

clean:  ## remove everything that was built here, environments included
	rm -rf .venv .training build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Environments. A stamp is newer than what it was made from, so a changed lock installs again and nothing else does.

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "onrecord needs Python 3.11 or newer; name one: make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 2; }

.venv/run.stamp: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installing onrecord and its locked dependencies into .venv …" >&2
	@$(PIP) install -q --require-hashes -r requirements.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	@echo "Installing what the tests need into .venv …" >&2
	@$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@

# Training has PyTorch, which nothing else needs: an environment of its own. Without it the fit is skipped, except in CI.
.training/fit.stamp: training/requirements.txt
	@echo "Installing PyTorch for training into .training …" >&2
	@{ $(PYTHON) -m venv .training && .training/bin/python -m pip --disable-pip-version-check install -q -r training/requirements.txt \
	  && touch $@; } || { [ "$$CI" != true ] && echo "Training is not installed; its test will be skipped." >&2; }

# A browser looks at the HTML report. It comes from the system's packages; without it those tests are skipped, except in CI.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo -n); \
	  echo "Installing Chromium from the system's packages …" >&2; \
	  { $$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; } \
	    >/dev/null 2>&1 \
	  || { echo "Chromium could not be installed; as an administrator: apt-get install chromium" >&2; [ "$$CI" != true ]; }; }
