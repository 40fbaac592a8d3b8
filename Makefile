# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin
T ?= tests
ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup run test check fix bench evals migration schema lock clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.main .venv/.frontend ## Virtual environment, pinned dependencies, front-end assets

run: setup ## Start everything with the demo company
	@$(BIN)/limpide up --demo

test: .venv/.dev .venv/.frontend ## Run the tests (T=tests/room, ARGS=-k word)
	@scripts/chromium
	@$(BIN)/pytest -n 2 --dist worksteal $(ARGS) $(T)

check: .venv/.dev .venv/.frontend ## Format, ruff, pyright, imports, front end
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-cache
	$(BIN)/pyright
	cd frontend && npm run --silent check

fix: .venv/.dev ## Format, and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/.dev ## Print the measured ratios (B=ask for one)
	@$(BIN)/limpide bench $(or $(B),--all)

evals: .venv/.dev ## Measure the quality of the answers
	@$(BIN)/python -m evals

migration: ## Make a new migration (NAME=room_what)
	@test -n "$(NAME)" || { echo "NAME=room_what is missing"; exit 2; }
	@n=$$(ls database/migrations | sort | tail -1 | cut -c1-4); \
	f=$$(printf 'database/migrations/%04d_%s.sql' $$((10#$$n + 1)) "$(NAME)"); touch $$f; echo $$f

schema: .venv/.dev ## Draw database/schema.sql anew from the migrations
	@$(BIN)/python scripts/schema.py

lock: .venv/.dev ## Pin the dependencies anew, with hashes and no index address
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-header pyproject.toml --group build -o requirements/main.txt
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-header pyproject.toml --group build --group dev -c requirements/main.txt -o requirements/dev.txt

clean: ## Remove what was built (not the data)
	rm -rf .venv frontend/node_modules src/limpide/web/static/dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Limpide needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.main: .venv/bin/python requirements/main.txt pyproject.toml
	@echo "Installing the pinned dependencies …"
	@$(BIN)/pip install -q --require-hashes -r requirements/main.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/bin/python requirements/dev.txt pyproject.toml
	@echo "Installing the pinned dependencies for development …"
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@ .venv/.main

.venv/.frontend: frontend/package-lock.json $(shell find frontend/src frontend/*.ts -type f 2>/dev/null)
	@command -v node >/dev/null && node -e 'process.exit(+(parseInt(process.versions.node) < 20))' \
		|| { echo "Limpide needs Node 20 or newer to build its pages."; exit 1; }
	@echo "Building the front end …"
	@cd frontend && npm ci --silent --no-fund --no-audit && npm run --silent build
	@mkdir -p .venv && touch $@
