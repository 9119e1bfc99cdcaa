# make demo: the portal with its demonstration content, on http://localhost:$(PORT)
# make test: everything that is tested
# make bench: how fast public pages are, with a million propositions
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.PHONY: demo test bench lint schemas guide requirements clean

demo: $(VENV)/demo.ok
	@exec $(BIN)/python manage.py demonstration

test: $(VENV)/dev.ok
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: $(VENV)/dev.ok
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files "templates/*.html")
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run -v 0

schemas: $(VENV)/demo.ok
	$(BIN)/python manage.py ecrire_schemas

# One table of ratios, on DEMARCHES démarches and PROPOSITIONS points; both databases are kept under var/banc.
DEMARCHES ?= 10000
PROPOSITIONS ?= 1000000
BANC := $(BIN)/python manage.py
bench: export DJANGO_SETTINGS_MODULE = config.settings.banc
bench: $(VENV)/dev.ok
	@BANC=petit $(BANC) peupler --si-vide --demarches 100 --propositions 10000
	@BANC=grand $(BANC) peupler --si-vide --demarches $(DEMARCHES) --propositions $(PROPOSITIONS)
	@BANC=petit $(BANC) bench --ecrire var/banc/petit.json
	@BANC=grand $(BANC) bench --comparer var/banc/petit.json

# The pictures of the user guide, from the demonstration, in a browser.
guide: $(VENV)/dev.ok
	$(BIN)/python -m tests.guide.captures

# uv comes by pip, from whatever index pip is set up with; it then installs the rest, hashes checked.
$(VENV)/uv.ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 ou plus récent est nécessaire.")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(VENV)/demo.ok: $(VENV)/uv.ok requirements/demo.txt
	@echo "Installation des dépendances…"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/demo.txt
	@touch $@

$(VENV)/dev.ok: $(VENV)/demo.ok requirements/dev.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Pinned and hashed, with no line that names a package index.
requirements: $(VENV)/uv.ok
	@for f in base demo dev; do \
		$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --universal \
			--python-version 3.11 requirements/$$f.in --output-file requirements/$$f.txt; done

clean:
	rm -rf $(VENV) var
