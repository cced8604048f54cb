# Each target installs what it needs, then calls `cup` or pytest. It takes Python 3.11 or newer, make and git.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help warehouse check import test test-slow test-all test-engines report release docs metrics parity shell bench lint format lock audit clean

VENV ?= .venv
PYTHON ?= python3
# ENGINES is for `make test-engines`. The other three are for `make bench`: how many legs, how many rounds, and whether to measure PostgreSQL.
ENGINES ?= postgres spark
LEGS ?= 10000 100000 1000000 10000000
ROUNDS ?= 5
POSTGRES ?= 1
# The documentation explains CUP, ALONE, GO_ON, TARGET, ASK, ANYWAY, FORMAT, FROM, INTO, COMPETITION, SEASON, RULES and REPLACE; K is pytest's -k. Their text is never run as code: make keeps it as it was
# given (a plain `CUP ?=` would run a $(shell …) in it, even if unused), and recipes only use the shell variable "$$CUP".
SETTINGS := CUP ALONE GO_ON TARGET ASK ANYWAY FORMAT FROM INTO COMPETITION SEASON RULES REPLACE VENV PYTHON ENGINES FULL K LEGS ROUNDS POSTGRES EDITIONS
$(foreach setting,$(SETTINGS),$(eval override $(setting) := $$(value $(setting))))
export $(SETTINGS)
$(if $(EDITIONS),$(error EDITIONS no longer exists: every build is of all editions))
# No usage statistics, so that nothing waits for the network. PYTHONPATH picks the `cup` of this checkout, also in a shared VENV.
export DO_NOT_TRACK := 1
export PYTHONPATH := $(CURDIR)

INSTALL := @"$$PYTHON" -I cup/install.py "$$VENV"
RUN := "$$VENV/bin/cup"
OF := $${CUP:+--cup "$$CUP"} $${ALONE:+--alone} $${TARGET:+--target "$$TARGET"}
BUILD := $(RUN) build $(OF) $${GO_ON:+--go-on}
BUILT := { [ -f warehouse.duckdb ] || $(RUN) build; }
PYTEST := "$$VENV/bin/python" -m pytest -v -rs -n 2 --dist loadfile --no-loadscope-reorder --durations=10 -p no:benchmark $${K:+-k "$$K"}
# These kinds of tests need packages of their own: make test K=dbt-2. K=engines runs all of them.
KINDS := postgres spark dbt-1.12 dbt-2 duckdb-2
NEEDED := $(if $(filter engines every_dbt,$(value K)),$(KINDS),$(filter $(KINDS),$(value K)))
SERVERS = $(or $(filter postgres spark,$(ENGINES)),$(error ENGINES must be postgres, spark or both))
LOCKS := build test postgres spark metrics
OTHERS := dbt-1.12 dbt-2 duckdb-2
COMPILE := "$$VENV/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --only-binary :all: --no-binary halo --no-binary pyspark

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

warehouse: ## build, test and publish warehouse.duckdb, and summarise it
	$(INSTALL) build $(filter postgres spark,$(TARGET)) && $(BUILD)

check: ## list every fault in a folder of yours: make check CUP=path
	$(INSTALL) build && $(RUN) check $(OF)

import: ## read a file of another format into a folder of yours: make import FROM=file INTO=mycup
	$(INSTALL) build && $(RUN) import $${FORMAT:+"$$FORMAT"} "$$FROM" --into "$$INTO" \
		$${COMPETITION:+--competition "$$COMPETITION"} $${SEASON:+--season "$$SEASON"} $${RULES:+--rules "$$RULES"} $${REPLACE:+--replace}

test: ## run the quick tests; or all tests of one kind: make test K=browser
	$(INSTALL) build test metrics $(NEEDED) && $(PYTEST) tests/python -m "$(if $(value K),not full$(if $(NEEDED),, and not engines),not slow)"

test-slow: ## run the slow tests: builds, kills, mutations, concurrent readers, pages in a browser, other engines, other versions of dbt
	$(INSTALL) build test metrics $(KINDS) && $(PYTEST) tests/python -m "slow and not full"

test-all: test test-slow ## run every test, except those of Spark that need FULL=1

test-engines: ## run the tests of PostgreSQL and Spark, on servers that it starts and stops; FULL=1 adds the slowest of Spark
	$(INSTALL) build test $(SERVERS) && $(PYTEST) $(SERVERS:%=tests/python/test_on_%.py) -m "$(if $(value FULL),,not full)"

report: ## build, and write web pages: site/index.html
	$(INSTALL) build test && $(BUILD) && $(RUN) report

release: ## make the files of a release in release/: DuckDB, Parquet, CSV, codebook, pages, manifest
	$(INSTALL) build test && $(RUN) release $${ANYWAY:+--anyway}

docs: ## write dbt's documentation as one file, target/static_index.html, the codebook, and the generated pages of docs/
	$(INSTALL) build test && $(BUILD) && $(RUN) docs

metrics: ## list the metrics, or query them: make metrics ASK="goals --by round__round_name"
	$(INSTALL) build metrics && $(BUILT) && printf 'metrics %s' "$$ASK" | xargs $(RUN)

parity: ## build on DuckDB, PostgreSQL and Spark, and compare every mart
	$(INSTALL) build postgres spark && $(RUN) parity

shell: ## open the published file in the DuckDB shell, read-only
	$(INSTALL) build && $(BUILT) && $(RUN) shell

bench: ## measure time and memory, for hours: make bench LEGS="10000 100000" ROUNDS=1; without PostgreSQL: POSTGRES=
	$(INSTALL) build test $(if $(POSTGRES),postgres) && \
		printf %s "--rounds=$$ROUNDS $$LEGS" | xargs "$$VENV/bin/python" benchmarks/bench.py $${POSTGRES:+--postgres}

lint: ## check the style of every model, test, analysis and Python file, and the rules of the house
	$(INSTALL) build test && "$$VENV/bin/ruff" check && "$$VENV/bin/ruff" format --check && \
		"$$VENV/bin/python" tests/python/rules.py && "$$VENV/bin/sqlfluff" lint --processes 2 models tests analyses

format: ## fix the style where the linters can
	$(INSTALL) build test && "$$VENV/bin/ruff" check --fix --exit-zero && "$$VENV/bin/ruff" format && \
		"$$VENV/bin/sqlfluff" fix --processes 2 models tests analyses

lock: ## rewrite locks/ from pyproject.toml
	$(INSTALL) build && mkdir -p target && \
		$(COMPILE) pyproject.toml $(LOCKS:%=--group %) -o target/lock.txt && \
		for one in $(LOCKS); do $(COMPILE) pyproject.toml --group build --group $$one -c target/lock.txt -o locks/$$one.txt || exit 1; done && \
		for one in uv $(OTHERS); do $(COMPILE) --group $$one -o locks/$$one.txt || exit 1; done && \
		cd locks/dbt-2 && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

audit: ## look for known security holes in the pinned packages, in PyPI's list; fails without a network
	$(INSTALL) build && for one in locks/*.txt; do \
		"$$VENV/bin/uv" tool run --from 'pip-audit>=2.10,<3' pip-audit -r $$one --require-hashes --disable-pip --strict || exit 1; done

clean: ## remove target/ and logs/; what is published stays
	@rm -rf target logs
