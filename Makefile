# The commands one must know. Each first sets up a locked environment in .venv and says what it does.
.DEFAULT_GOAL := help
.PHONY: help environment demo serve test check bench bench-scale lock

KESOS := .venv/bin/kesos
PYTEST := .venv/bin/python -m pytest

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

environment: ## the locked environment in .venv
	@sh tools/environment

demo: environment ## set up everything, run one month of Kota Kediri, serve it (SERVE=0: do not serve; SUMMARY=FILE)
	@$(KESOS) demo $(if $(filter 0,$(SERVE)),--no-serve) $(if $(SUMMARY),--summary $(SUMMARY)) $(if $(FRESH),--fresh)

serve: environment ## serve what is there
	@$(KESOS) serve

test: environment ## the whole suite, on real PostgreSQL (ARGS="-k nik" narrows it)
	@sh tools/chromium
	@$(PYTEST) -n auto $(ARGS)

check: environment ## format, lint, types, import contracts, missing migrations, templates
	@sh tools/check

bench: environment ## the figures and their limits (JSON=FILE writes them)
	@sh tools/spark
	@sh tools/rival
	@$(KESOS) bench $(if $(JSON),--json $(JSON))

bench-scale: environment ## a whole province, 29 million records, some two hours and 60 GB (FOLDER=somewhere)
	@sh tools/spark
	@sh tools/rival
	@$(KESOS) bench-scale $(if $(FOLDER),--folder $(FOLDER)) --write docs/benchmarks.md

lock: ## resolve the dependencies anew into requirements.lock
	@sh tools/environment --lock
