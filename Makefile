# Everything sets up what it needs by itself. Only Python 3.11 or newer, make and git are assumed.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BUILD := target/warehouse.duckdb

# A folder of your own in the raw contract: make warehouse CUP=path, alone with ALONE=1, and with
# GO_ON=1 without the ties that its faults make doubtful.
CUP ?=
ALONE ?=
GO_ON ?=
# Of that folder, build these editions alone, and leave the others as the last whole build has them.
EDITIONS ?=
$(if $(and $(EDITIONS),$(if $(CUP),,none)),$(error EDITIONS=$(EDITIONS) are of which folder? Add CUP=path))
$(if $(and $(EDITIONS),$(GO_ON)),$(error EDITIONS and GO_ON do not go together: what is in doubt is found by a build of everything))
# make release ANYWAY=1 gathers also what is not a clean build of this commit.
ANYWAY ?=
# Where to build: duckdb, postgres or spark (docs/engines.md). On the last two, CUP is a schema that holds your tables.
TARGET ?= duckdb
$(if $(filter-out duckdb postgres spark,$(TARGET)),$(error TARGET=$(TARGET) is not known; there are duckdb, postgres and spark))
# A question to the metrics, as docs/metrics.md says.
ASK ?=
# What `make test-engines` tests.
ENGINES ?= postgres spark
$(if $(filter-out postgres spark,$(ENGINES)),$(error ENGINES=$(ENGINES) is not known; there are postgres and spark))
# What `make bench` measures: about so many legs, so many times (at most once beyond a million), and PostgreSQL too.
LEGS ?= 10000 100000 1000000 10000000
ROUNDS ?= 5
POSTGRES ?= 1
comma := ,
CUP_VARS := $(if $(CUP),cup: "$(if $(filter duckdb,$(TARGET)),$(abspath $(CUP)),$(CUP))"$(if $(ALONE),$(comma) cup_alone: true))
CHECK := target/check
AS_IT_WAS = if [ -f warehouse.duckdb ]; then echo "The build failed. warehouse.duckdb is still the last one that passed."; \
	else echo "The build failed. There is no warehouse.duckdb yet."; fi
# What the last build was asked for; changes when that changes, or when dbt has published without being asked
# by make (scripts/publishing.py takes it away), and only then. Files are compared with the time the build
# started, so that one that was edited while it ran is seen.
ASKED := target/asked_for
STARTED := target/started
# What dbt knew of the project in the last build of our own record that passed, and what every node depends on.
PASSED := target/passed
EVERYWHERE := macros dbt_project.yml profiles.yml requirements.txt scripts
WANTED = $(CUP) $(ALONE) $(GO_ON) $(EDITIONS)
ifneq ($(and $(filter duckdb,$(TARGET)),$(filter warehouse warehouse.duckdb report,$(MAKECMDGOALS))),)
$(shell mkdir -p target && echo '$(WANTED)' | cmp -s - $(ASKED) || echo '$(WANTED)' > $(ASKED))
endif

INPUTS := $(shell find seeds models macros tests/generic tests/invariants -type d -o -type f 2>/dev/null) \
	dbt_project.yml profiles.yml selectors.yml scripts/publishing.py scripts/adding.py scripts/literals.py scripts/replacing.py scripts/codebook.py scripts/raw_files.py $(ASKED) $(if $(CUP),$(wildcard $(CUP) $(CUP)/*))

# What the metrics are made of. The folders are among them, so that a file that has gone is seen.
DEFINITIONS := $(wildcard $(addprefix models/,columns.md semantic semantic/*.yml marts marts/*.yml marts/*.sql)) dbt_project.yml

# Never wait for the network: no usage statistics.
export DO_NOT_TRACK := 1
# dbt's debug log, logs/dbt.log, takes a tenth of a build; DBT_LOG_LEVEL_FILE=debug make warehouse writes it.
export DBT_LOG_LEVEL_FILE ?= none
export PIP_DISABLE_PIP_VERSION_CHECK := 1

READABLE = $(BIN)/python scripts/raw_files.py $(if $(filter duckdb,$(TARGET)),$(if $(CUP),"$(CUP)"),--for-a-server)
CHECKED = mkdir -p $(CHECK) && rm -f $(CHECK)/warehouse.duckdb* $(CHECK)/run_results.json && \
	CUP_WAREHOUSE_BUILD=$(CHECK)/warehouse.duckdb $(BIN)/dbt --quiet --no-use-colors build --target duckdb --target-path $(CHECK)

PYTEST = $(BIN)/python -m pytest -v -rs -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help warehouse check test test-engines bench parity lint format docs report release shell metrics lock audit clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

ifeq ($(TARGET),duckdb)
warehouse: warehouse.duckdb ## build, test and publish warehouse.duckdb, then say what is in it
	@$(BIN)/python scripts/summarise.py warehouse.duckdb
else
warehouse: $(VENV)/.installed-$(TARGET)
	@[ -z "$(GO_ON)" ] || { echo "GO_ON=1 is there on DuckDB alone. Write exceptions into a table of your schema instead."; exit 2; }
	@$(READABLE)
	@$(BIN)/dbt build --target $(TARGET) --vars '{$(CUP_VARS)}'
endif

check: $(VENV)/.installed ## everything that is wrong with a folder of yours, at once: make check CUP=path
	@[ $(TARGET) = duckdb ] || { echo "make check reads a folder of files, on DuckDB. For a schema: dbt build --target $(TARGET) --vars '{cup: $(CUP), check: true}'"; exit 2; }
	@[ -n "$(CUP)" ] || { echo "Which folder? make check CUP=path"; exit 2; }
	@[ -d "$(CUP)" ] || { echo "CUP=$(CUP) is not a folder."; exit 2; }
	@echo "Checking $(CUP) (half a minute)."
	@$(READABLE)
	@$(CHECKED) --vars '{$(CUP_VARS), check: true}' > $(CHECK)/dbt.log 2>&1 || true
	@$(BIN)/python scripts/check.py $(CHECK)

warehouse.duckdb: $(VENV)/.installed $(INPUTS)
	@[ -z "$(CUP)" ] || [ -d "$(CUP)" ] || { echo "CUP=$(CUP) is not a folder."; exit 2; }
	@touch $(STARTED)
	@$(READABLE) || { $(AS_IT_WAS); exit 1; }
	@[ -z "$(GO_ON)" ] || { echo "Looking for doubtful ties first."; \
		$(CHECKED) --vars '{$(if $(CUP),$(CUP_VARS)$(comma) )check: true}' > $(CHECK)/dbt.log 2>&1 || true; \
		$(BIN)/python scripts/check.py $(CHECK) --go-on $(CHECK)/doubts.csv; }
	@echo "Building beside the published file, in $(BUILD)."
	@[ -n "$(CUP)" ] || [ ! -f $(PASSED)/manifest.json ] || [ -n "$$(find $(EVERYWHERE) -type f ! -name '*.pyc' -newer $(PASSED)/manifest.json)" ] || { \
		echo "What has changed since the last build, and what follows from it."; \
		$(BIN)/dbt build --target duckdb --selector changed --state $(PASSED) || { status=$$?; $(AS_IT_WAS); exit $$status; }; }
	@[ ! -f $(ASKED) ] || $(BIN)/dbt build --target duckdb --vars '{$(CUP_VARS)$(if $(EDITIONS),$(comma) editions: "$(EDITIONS)")$(if $(GO_ON),$(if $(CUP),$(comma) )doubts: $(CHECK)/doubts.csv)}' || { status=$$?; $(AS_IT_WAS); exit $$status; }
	@[ ! -f $(ASKED) ] || { $(AS_IT_WAS); exit 1; }
	@rm -rf $(PASSED) && mkdir $(PASSED) && { [ -n "$(CUP)" ] || cp target/manifest.json $(PASSED); }
	@echo '$(WANTED)' > $(ASKED); touch -r $(STARTED) $(ASKED) warehouse.duckdb

test: $(VENV)/.installed-test $(VENV)/.installed-semantic ## build in a temporary folder and ask it everything
	@$(PYTEST) tests/python --ignore-glob '*/test_on_*.py'

test-engines: $(ENGINES:%=$(VENV)/.installed-%) ## the same on a PostgreSQL and a Spark that it starts and stops by itself
	@$(PYTEST) $(ENGINES:%=tests/python/test_on_%.py)

bench: $(VENV)/.installed-bench $(if $(POSTGRES),$(VENV)/.installed-postgres) ## how fast and how large, for hours: make bench LEGS="10000 100000" ROUNDS=1; without PostgreSQL: POSTGRES=
	@$(BIN)/python benchmarks/bench.py --rounds $(ROUNDS) $(if $(POSTGRES),--postgres) $(LEGS)

parity: $(VENV)/.installed-postgres $(VENV)/.installed-spark ## every mart, built on DuckDB, PostgreSQL and Spark, compared
	@$(BIN)/python scripts/parity.py

lint: $(VENV)/.installed ## the style of every model, test and analysis
	@$(BIN)/sqlfluff lint models tests analyses

format: $(VENV)/.installed ## mend what the linter can mend
	@$(BIN)/sqlfluff fix models tests analyses

docs: $(VENV)/.installed ## dbt's own documentation as one file, target/static_index.html, and the codebook, target/codebook.csv
	@[ -f $(BUILD) ] || $(MAKE) warehouse TARGET=duckdb
	@$(BIN)/dbt docs generate --target duckdb --static --vars '{$(CUP_VARS)}'
	@$(BIN)/python scripts/codebook.py target target/codebook.csv

report: $(VENV)/.installed-report warehouse.duckdb ## the same as pages to look at: site/index.html
	@$(BIN)/python scripts/report.py warehouse.duckdb --site site

# Built anew, so that build_info names this commit.
release: $(VENV)/.installed-report ## all that is attached to a release, in release/: DuckDB, Parquet, CSV, codebook, page, manifest
	@rm -f $(ASKED)
	@$(MAKE) --no-print-directory report TARGET=duckdb
	@$(BIN)/python scripts/release.py $(if $(ANYWAY),--anyway)

shell: $(VENV)/.installed ## the DuckDB shell on the published file, read-only
	@[ -f warehouse.duckdb ] || $(MAKE) warehouse TARGET=duckdb
	@$(BIN)/duckdb -readonly warehouse.duckdb

metrics: $(VENV)/.installed-semantic target/semantic_manifest.json ## the metrics there are, or an answer: make metrics ASK="goals --by round__round_name"
	@[ -f warehouse.duckdb ] || $(MAKE) warehouse TARGET=duckdb
	@$(BIN)/python scripts/metrics.py $(ASK)

target/semantic_manifest.json: $(DEFINITIONS) | $(VENV)/.installed-semantic
	@$(BIN)/dbt --quiet parse --target duckdb
	@touch $@

PIP_INSTALL = $(BIN)/python -m pip install --require-hashes

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 warehouse"; exit 1; }
	@echo "Installing into $(VENV) (about half a minute, once)."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP_INSTALL) --only-binary :all: -r $<
	@touch $@

$(VENV)/.installed-postgres: requirements-postgres.txt $(VENV)/.installed
	@echo "Installing what PostgreSQL needs into $(VENV)."
	@$(PIP_INSTALL) --only-binary :all: -r $<
	@touch $@

$(VENV)/.installed-report: requirements-report.txt $(VENV)/.installed
	@echo "Installing what draws the pages into $(VENV)."
	@$(PIP_INSTALL) --only-binary :all: -r $<
	@touch $@

$(VENV)/.installed-test: requirements-test.txt $(VENV)/.installed-report
	@echo "Installing what the tests need into $(VENV)."
	@$(PIP_INSTALL) --only-binary :all: -r $<
	@touch $@

$(VENV)/.installed-bench: requirements-bench.txt $(VENV)/.installed-report
	@echo "Installing what the benchmarks need into $(VENV)."
	@$(PIP_INSTALL) --only-binary :all: -r $<
	@touch $@

# halo, a part of MetricFlow, comes as source alone, so what builds it is installed first, as pinned as the rest.
$(VENV)/.installed-semantic: requirements-semantic.txt requirements-build.txt $(VENV)/.installed
	@echo "Installing what asks the metrics into $(VENV)."
	@$(PIP_INSTALL) --only-binary :all: -r requirements-build.txt
	@$(PIP_INSTALL) --no-build-isolation --only-binary :all: --no-binary halo -r $<
	@touch $@

# pyspark likewise.
$(VENV)/.installed-spark: requirements-spark.txt requirements-build.txt $(VENV)/.installed
	@[ -n "$${JAVA_HOME:-}" ] || command -v java > /dev/null || { echo "Spark needs Java 17, and there is none here. On Debian: apt-get install openjdk-17-jre-headless"; exit 2; }
	@echo "Installing what Spark needs into $(VENV) (450 MB; two minutes, once)."
	@$(PIP_INSTALL) --only-binary :all: -r requirements-build.txt
	@$(PIP_INSTALL) --no-build-isolation --only-binary :all: --no-binary pyspark -r $<
	@touch $@

COMPILE = .venv-lock/bin/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header
# What requirements.txt has already is kept to, and left out.
BESIDE = -c requirements.txt $$(sed -nE 's/^([a-z0-9._-]+)(\[.*\])?==.*/--no-emit-package \1/p' requirements.txt)

lock: ## write requirements*.txt anew from requirements*.in
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install -q uv
	@$(COMPILE) requirements.in -o requirements.txt --only-binary :all:
	@$(COMPILE) requirements-report.in -o requirements-report.txt --only-binary :all: $(BESIDE)
	@$(COMPILE) requirements-test.in -o requirements-test.txt --only-binary :all: $(BESIDE)
	@$(COMPILE) requirements-postgres.in -o requirements-postgres.txt --only-binary :all: $(BESIDE)
	@$(COMPILE) requirements-spark.in -o requirements-spark.txt --only-binary :all: --no-binary pyspark $(BESIDE)
	@$(COMPILE) requirements-semantic.in -o requirements-semantic.txt --only-binary :all: --no-binary halo $(BESIDE)
	@$(COMPILE) requirements-bench.in -o requirements-bench.txt --only-binary :all: $(BESIDE) $(subst requirements.txt,requirements-report.txt,$(BESIDE))
	@$(COMPILE) requirements-build.in -o requirements-build.txt --only-binary :all: $(BESIDE)
	@rm -rf .venv-lock

audit: ## known holes in the pinned dependencies, by PyPI's list of them; fails where it cannot be asked
	@$(PYTHON) -m venv .venv-audit && .venv-audit/bin/python -m pip install -q 'pip-audit>=2.10,<3'
	@.venv-audit/bin/pip-audit $(addprefix -r ,$(wildcard requirements*.txt)) --require-hashes --disable-pip --strict
	@rm -rf .venv-audit

clean: ## remove what was built; what is published stays
	@rm -rf target logs
