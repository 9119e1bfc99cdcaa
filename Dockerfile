# The production image. Everything specific to an installation comes from the environment:
# SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, and optionally MARQUE_ETAT, MEDIA_ROOT, COURRIEL_URL (see README.md).
ARG BASE=python:3.13-slim

FROM ${BASE} AS construction
WORKDIR /portail
COPY requirements/base.txt requirements/
RUN python -m venv .venv \
    && .venv/bin/pip install --quiet uv \
    && VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --require-hashes -r requirements/base.txt \
    && .venv/bin/pip uninstall --quiet --yes uv
COPY . .
RUN SECRET_KEY=construction ALLOWED_HOSTS=localhost DATABASE_URL=postgres:///aucune \
    DJANGO_SETTINGS_MODULE=config.settings.base .venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM ${BASE}
RUN useradd --create-home portail
WORKDIR /portail
COPY --from=construction /portail /portail
RUN mkdir -p var/fichiers && chown -R portail var/fichiers
USER portail
ENV DJANGO_SETTINGS_MODULE=config.settings.base PATH=/portail/.venv/bin:$PATH PORT=8000
EXPOSE 8000
# The web process. The worker that sends e-mails is the same image, run as: manage.py procrastinate worker
CMD ["sh", "-c", "exec gunicorn config.wsgi --bind 0.0.0.0:$PORT --workers ${WEB_CONCURRENCY:-2} --access-logfile -"]
