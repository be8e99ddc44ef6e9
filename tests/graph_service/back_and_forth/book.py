"""Exported workbooks as a person edits them in a spreadsheet, with openpyxl, and what an import of them says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from graph_service.graph import Graph
from graph_service.graph.importing import ImportReport
from graph_service.messages import LANGS
from graph_service.model import Fact, Op, RecordType, Scope
from graph_service.records import template

MORE = {
    "actors": """id,name,kind,acronym,aliases,siren,siret,territory,latitude,start,visibility
        N,"Nom; « à virgule », '=1+1",association,,un;deux,,,37261,47.000001,2020-05,public
        PA,Partenaire,association,,,,,,,,partners
        X,Caché,association,,,,,,,,internal
        V,Ville de Vierzon,commune,,,211802798,,18279,,,public""",
    "projects": """id,title,kind,themes,territories,size,budget,description,visibility
        Q,Projet public,operation,sante;habitat_logement,D37;18279,12,1000.5,"=1+1 sur
        deux lignes",public""",
    "participations": """actor,project,role,start,end,quality,visibility
        N,Q,porteur,2021,2022-03,,public
        PA,Q,partenaire,,,,partners
        X,Q,expert,,,,internal
        V,Q,expert,,,,public
        V,Q,expert,,,,public""",
    "partnerships": "actor,partner,kind,title,weight,start,visibility\nN,TM,convention,Accord,2.5,2021,public",
    "fundings": """funder,recipient,amount,currency,year,nature,visibility
        REG,N,5000,EUR,2023,numeraire,public
        REG,N,5000,EUR,2023,numeraire,public""",
    "functions": "id,actor,title,generic_contact\nF,N,Cheffe de projet,contact@asso.example",
    "territories": "code,level,name,within\nZ:x,perimetre_libre,Un lieu,R24",
    "sources": "id,producer,title,licence,updated\nnous--liste,Nous,Liste,etalab-2.0,2024-05",
}

_EXPORTED: dict[tuple[str, str], bytes] = {}
"""The workbook of a state of a store, and how it was asked for: tests that begin with the same one make it once."""


class Book:
    """An exported workbook in somebody's hands."""

    def __init__(self, graph: Graph, path: Path, **options: Any) -> None:
        self.graph, self.path = graph, path
        # A batch's id is nobody else's: the last one tells the state of a store, of a copied file too.
        state = graph.batches()[0][0].id, repr(sorted(options.items()))
        if state not in _EXPORTED:
            graph.export(path, **options)
            _EXPORTED[state] = path.read_bytes()
        path.write_bytes(_EXPORTED[state])
        self.book = openpyxl.load_workbook(path)

    def sheet(self, name: str) -> Any:
        return next(
            p for p in self.book if p.title in (template.sheet_label(name, "fr"), template.sheet_label(name, "en"))
        )

    def column(self, sheet: str, name: str) -> int:
        words = {name} if name == "maillage" else {template.header(name, lang) for lang in LANGS}
        return next(c.column for c in self.sheet(sheet)[1] if str(c.value).removesuffix(" *") in words)

    def row(self, sheet: str, **cells: str) -> int:
        """The row whose cells hold these texts."""
        at = {self.column(sheet, name): text for name, text in cells.items()}
        rows = self.sheet(sheet).iter_rows(min_row=2)
        return next(r[0].row for r in rows if all(str(r[c - 1].value) == text for c, text in at.items()))

    def edit(self, sheet: str, row: int, **cells: Any) -> None:
        for name, value in cells.items():
            self.sheet(sheet).cell(row, self.column(sheet, name)).value = value

    def append(self, sheet: str, **cells: Any) -> int:
        row: int = self.sheet(sheet).max_row + 1
        self.edit(sheet, row, **cells)
        return row

    def bring(self, into: Graph | None = None, **options: Any) -> ImportReport:
        self.book.save(self.path)
        return (into or self.graph).import_files([self.path], **options)


def fact(graph: Graph, type_: RecordType, id_: str, scope: Scope = Scope.INTERNAL) -> Fact:
    (found,) = graph.store.facts(type_, [id_], scope)
    return found


def actor(graph: Graph, id_: str, scope: Scope = Scope.INTERNAL) -> Fact:
    return fact(graph, RecordType.ACTOR, id_, scope)


def said(graph: Graph, report: ImportReport) -> list[tuple[Op, RecordType, dict[str, Any]]]:
    """What the import's batch says."""
    spoken = graph.store.statements(batch=report.import_id)
    return [(s.statement.op, s.statement.type, dict(s.statement.fields)) for s in spoken]


def codes(report: ImportReport) -> list[tuple[str, int, str, str]]:
    return [(p["sheet"], p["row"], p["column"], p["code"]) for p in report.problems]
