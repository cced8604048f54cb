# Each word installs what it needs and calls the command `cup`, or pytest. Only Python 3.11 or newer, make and git are assumed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help warehouse check test test-slow test-all test-engines report release docs metrics parity shell bench lint format lock audit clean

VENV ?= .venv
PYTHON ?= python3
# What `make test-engines` tests; and what `make bench` measures: about so many legs, so many times, and PostgreSQL too.
ENGINES ?= postgres spark
LEGS ?= 10000 100000 1000000 10000000
ROUNDS ?= 5
POSTGRES ?= 1
# README says what CUP, ALONE, GO_ON, TARGET, ASK and ANYWAY are; K is pytest's -k. What they hold is never run: make keeps the letters
# as they came (a plain `CUP ?=` would run a $(shell …) in them, even unused), and recipes name them as the shell's "$$CUP" alone.
SETTINGS := CUP ALONE GO_ON TARGET ASK ANYWAY VENV PYTHON ENGINES FULL K LEGS ROUNDS POSTGRES EDITIONS
$(foreach setting,$(SETTINGS),$(eval override $(setting) := $$(value $(setting))))
export $(SETTINGS)
$(if $(EDITIONS),$(error EDITIONS is gone: a build is quick, and always of everything))
# Never wait for the network: no usage statistics. And the cup of this checkout, whichever one VENV was installed from.
export DO_NOT_TRACK := 1
export PYTHONPATH := $(CURDIR)

INSTALL := @"$$PYTHON" -I cup/install.py "$$VENV"
RUN := "$$VENV/bin/cup"
OF := $${CUP:+--cup "$$CUP"} $${ALONE:+--alone} $${TARGET:+--target "$$TARGET"}
BUILD := $(RUN) build $(OF) $${GO_ON:+--go-on}
BUILT := { [ -f warehouse.duckdb ] || $(RUN) build; }
PYTEST := "$$VENV/bin/python" -m pytest -v -rs -n 2 --dist loadfile --no-loadscope-reorder --durations=10 -p no:benchmark $${K:+-k "$$K"}
# What some kinds of test need beside the rest, and are called by: make test K=dbt-2. K=engines is all of these.
KINDS := postgres spark dbt-1.12 dbt-2 duckdb-2
NEEDED := $(if $(filter engines every_dbt,$(value K)),$(KINDS),$(filter $(KINDS),$(value K)))
SERVERS = $(or $(filter postgres spark,$(ENGINES)),$(error ENGINES is postgres, spark or both))
LOCKS := build test postgres spark metrics
OTHERS := dbt-1.12 dbt-2 duckdb-2
COMPILE := "$$VENV/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --only-binary :all: --no-binary halo --no-binary pyspark

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

warehouse: ## build, test and publish warehouse.duckdb, then say what is in it
	$(INSTALL) build $(filter postgres spark,$(TARGET)) && $(BUILD)

check: ## everything that is wrong with a folder of yours, at once: make check CUP=path
	$(INSTALL) build && $(RUN) check $(OF)

test: ## the quick tests, in a temporary folder; or those of one kind, quick or slow: make test K=browser
	$(INSTALL) build test metrics $(NEEDED) && $(PYTEST) tests/python -m "$(if $(value K),not full$(if $(NEEDED),, and not engines),not slow)"

test-slow: ## the others: mutations, kills, readers, pages in a browser, builds, other engines, other dbts
	$(INSTALL) build test metrics $(KINDS) && $(PYTEST) tests/python -m "slow and not full"

test-all: test test-slow ## every test, but for those that make test-engines FULL=1 asks of Spark

test-engines: ## the tests of PostgreSQL and Spark, on servers that it starts and stops; FULL=1 asks all of them of Spark
	$(INSTALL) build test $(SERVERS) && $(PYTEST) $(SERVERS:%=tests/python/test_on_%.py) -m "$(if $(value FULL),,not full)"

report: ## build, and write pages to look at: site/index.html
	$(INSTALL) build test && $(BUILD) && $(RUN) report

release: ## all that is attached to a release, in release/: DuckDB, Parquet, CSV, codebook, pages, manifest
	$(INSTALL) build test && $(RUN) release $${ANYWAY:+--anyway}

docs: ## dbt's own documentation as one file, target/static_index.html, the codebook, and what docs/ has from the project
	$(INSTALL) build test && $(BUILD) && $(RUN) docs

metrics: ## the metrics there are, or an answer: make metrics ASK="goals --by round__round_name"
	$(INSTALL) build metrics && $(BUILT) && printf 'metrics %s' "$$ASK" | xargs $(RUN)

parity: ## every mart, built on DuckDB, PostgreSQL and Spark, compared
	$(INSTALL) build postgres spark && $(RUN) parity

shell: ## the DuckDB shell on the published file, read-only
	$(INSTALL) build && $(BUILT) && $(RUN) shell

bench: ## how fast and how large, for hours: make bench LEGS="10000 100000" ROUNDS=1; without PostgreSQL: POSTGRES=
	$(INSTALL) build test $(if $(POSTGRES),postgres) && \
		printf %s "--rounds=$$ROUNDS $$LEGS" | xargs "$$VENV/bin/python" benchmarks/bench.py $${POSTGRES:+--postgres}

lint: ## the style of every model, test, analysis and Python file
	$(INSTALL) build test && "$$VENV/bin/ruff" check && "$$VENV/bin/ruff" format --check && \
		"$$VENV/bin/sqlfluff" lint --processes 2 models tests analyses

format: ## mend what the linters can mend
	$(INSTALL) build test && "$$VENV/bin/ruff" check --fix --exit-zero && "$$VENV/bin/ruff" format && \
		"$$VENV/bin/sqlfluff" fix --processes 2 models tests analyses

lock: ## write locks/ anew from pyproject.toml
	$(INSTALL) build && mkdir -p target && \
		$(COMPILE) pyproject.toml $(LOCKS:%=--group %) -o target/lock.txt && \
		for one in $(LOCKS); do $(COMPILE) pyproject.toml --group build --group $$one -c target/lock.txt -o locks/$$one.txt || exit 1; done && \
		for one in uv $(OTHERS); do $(COMPILE) --group $$one -o locks/$$one.txt || exit 1; done && \
		cd locks/dbt-2 && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

audit: ## known security holes in the pinned dependencies, by PyPI's list of them; fails where it cannot be asked
	$(INSTALL) build && for one in locks/*.txt; do \
		"$$VENV/bin/uv" tool run --from 'pip-audit>=2.10,<3' pip-audit -r $$one --require-hashes --disable-pip --strict || exit 1; done

clean: ## remove what was built; what is published stays
	@rm -rf target logs
