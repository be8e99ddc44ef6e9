# The service on SQLite, as a user of its own. docker-compose.yml says how it is run.
FROM python:3.12.11-slim-bookworm

WORKDIR /src
COPY pyproject.toml hatch_build.py constraints.txt README.md LICENSE ./
COPY graph_service graph_service
COPY importers importers
COPY visualisations visualisations
RUN pip install --no-cache-dir -c constraints.txt . \
 && useradd --create-home --uid 10001 maillage \
 && install -d -o maillage -g maillage /data

# A home of its own: there, compiled kernels are kept for the next start of the same container.
USER maillage
WORKDIR /home/maillage
ENV MAILLAGE_STORE=sqlite:////data/maillage.db
VOLUME /data
EXPOSE 8765
CMD ["maillage", "serve", "--host", "0.0.0.0", "--port", "8765", "--no-browser"]
