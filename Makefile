# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything that is made here goes to build/. It needs bash, git and a Python from 3.10 on; the rest comes through pip.
#
# The tests run on a row of the matrix: one Python with one ansible-core. `make test` takes the main row (tools/matrix says which),
# `make units PYTHON=3.12 CORE=2.21.5` another one. Each row has its own virtual environment.
# ARGS goes to the program that the target runs: `make units ARGS="-k redirect"`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := bash

ifndef CORE
  ROW    := $(shell tools/matrix main)
  PYTHON := $(word 1,$(ROW))
  CORE   := $(word 2,$(ROW))
endif
ARGS ?=

PARALLEL := --numprocesses auto
# On the other rows fewer of them: Ansible validates arguments, and in all else that they test only the collection takes part.
COMPONENT := tests/component
# ansible-test would run on all Pythons; the unit tests of the rows import everything on each of them.
SANITY ?= --python $(PYTHON)

VENV        := build/venv/python$(PYTHON)-core$(CORE)
BIN         := $(VENV)/bin
OLDEST      := $(VENV)/oldest-libraries
EDA_VENV    := $(VENV)-rulebook
DOCS_VENV   := build/docs/venv
TREE        := build/tree/ansible_collections/wanfleet/peplink
COLLECTIONS := build/collections

# Ansible and its tools leave the user's home alone, and find the collection as installed from the tarball.
export PATH                     := $(CURDIR)/$(BIN):$(PATH)
export ANSIBLE_HOME             := $(CURDIR)/build/ansible
export ANSIBLE_COLLECTIONS_PATH := $(CURDIR)/$(COLLECTIONS)
export ANSIBLE_NOCOLOR          := 1
# The simulator is not installed, but found.
export PYTHONPATH               := $(CURDIR)/tests/simulator
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compile once, whatever the caller has set: each ansible-playbook, module and pytest worker is a Python of its own.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX       := $(CURDIR)/build/pycache
# Two targets at a time, each with its output in one piece: ansible-lint, molecule and ansible-test mostly use one processor.
# The collection is made before them and not again (-o): else make would begin with the targets that do not need it, and end with the longest one, alone.
TOGETHER := --jobs 2 --output-sync=target -o collection

.PHONY: help test lint ruff mypy yaml lint-docs prose scripts workflows docs units libraries component exhaustive reliability integration thorough rulebooks molecule sanity matrix row coverage mutants docs-fragments schema known-answers recordings replay fidelity sim demo rehearse bench venv collection ee importer addresses release publish clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: venv $(TREE) collection ## the checks, on the main row of the matrix: lint units component integration molecule sanity
	$(MAKE) $(TOGETHER) integration sanity component molecule units lint

lint: ruff mypy yaml lint-docs prose scripts workflows ## style, types, documentation (`make -k lint` continues after a failure, `make mypy` runs a part)

ruff: $(VENV)/dev.done
	ruff check --output-format concise .
	ruff format --check .

mypy: $(VENV)/dev.done $(TREE)
	mypy -p ansible_collections.wanfleet.peplink.plugins -p peplink_simulator
	mypy extensions/eda

yaml: $(VENV)/dev.done collection
	yamllint --strict .
	ansible-lint --nocolor

lint-docs: $(VENV)/dev.done
	antsibull-changelog lint
	antsibull-docs lint-collection-docs --plugin-docs .

prose: $(VENV)/dev.done
	git ls-files -z | xargs -0 codespell
	python tools/check_prose.py

scripts: $(VENV)/dev.done
	shellcheck -x tools/collection tools/find-python tools/matrix .ci/run demo/run demo/rehearse docs/guides/slices/audit
	python tools/check_headers.py

# The pictures in it show what playbooks of the installed collection report of simulated routers. Sphinx has a virtual environment of its own.
docs: $(VENV)/test.done $(DOCS_VENV).done collection ## the documentation site: build/docs/html/index.html (ARGS=--keep takes no new screenshots)
	PYTHONPATH=$(CURDIR)/tools:$(CURDIR)/tests/simulator python -m docs_site.screenshots $(ARGS)
	PYTHONPATH=$(CURDIR)/tools $(DOCS_VENV)/bin/python -m docs_site.build

# Schemas of the forges, which the tool brings, and what goes wrong in workflows.
workflows: $(VENV)/dev.done
	check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml docs/guides/pipelines/github.yml
	check-jsonschema --quiet --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml docs/guides/pipelines/gitlab.yml
	zizmor --offline --quiet --no-progress .github/workflows

units: $(VENV)/test.done $(TREE) ## unit tests
	python -m pytest $(PARALLEL) --dist loadscope tests/unit $(ARGS)

# Reads, waits and failures of the HTTP library differ between its versions.
CLIENT_TESTS := $(addprefix tests/unit/plugins/, $(addprefix module_utils/test_, transport.py limits.py failures.py session.py token_cache.py) \
  plugin_utils/test_incontrol_http.py)

libraries: $(OLDEST).done $(TREE) ## the client's unit tests with the oldest requests and urllib3 that are supported
	PYTHONPATH=$(CURDIR)/$(OLDEST) python -m pytest $(PARALLEL) --dist loadscope $(CLIENT_TESTS) $(ARGS)

# Some tests take much longer than others, so a processor that has nothing left to do takes from the other ones.
component: $(VENV)/test.done $(TREE) ## modules against the simulator, without ansible-playbook
	python -m pytest $(PARALLEL) --dist worksteal -m 'not exhaustive' $(COMPONENT) $(ARGS)

# Prints which runs end in another way than the page allows; the page itself may differ, for it is about to be written.
exhaustive: $(VENV)/test.done $(TREE) collection ## the tests that try every position and every request, minutes each; a job of its own in the workflows
	python -m pytest $(PARALLEL) --dist loadscope -m exhaustive tests/component tests/integration $(ARGS)
	python -m pytest $(PARALLEL) --dist worksteal --hypothesis-profile many tests/component/configuration/test_properties.py

reliability: $(VENV)/test.done $(TREE) ## write docs/reliability.md: how each task ends when something fails
	rm -rf build/reliability
	-python -m pytest $(PARALLEL) --dist worksteal tests/component/reliability --tb short $(ARGS)
	PYTHONPATH=tests:tests/simulator python -m component.reliability.page

# Which tests stay on one processor is said in tests/integration/conftest.py.
INTEGRATION := $(PARALLEL) tests/integration --ignore tests/integration/events

integration: $(VENV)/test.done $(TREE) collection ## playbooks against the simulator, on the installed collection
	python -m pytest $(INTEGRATION) -m 'not thorough and not exhaustive' $(ARGS)

thorough: $(VENV)/dev.done $(TREE) collection ## the same with every case of a kind, and the guides and the pages in a browser; not in make test
	python -m pytest $(INTEGRATION) -m 'thorough and not exhaustive' $(ARGS)

# Without a Java runtime the tests are skipped, and its virtual environment is made all the same: it shows that it can be.
rulebooks: $(VENV)/test.done $(EDA_VENV)/test.done $(TREE) collection ## the example rulebooks by ansible-rulebook, on simulated routers
	ANSIBLE_RULEBOOK=$(CURDIR)/$(EDA_VENV)/bin/ansible-rulebook python -m pytest tests/integration/events $(ARGS)

sanity: $(VENV)/test.done ## ansible-test sanity
	python tools/sanity.py build/sanity/core$(CORE) $(SANITY) $(ARGS)

molecule: $(VENV)/dev.done collection ## the roles, each in its own scenario: check mode, converge, idempotence, verify
	rm -rf build/molecule && mkdir -p build/molecule
	HOME=$(CURDIR)/build/molecule MOLECULE_GLOB='extensions/molecule/*/molecule.yml' molecule --base-config extensions/molecule/config.yml test --all

matrix: ## the tests on the other rows of the matrix
	tools/matrix others | while read -r python core targets; do \
	  echo "== Python $$python, ansible-core $$core: $$targets"; \
	  $(MAKE) row PYTHON=$$python CORE=$$core TARGETS="$$targets" </dev/null || exit; \
	done

TARGETS ?= $(error Name the targets: TARGETS=units)

row: $(VENV)/test.done $(TREE) collection ## the tests of one of these rows: PYTHON=3.10 CORE=2.16.19 TARGETS="component units"
	$(MAKE) $(TOGETHER) $(TARGETS) COMPONENT=tests/component/arguments

# On the repository itself, not on an installed copy; and Ansible leaves its workers the time to write their data.
coverage: $(VENV)/dev.done $(TREE) collection ## unit, component and integration tests, then the report on plugins/
	rm -rf build/coverage && mkdir -p build/coverage
	ANSIBLE_COLLECTIONS_PATH=$(CURDIR)/build/tree ANSIBLE_WORKER_SHUTDOWN_POLL_COUNT=100 \
	  python -m coverage run -m pytest tests/unit tests/component tests/integration --ignore tests/integration/events $(ARGS)
	python -m coverage combine --quiet
	python -m coverage html --quiet --fail-under=0
	python -m coverage report

# The tool brings libraries that no row of the matrix has, so it gets a virtual environment of its own.
mutants: build/mutants/venv.done $(TREE) ## mutation tests of the decision core: the unit tests must notice 90 % of all changes
	build/mutants/venv/bin/python tools/mutants.py build/mutants/work $(ARGS)

docs-fragments: $(VENV)/test.done $(TREE) ## write into plugins/doc_fragments what the descriptions of the resources say
	PYTHONPATH=build/tree python tools/docs_fragments.py

schema: $(VENV)/test.done $(TREE) ## write docs/*.schema.json, the schemas of the intent and of the variables of roles, for editors
	PYTHONPATH=build/tree python tools/intent_schema.py > docs/intent.schema.json
	PYTHONPATH=build/tree python tools/role_schema.py > docs/role-variables.schema.json

recordings: $(VENV)/test.done $(TREE) ## write tests/recordings anew: what simulated routers answer
	PYTHONPATH=build/tree:tests:tests/simulator python -m recordings.making

RECORDING ?= $(error Name the recording: RECORDING=path)

replay: $(VENV)/test.done $(TREE) ## run the modules that read against RECORDING=path: prints what nothing knows
	PYTHONPATH=build/tree:tests:tests/simulator python -m recordings.replay $(RECORDING)

fidelity: $(VENV)/test.done ## list where the simulator answers otherwise than the router of RECORDING=path
	python -m peplink_simulator fidelity $(RECORDING)

known-answers: $(VENV)/test.done ## write what the specification knows in answers, for the report of a probe
	python tools/known_answers.py > plugins/plugin_utils/_report/known_answers.json

sim: $(VENV)/test.done collection ## simulated routers for experiments, until Ctrl-C
	@python demo/sim.py

demo: $(VENV)/test.done collection ## demonstrate the collection on simulated routers
	@bash demo/run

rehearse: $(VENV)/test.done collection ## rehearse a rollout on twins: INVENTORY=path RECORDINGS="path ..." FAULTS=path
	@bash demo/rehearse

bench: $(VENV)/test.done collection ## run the benchmark
	python tests/benchmark/run.py $(ARGS)

importer: build/importer/venv.done collection ## import the artefact as Galaxy and Automation Hub do, without a warning and without network
	build/importer/venv/bin/python tools/importer.py build/importer build/dist/*.tar.gz

VERSION ?= $(error Name the version: VERSION=1.0.0)

release: $(VENV)/dev.done ## prepare, build and try a release: VERSION=1.0.0, ARGS=--dry-run leaves the working tree alone
	PYTHONPATH=tools:tests/simulator python -m release $(VERSION) $(ARGS)

publish: $(VENV)/test.done ## upload the artefact that `make release` has built: VERSION=1.0.0, with GALAXY_TOKEN in the environment
	@ansible-galaxy collection publish --token "$$GALAXY_TOKEN" build/release/$(VERSION)/wanfleet-peplink-$(VERSION).tar.gz

addresses: $(VENV)/test.done ## write the addresses of docs/docsite/addresses.yml into the files that show them
	python tools/addresses.py

venv: $(VENV)/dev.done ## the virtual environment only, with all tools: build/venv/...

clean: ## remove build/
	rm -rf build

# Of what is installed, little is used; Python compiles that.
INSTALL := pip install --quiet --no-compile

# The tests need little, the other tools much: rows that only run tests get only what they need.
$(VENV)/test.done: requirements.txt tests/requirements.txt
	python=$$(tools/find-python $(PYTHON)) && "$$python" -m venv $(VENV)
	python -m $(INSTALL) ansible-core==$(CORE) -r requirements.txt -r tests/requirements.txt
	touch $@

# Python finds these before the others.
$(OLDEST).done: tests/oldest-libraries.txt $(VENV)/test.done
	python -m $(INSTALL) --upgrade --target $(OLDEST) -r tests/oldest-libraries.txt
	touch $@

$(EDA_VENV)/test.done: tests/rulebook.txt requirements.txt
	python=$$(tools/find-python $(PYTHON)) && "$$python" -m venv $(EDA_VENV)
	$(EDA_VENV)/bin/python -m $(INSTALL) ansible-core==$(CORE) -r tests/rulebook.txt
	touch $@

$(VENV)/dev.done: requirements-dev.txt $(VENV)/test.done
	python -m $(INSTALL) ansible-core==$(CORE) -r requirements-dev.txt
	touch $@

$(DOCS_VENV).done: requirements-docs.txt
	mkdir -p $(@D)
	python=$$(tools/find-python $(PYTHON)) && "$$python" -m venv $(DOCS_VENV)
	$(DOCS_VENV)/bin/python -m $(INSTALL) -r requirements-docs.txt
	touch $@

build/mutants/venv.done: requirements.txt requirements-mutants.txt tests/requirements.txt
	mkdir -p $(@D)
	python=$$(tools/find-python $(PYTHON)) && "$$python" -m venv build/mutants/venv
	build/mutants/venv/bin/python -m $(INSTALL) ansible-core==$(CORE) -r requirements-mutants.txt
	touch $@

build/importer/venv.done: requirements-importer.txt
	mkdir -p $(@D)
	python=$$(tools/find-python $(PYTHON)) && "$$python" -m venv build/importer/venv
	build/importer/venv/bin/python -m $(INSTALL) -r requirements-importer.txt
	touch $@

# For imports: the collection where Python looks for ansible_collections.wanfleet.peplink.
$(TREE):
	mkdir -p $(@D)
	ln -sfn ../../../.. $@

# The name of the tarball has the version in it; the definition should not.
ee: collection ## the build context of an execution environment: build/ee
	rm -rf build/ee && mkdir -p build/ee
	cp build/dist/wanfleet-peplink-*.tar.gz build/ee/wanfleet-peplink.tar.gz
	ansible-builder create --file execution-environment/execution-environment.yml --context build/ee/context

collection: $(VENV)/test.done ## build and install the collection: build/dist/*.tar.gz, build/collections
	tools/collection build/dist $(COLLECTIONS)
