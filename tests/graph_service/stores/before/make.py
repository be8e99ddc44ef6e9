"""Makes the stores of this folder. It ran once, at commit a19e0ae, and is kept to show what is in them.

    git checkout a19e0ae && python -m tests.graph_service.stores.before.make

That commit is the last before what is stored changed (seals, whose data a Neo4j database is). What it wrote:

    store.neo4j.dump, replica.neo4j.dump    Neo4j 5.26: a log with one of everything, and its replica for partners,
                                            both filled from a SQLite file by `maillage copy`
    store.db.gz, replica.db.gz              that file and its replica, with one edit more, which Neo4j cannot hold
    everything.xlsx, everything.zip         exports of the store, for the team
    partners.xlsx                           an export of it for partners
    told.json                               log hash, content hashes, revisions and batches, as that commit told them

Run by a later commit it would make stores of that commit, so it refuses to write over what is there.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from graph_service.graph import Graph, open_graph
from graph_service.graph.copying import log_hash
from graph_service.model import SCOPES, RecordType, Scope
from graph_service.stores.base import Document
from tools.neo4j_server import Server, cache

HERE = Path(__file__).parent
F1 = Path(__file__).parents[4] / "graph_service" / "data" / "demo"
MOST = 2**62
"""Of the powers of two the largest that Neo4j holds. That commit takes any size of a project into a SQLite file."""

CENSUS = {
    "sources": """
        id,producer,title,licence,updated,covers_territories
        recensement,Préfecture,Recensement des organismes,Licence Ouverte 2.0,2025-03,D37
        """,
    "actors": """
        id,name,kind,siren,siret,rna,acronym,aliases,territory,visibility,source
        C1,Habitat de Touraine,bailleur_social,502086465,,,HT,Habitat 37;HDT,37261,public,recensement
        C2,Régie du Sanitas,association,,,W372000001,,,37261,public,recensement
        C3,Fondation du Cher,association,,,,,,D18,partners,recensement
        C4,Cabinet Ombre,entreprise,,,,,,37261,internal,recensement
        TOURS,Ville de Tours,commune,213702616,,,,,37261,public,recensement
        """,
    "projects": """
        id,title,kind,themes,territories,start,end,size,budget,visibility,source
        Q1,Régie de quartier,operation,cohesion;tiers,37261;Z:rives,2023-01-01,2026-12-31,12,250000,public,recensement
        Q2,Plan social,operation,cohesion,37261,2024,,,,internal,recensement
        Q3,Réseau des fondations,reseau_anime,,,2022-05,,,,partners,recensement
        """,
    "participations": """
        actor,project,role,start,end,visibility,source
        C1,Q1,porteur,2023-01-01,,public,recensement
        C2,Q1,partenaire,2023,,public,recensement
        C2,Q1,partenaire,2023,,public,recensement
        C3,Q3,porteur,,,partners,recensement
        C4,Q2,operateur,,,internal,recensement
        TOURS,Q1,financeur,,2025-12-31,public,recensement
        C1,NOWHERE,partenaire,,,public,recensement
        """,
    "partnerships": """
        actor,partner,kind,title,weight,start,visibility,source
        C1,C2,convention,Convention d'objectifs,2,2023-01-01,public,recensement
        C3,C1,adhesion,,,2022,partners,recensement
        """,
    "fundings": """
        funder,recipient,amount,currency,year,nature,status,visibility,source
        TOURS,C2,18000,EUR,2025,subvention,verse,public,recensement
        C3,Q1,5000,EUR,2024,subvention,notifie,partners,recensement
        """,
    "functions": """
        id,actor,title,generic_contact,start
        f-c1,C1,Chargé de développement social,,2024-01-01
        """,
    "themes": """
        id,label_fr,label_en,parent,scheme
        tiers,Tiers-lieux,Third places,cohesion,essai
        """,
    "territories": """
        code,level,name,within,governed_by
        Z:rives,perimetre_libre,Rives du Cher,37261,TOURS
        """,
}
"""A folder named `Confidentiel plan social`, which partners must not read."""

REGISTER = {
    "actors": """
        id,name,kind,siren,acronym,website,visibility
        h1,Habitat de Touraine OPH,bailleur_social,502086465,HDT,https://habitat.example,public
        h2,Société discrète,entreprise,552100554,,,internal
        h3,Discrète SA,entreprise,552100554,,,public
        """,
    "projects": """
        id,title,kind,start,visibility
        R1,Observatoire du logement,mission_appui,2024-02-01,public
        """,
    "participations": """
        actor,project,role,start,visibility
        h1,R1,copilote,,public
        h1,Q1,porteur,2023-01-01,public
        h3,R1,expert,,public
        """,
}
"""Another source: h1 is C1 by SIREN, h3 is h2, which partners do not see."""

MISTAKE = {
    "actors": """
        id,name,kind,visibility
        M1,Importé par erreur,association,public
        """,
    "participations": """
        actor,project,role,visibility
        M1,Q1,partenaire,public
        """,
}

CLUBS = """
id: clubs
label_fr: Annuaire des clubs
label_en: Register of clubs
visibility: public
terms:
  "project_kind:tournoi": {label_fr: Tournoi, label_en: Tournament, parent: evenement, factor: 0.15}
value_maps:
  roles: {host: porteur, guest: partenaire}
files:
  - columns: [club, cup, role]
    source: {producer: Federation, title: Register of clubs, licence: Licence Ouverte 2.0, updated: "2025-06"}
    records:
      - type: actor
        fields: {id: {column: club, prefix: "club:"}, name: {column: club}, kind: {constant: association}}
      - type: project
        fields: {id: {column: cup, prefix: "cup:"}, title: {column: cup}, kind: {constant: tournoi}}
      - type: participation
        fields:
          actor: {column: club, prefix: "club:"}
          project: {column: cup, prefix: "cup:"}
          role: {column: role, values: roles}
"""
CUPS = "club,cup,role\nTours FC,Coupe du Cher,host\nBlois AC,Coupe du Cher,guest\n"


def folder(parent: Path, name: str, sheets: Mapping[str, str]) -> Path:
    made = parent / name
    made.mkdir()
    for sheet, text in sheets.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (made / f"{sheet}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return made


def fill(graph: Graph, at: Path) -> None:
    """Say one of everything."""
    graph.import_files([F1], visibility="public")
    census = folder(at, "Confidentiel plan social", CENSUS)
    graph.import_files([census], who="Ada")
    register = folder(at, "Registre", REGISTER)
    graph.import_files([register], source="Registre - Organismes", updated="2024-06-30")
    (at / "clubs.yaml").write_text(CLUBS, "utf-8")
    (at / "coupes.csv").write_text(CUPS, "utf-8")
    graph.import_files([at / "coupes.csv"], mapping=str(at / "clubs.yaml"))
    # The same source once more: newer, one row gone, one changed.
    later = {**REGISTER, "actors": REGISTER["actors"].replace("Habitat de Touraine OPH", "Habitat de Touraine (OPH)")}
    graph.import_files([folder(at, "Registre 2025", later)], source="Registre - Organismes", updated="2025-06-30")
    mistake = graph.import_files([folder(at, "Erreur", MISTAKE)], source="Erreur - Essai")
    graph.edit([word("set", "actor", "M1", name="Nom corrigé")], who="Bo")
    undone = graph.undo(str(mistake.import_id), who="Bo")  # and the word before reaches nothing
    graph.edit([word("set", "project", "Q1", size=str(MOST), description="Très grand")], who="Ada", note="Taille")
    graph.edit([word("set", "actor", "UT", website="https://univ.example") | {"visibility": "partners"}])
    graph.edit([word("hide", "actor", "CCS") | {"visibility": "partners"}])
    graph.edit([word("hide", "actor", "h3") | {"visibility": "internal"}])
    graph.edit([word("same", "actor", "C2", "UO") | {"visibility": "partners"}])
    merged = graph.edit([word("same", "actor", "TM", "REG")])
    graph.edit([word("different", "actor", "TM", "REG")])
    graph.edit([word("deny", None, "P7")])
    graph.edit([word("affirm", "project", "P7")])
    graph.edit([word("deny", "project", "P8")])
    part = next(
        f
        for f in graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)
        if "h1" in "".join(f.keys) and f.get("project") == "R1"
    )
    graph.edit([word("deny", "participation", part.id)])
    graph.edit(
        [
            {"op": "add", "type": "actor", "fields": {"id": "MQ", "name": "Maison de quartier", "kind": "association"}},
            {"op": "add", "type": "participation", "fields": {"actor": "MQ", "project": "Q1", "role": "partenaire"}},
        ]
    )
    graph.undo(str(merged.import_id), yes=True)
    again = graph.undo(str(undone.import_id), yes=True)
    graph.undo(str(again.import_id), yes=True)
    graph.edit([word("set", "source", "recensement", rank="2")])
    graph.configure(
        default_as_of="2025-01-01", fictional=True, examples=[{"question": "paths", "from": "TH", "to": "CCS"}]
    )
    for number, scope in enumerate(SCOPES):
        graph.store.put(Document("maps", f"carte-{scope.value}", 0, {"title": f"Carte {number}", "of": ["UT"]}, scope))
    kept = graph.store.put(Document("review", "a-b", 0, {"state": "shelved"}))
    graph.store.put(Document("review", "a-b", kept.version, {"state": "taken up", "why": "é"}))


def word(op: str, type_: str | None, *ids: str, **fields: str) -> dict[str, Any]:
    return {"op": op, "ids": ids, **({"type": type_} if type_ else {}), **({"fields": fields} if fields else {})}


def told(graph: Graph) -> dict[str, Any]:
    """What this commit says of a store."""
    head = graph.store.head()
    return {
        "store_id": head.store_id,
        "log": log_hash(graph.store),
        "content": {scope.value: graph.store.content_hash(scope) for scope in SCOPES},
        "revisions": {scope.value: head.revisions[scope] for scope in SCOPES},
        "batches": [[batch.id, batch.kind, alive] for batch, alive in graph.store.batches()],
        "documents": [[d.collection, d.id, d.version, d.scope.value, d.body] for d in graph.store.documents()],
    }


def packed(path: Path, kept: Path) -> None:
    """One file without a log beside it, packed."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def dumped(server: Server, at: Path, kept: Path) -> None:
    """A dump of a server's database, which stops for it."""
    server.stop()
    environment = {**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
    command = ["java", "-Xmx512m", "-cp", f"{cache()}/lib/*", "org.neo4j.cli.AdminTool"]
    command += ["database", "dump", "neo4j", f"--to-path={at}", "--overwrite-destination=true"]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=180)
    shutil.move(at / "neo4j.dump", kept)


def main() -> int:
    if (HERE / "told.json").exists():
        print("The stores are there: they were made at a19e0ae, and a later commit cannot make them again.")
        return 1
    found: dict[str, Any] = {"commit": "a19e0ae"}
    with tempfile.TemporaryDirectory() as name:
        at = Path(name)
        store = f"sqlite:///{at / 'store.db'}"
        with open_graph(store, create=True) as graph:
            fill(graph, at)
            graph.export(HERE / "everything.xlsx")
            graph.export(HERE / "everything.zip")
            graph.export(HERE / "partners.xlsx", scope="partners")
            for name, scope in (("store", None), ("replica", "partners")):
                with Server(brief=True) as server:
                    os.environ["MAILLAGE_NEO4J_USER"], os.environ["MAILLAGE_NEO4J_PASSWORD"] = server.auth
                    graph.copy_to(server.url, scope=scope)
                    with open_graph(server.url) as copied:
                        found[f"{name}.neo4j"] = told(copied)
                    dumped(server, at, HERE / f"{name}.neo4j.dump")
            graph.edit([word("set", "project", "R1", size=str(2 * MOST))], note="Only SQLite takes this")
            graph.copy_to(f"sqlite:///{at / 'replica.db'}", scope="partners")
            found["store"] = told(graph)
        with open_graph(f"sqlite:///{at / 'replica.db'}") as graph:
            found["replica"] = told(graph)
        for name in ("store", "replica"):
            packed(at / f"{name}.db", HERE / f"{name}.db.gz")
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / "told.json").write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
