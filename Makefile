# Everything runs in an environment of its own, .venv, made on first use. PYTHON chooses the interpreter (3.11 or later).
PYTHON ?= python3
BIN := .venv/bin
OUT := out
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo encoder test check bench lock clean

help: ## Say what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.venv/installed: pyproject.toml requirements.lock requirements-build.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Headwater needs Python 3.11 or later; name one with PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-build.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tests: .venv/installed requirements-test.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-test.lock
	@touch $@

.venv/bench: .venv/tests requirements-bench.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	@touch $@

demo: .venv/installed ## Install, and compare the bundled example's six reports
	@mkdir -p $(OUT)
	$(BIN)/headwater compare examples/saint-brannoc --html $(OUT)/report.html --json $(OUT)/account.json --markdown $(OUT)/account.md
	@echo "The report is at $(OUT)/report.html: open it in a browser."

encoder: .venv/installed ## Install the optional encoder too: better names, and more of what is told in other words, more slowly
	$(BIN)/python -m pip install --quiet --no-build-isolation ./encoder

test: .venv/tests ## Install, and run all tests
	$(BIN)/python -m pytest --numprocesses auto --quiet

check: .venv/tests ## Run the linters and the type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src benchmarks training

bench: .venv/bench ## Print the figures of benchmarks/RESULTS.md (needs the shared data)
	$(BIN)/python -m benchmarks

lock: .venv/tests ## Write the lock files anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --group test --group check --constraint requirements.lock --output-file requirements-test.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --group build --output-file requirements-build.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --group bench --constraint requirements.lock --constraint requirements-test.lock --output-file requirements-bench.lock

clean: ## Remove what make made
	rm -rf .venv $(OUT) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
