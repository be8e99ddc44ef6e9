"""Files as they come from outside and should not: each with what is to be said of it, in both languages."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.importers.packages import package, row, sheet, text, texts

Build = Callable[[Path], list[Path]]
HEAD = "id,name,kind\n"
BOOK_HEAD = texts(1, "Identifiant", "Nom", "Type")


@dataclass(frozen=True)
class Bad:
    """What is brought, how it ends, and the words that must be said of it."""

    name: str
    build: Build
    exit: int
    code: str
    """Of the error that refuses all, or of the problem of a row."""
    fr: tuple[str, ...]
    en: tuple[str, ...]
    """What the sentence must hold: what is wrong, and what to do."""
    place: tuple[str, str, int, str] | None = None
    """File, sheet, row and column of the problem."""
    options: tuple[str, ...] = ()
    before: Build | None = None
    """What is imported first, by somebody else."""
    created: int = 0
    """Facts that come in all the same."""
    http: str | None = "same"
    """The code over HTTP, where it is another; None for what cannot be sent."""


def raw(name: str, data: bytes) -> Build:
    def build(folder: Path) -> list[Path]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return [path]

    return build


def csv(name: str, content: str, encoding: str = "utf-8") -> Build:
    return raw(name, content.encode(encoding))


def book(name: str, *rows: str, title: str = "Acteurs", **parts: str | bytes) -> Build:
    extra = {part.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): v for part, v in parts.items()}
    return raw(name, package({title: sheet(BOOK_HEAD, *rows)}, extra=extra))


def together(*builds: Build) -> Build:
    return lambda folder: [path for build in builds for path in build(folder)]


def in_folder(*builds: Build) -> Build:
    """The folder that several files stand in."""

    def build(folder: Path) -> list[Path]:
        for each in builds:
            each(folder)
        return [folder / "dossier"]

    return build


def twice(build: Build) -> Build:
    return lambda folder: build(folder) * 2


def huge_text(folder: Path) -> list[Path]:
    """One cell of a gigabyte, in a file that takes no room on the disk."""
    path = folder / "actors.csv"
    with path.open("wb") as out:
        out.write(f'{HEAD}A,"'.encode())
        out.truncate(2**30)
    return [path]


def huge_book(folder: Path) -> list[Path]:
    """A workbook of a megabyte with one cell of a gigabyte in it."""
    path = folder / "acteurs.xlsx"
    path.write_bytes(package({"Acteurs": sheet(BOOK_HEAD)}))
    cell = sheet(BOOK_HEAD, row(2, text("A2", "@"))).encode()
    start, end = cell.split(b"@")
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if "sheet1" not in name}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, data in parts.items():
            out.writestr(name, data)
        with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(start)
            for _ in range(1024):
                part.write(b"x" * 2**20)
            part.write(end)
    return [path]


def bomb(folder: Path) -> list[Path]:
    """A zip of a few hundred kilobytes that unpacks to as many megabytes."""
    path = folder / "dossier.zip"
    line = b"1,a,association\n" * 2**16
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out,
        out.open("actors.csv", "w", force_zip64=True) as part,
    ):
        part.write(HEAD.encode())
        for _ in range(256):
            part.write(line)
    return [path]


def locked(folder: Path) -> list[Path]:
    """A workbook beside the mark that a spreadsheet leaves while it holds the file open."""
    (folder / "~$acteurs.xlsx").write_bytes(b"claire")
    return book("acteurs.xlsx", texts(2, "A", "Une", "association"))(folder)


FORMULA = '<c r="B2" t="str"><f>A2&amp;"!"</f><v>A!</v></c>'
EMPTY_FORMULA = '<c r="B2"><f>A2</f></c>'
GOOD = "A,Une,association\n"

BAD: list[Bad] = [
    # What is no table
    Bad(
        "a PDF renamed .xlsx",
        raw("acteurs.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        2,
        "pdf-file",
        ("acteurs.xlsx est un PDF", "recopiez son tableau"),
        ("acteurs.xlsx is a PDF", "copy its table"),
    ),
    Bad(
        "an empty file",
        raw("actors.csv", b""),
        2,
        "empty-file",
        ("actors.csv est vide", "ligne d’en-têtes"),
        ("actors.csv is empty", "row of headers"),
    ),
    Bad(
        "a file of one quote",
        raw("actors.csv", b'"'),
        2,
        "empty-file",
        ("actors.csv est vide", "ligne d’en-têtes"),
        ("actors.csv is empty", "row of headers"),
    ),
    Bad(
        "an empty workbook",
        raw("acteurs.xlsx", package({"Feuil1": sheet()})),
        2,
        "empty-workbook",
        ("acteurs.xlsx est vide", "ligne d’en-têtes"),
        ("acteurs.xlsx is empty", "row of headers"),
    ),
    Bad(
        "wrong sheets",
        raw("suivi.xlsx", package({"Contacts": sheet(texts(1, "Qui", "Quand")), "2024": sheet(texts(1, "x", "y"))})),
        2,
        "no-known-sheet",
        ("suivi.xlsx", "Contacts et 2024", "Participations", "Renommez"),
        ("suivi.xlsx", "Contacts and 2024", "Participations", "Rename"),
    ),
    Bad(
        "a sheet without a column that must be there",
        raw("actors.xlsx", package({"Acteurs": sheet(texts(1, "Identifiant", "Nom"), texts(2, "A", "Une"))})),
        2,
        "missing-columns",
        ("actors.xlsx", "«\u202fActeurs\u202f»", "Type (kind)", "Ajoutez-les"),
        ("actors.xlsx", '"Acteurs"', "kind", "Add them"),
    ),
    Bad(
        "no row of headers",
        csv("actors.csv", "A,Une,association\nB,Deux,association\n"),
        2,
        "missing-columns",
        ("actors.csv", "Identifiant (id), Nom (name) et Type (kind)", "pas de ligne d’en-têtes"),
        ("actors.csv", "Identifier (id), name and kind", "no row of headers"),
    ),
    Bad(
        "no row of headers and no known name",
        csv("liste.csv", "A,Une,association\n"),
        2,
        "unknown-file",
        ("liste.csv", "A, Une et association", "mettez-en une ligne au-dessus"),
        ("liste.csv", "A, Une and association", "put a row of headers above"),
    ),
    Bad(
        "a workbook with macros",
        book("acteurs.xlsx", texts(2, "A", "Une", "association"), xl__vbaProject_bin=b"\1"),
        2,
        "workbook-macros",
        ("acteurs.xlsx contient des macros", "sans macros (.xlsx)"),
        ("acteurs.xlsx holds macros", "without macros (.xlsx)"),
    ),
    Bad(
        "a zip bomb",
        bomb,
        2,
        "too-large",
        ("dossier.zip dépasse", "Découpez-le"),
        ("dossier.zip is over", "Split it"),
    ),
    Bad(
        "a cell of a gigabyte in a text",
        huge_text,
        2,
        "too-large",
        ("actors.csv dépasse 512 Mo", "Découpez-le"),
        ("actors.csv is over 512 MB", "Split it"),
        http=None,
    ),
    Bad(
        "a cell of a gigabyte in a workbook",
        huge_book,
        2,
        "too-large",
        ("acteurs.xlsx dépasse", "Découpez-le"),
        ("acteurs.xlsx is over", "Split it"),
    ),
    Bad(
        "a cell that is too long",
        book("acteurs.xlsx", row(2, text("A2", "x" * 100_001))),
        2,
        "long-cell",
        ("acteurs.xlsx, feuille «\u202fActeurs\u202f», ligne 2", "Raccourcissez"),
        ('acteurs.xlsx, sheet "Acteurs", row 2', "Shorten"),
    ),
    Bad(
        "a quote that is never closed in a long file",
        csv("actors.csv", f'{HEAD}{GOOD}B,"Deux,association\n' + GOOD * 10_000),
        2,
        "cell-too-long",
        ("actors.csv, ligne 3", "guillemet", "Corrigez-le"),
        ("actors.csv, row 3", "quote", "Correct it"),
    ),
    Bad(
        "a quote opened in the headers",
        csv("actors.csv", f'id,"name,kind\n{GOOD}'),
        2,
        "open-quote",
        ("actors.csv, ligne 1", "guillemet", "Ajoutez le guillemet"),
        ("actors.csv, row 1", "quote", "Add the missing quote"),
    ),
    Bad(
        "a character of nothing",
        raw("actors.csv", f"{HEAD}A,U\0ne,association\n".encode()),
        2,
        "binary-file",
        ("actors.csv n’est pas un texte", "enregistrez-le au format CSV"),
        ("actors.csv is not text", "save it as CSV"),
    ),
    Bad(
        "UTF-16 that does not say so",
        csv("actors.csv", HEAD + GOOD, "utf-16-le"),
        2,
        "binary-file",
        ("actors.csv", "CSV (UTF-8)"),
        ("actors.csv", "CSV (UTF-8)"),
    ),
    Bad(
        "the same file twice",
        twice(csv("actors.csv", HEAD + GOOD)),
        2,
        "file-twice",
        ("actors.csv est donné deux fois", "Ne le donnez qu’une fois"),
        ("actors.csv is given twice", "Give it once"),
        http="upload-twice",
    ),
    Bad(
        "a file and the folder that it stands in",
        together(in_folder(csv("dossier/actors.csv", HEAD + GOOD)), lambda folder: [folder / "dossier/actors.csv"]),
        2,
        "file-twice",
        ("actors.csv est donné deux fois", "Ne le donnez qu’une fois"),
        ("actors.csv is given twice", "Give it once"),
        http=None,
    ),
    Bad(
        "a file that is not there",
        lambda folder: [folder / "actors.csv"],
        2,
        "no-such-file",
        ("actors.csv", "Vérifiez le chemin"),
        ("actors.csv", "Check the path"),
        http=None,
    ),
    # What belongs to somebody else
    Bad(
        "the id 1 of two partners' workbooks",
        book("caf.xlsx", texts(2, "1", "Caisse d’allocations familiales", "association")),
        2,
        "ids-of-another",
        ("(1)", "--ids own", "caf.xlsx Acteurs ligne 2", "Mission locale"),
        ("(1)", "--ids own", "caf.xlsx Acteurs row 2", "Mission locale"),
        place=("caf.xlsx", "Acteurs", 2, "id"),
        before=book("mission.xlsx", texts(2, "1", "Mission locale", "association")),
    ),
    Bad(
        "the source staff for the whole file",
        csv("actors.csv", HEAD + GOOD),
        2,
        "reserved-source",
        ("«\u202fStaff - nous\u202f»", "Choisissez-en un autre"),
        ('"Staff - nous"', "Choose another"),
        options=("--source", "Staff - nous"),
    ),
    Bad(
        "an e-mail address",
        csv("projects.csv", "id,title,kind,description\nP,T,operation,Écrire à jeanne@exemple.fr\n"),
        2,
        "personal-data",
        ("Rien n’est importé", "projects.description", "projects.csv projects ligne 2", "Retirez-les"),
        ("Nothing is imported", "projects.description", "projects.csv projects row 2", "Remove them"),
        place=("projects.csv", "projects", 2, "description"),
    ),
    # Rows that are rejected
    Bad(
        "reversed dates",
        csv("actors.csv", "id,name,kind,start,end\nA,Une,association,2024-05,2023\nB,Deux,association,2023,2024\n"),
        3,
        "reversed_dates",
        ("05/2024", "2023", "Corrigez l’une des deux dates"),
        ("05/2024", "2023", "Correct one of the two dates"),
        place=("actors.csv", "actors", 2, "end"),
        created=1,
    ),
    Bad(
        "an unknown kind",
        csv("actors.csv", f"{HEAD}{GOOD}B,Deux,asociation\n"),
        3,
        "unknown_kind",
        ("«\u202fasociation\u202f»", "Association [association]"),
        ('"asociation"', "Association [association]"),
        place=("actors.csv", "actors", 3, "kind"),
        created=1,
    ),
    Bad(
        "an unknown kind like none",
        csv("actors.csv", f"{HEAD}B,Deux,vaisseau spatial\n"),
        3,
        "unknown_kind",
        ("«\u202fvaisseau spatial\u202f»", "types possibles", "Commune [commune]"),
        ('"vaisseau spatial"', "possible kinds", "Commune [commune]"),
        place=("actors.csv", "actors", 2, "kind"),
    ),
    Bad(
        "an unknown role",
        csv("participations.csv", "actor,project,role\nA,P,porteurr\n"),
        3,
        "unknown_role",
        ("«\u202fporteurr\u202f»", "Porteur [porteur]"),
        ('"porteurr"', "Lead [porteur]"),
        place=("participations.csv", "participations", 2, "role"),
    ),
    Bad(
        "a row that speaks as the team",
        csv("actors.csv", "id,name,kind,source\nA,Une,association,STAFF\nB,Deux,association,C - l\n"),
        3,
        "reserved_source",
        ("«\u202fSTAFF\u202f»", "Indiquez la vraie source"),
        ('"STAFF"', "Name the real source"),
        place=("actors.csv", "actors", 2, "source"),
        created=1,
    ),
    Bad(
        "an id with a slash",
        csv("actors.csv", f"{HEAD}A/B,Une,association\n{GOOD}"),
        3,
        "slash_in_id",
        ("«\u202fA/B\u202f»", "Remplacez-la par un tiret"),
        ('"A/B"', "Replace it with a dash"),
        place=("actors.csv", "actors", 2, "id"),
        created=1,
    ),
    Bad(
        "an id that is too long",
        csv("actors.csv", f"{HEAD}{'x' * 201},Une,association\n{'y' * 200},Deux,association\n"),
        3,
        "bad_id",
        ("plus de 200 caractères", "plus simple"),
        ("more than 200 characters", "simpler"),
        place=("actors.csv", "actors", 2, "id"),
        created=1,
    ),
    Bad(
        "an id of dots, which is a way in a web address",
        csv("actors.csv", f"{HEAD}..,Une,association\n"),
        3,
        "bad_id",
        ("n’est fait que de points", "plus simple"),
        ("nothing but dots", "simpler"),
        place=("actors.csv", "actors", 2, "id"),
    ),
    Bad(
        "an id with a line break",
        csv("actors.csv", f'{HEAD}"A\nB",Une,association\n'),
        3,
        "bad_id",
        ("saut de ligne", "plus simple"),
        ("line break", "simpler"),
        place=("actors.csv", "actors", 2, "id"),
    ),
    Bad(
        "more cells than headers",
        csv("actors.csv", f"{HEAD}A,Une, la première,association\n"),
        3,
        "too_many_cells",
        ("4 cases pour 3 en-têtes", "Corrigez-la"),
        ("4 cells for 3 headers", "Correct it"),
        place=("actors.csv", "actors", 2, ""),
    ),
    # Rows that come in, with a remark
    Bad(
        "a formula in a cell",
        book("acteurs.xlsx", row(2, text("A2", "A"), FORMULA, text("C2", "association"))),
        0,
        "formula",
        ("formule", "«\u202fA!\u202f»", "Collage spécial"),
        ("formula", '"A!"', "Paste Special"),
        place=("acteurs.xlsx", "Acteurs", 2, "name"),
        created=1,
    ),
    Bad(
        "a formula without a result",
        book("acteurs.xlsx", row(2, text("A2", "A"), EMPTY_FORMULA, text("C2", "association"))),
        3,
        "formula_empty",
        ("formule sans résultat", "remplacez la formule"),
        ("formula without a saved result", "replace the formula"),
        place=("acteurs.xlsx", "Acteurs", 2, "name"),
    ),
    Bad(
        "a SIRET that a spreadsheet has crushed",
        csv("actors.csv", "id;name;kind;siret\nA;Une;association;2,43E+13\n"),
        0,
        "crushed_number",
        ("«\u202f2,43E+13\u202f»", "format Texte"),
        ('"2,43E+13"', "set the column to text"),
        place=("actors.csv", "actors", 2, "siret"),
        created=1,
    ),
    Bad(
        "an id twice in one file",
        csv("actors.csv", f"{HEAD}{GOOD}B,Deux,association\nA,Une bis,association\n"),
        0,
        "duplicate_id",
        ("«\u202fA\u202f»", "ligne 2", "vérifiez"),
        ('"A"', "row 2", "check"),
        place=("actors.csv", "actors", 4, "id"),
        created=2,
    ),
    Bad(
        "an id twice in a folder with two files for one sheet",
        in_folder(
            csv("dossier/acteurs.csv", "Identifiant;Nom;Type\nA;Une;association\n"),
            csv("dossier/actors.csv", HEAD + GOOD),
        ),
        0,
        "duplicate_id",
        ("ligne 2 de dossier/acteurs.csv", "vérifiez"),
        ("row 2 of dossier/acteurs.csv", "check"),
        place=("dossier/actors.csv", "actors", 2, "id"),
        created=1,
    ),
    Bad(
        "a participation in nothing",
        csv("participations.csv", "actor,project,role\nTM,P,porteur\n"),
        0,
        "waiting_end",
        ("Projet inconnu\u202f: «\u202fP\u202f»", "importez ce qui manque"),
        ("Unknown project: “P”", "import what is missing"),
        place=("participations.csv", "participations", 2, "project"),
    ),
    Bad(
        "a commune code without its zero",
        csv("actors.csv", "id,name,kind,territory\nA,Une,association,1001\n"),
        0,
        "lost_zero",
        ("«\u202f1001\u202f»", "n’est pas retenu", "Écrivez 01001", "format Texte"),
        ('"1001"', "is not taken", "Write 01001", "to Text"),
        place=("actors.csv", "actors", 2, "territory"),
        created=1,
    ),
    Bad(
        "a file that is open elsewhere",
        locked,
        0,
        "open_elsewhere",
        ("acteurs.xlsx est sans doute ouvert", "fermez-le dans Excel"),
        ("acteurs.xlsx is probably open", "close it in Excel"),
        place=("acteurs.xlsx", "Acteurs", 0, ""),
        created=1,
    ),
    Bad(
        "a file that claims rank",
        csv("sources.csv", "id,producer,title,Rang\nx,Nous,Liste,9\n"),
        0,
        "rank_column",
        ("«\u202fRang\u202f» n’est pas lue", "Retirez-la", "maillage edit SOURCE rank=2"),
        ('"Rang" is not read', "Take it out", "maillage edit SOURCE rank=2"),
        place=("sources.csv", "sources", 1, "Rang"),
    ),
    Bad(
        "a quote that swallows rows and is closed by another's",
        csv("actors.csv", f'{HEAD}{GOOD}B,"Deux,association\nC,Trois,association\nD,"Quatre",association\n'),
        0,
        "swallowed_rows",
        ("«\u202fname\u202f»", "3 lignes", "Ajoutez le guillemet"),
        ('"name"', "3 lines", "Add the quote"),
        place=("actors.csv", "actors", 3, ""),
        created=2,
    ),
    Bad(
        "a quote that is never closed",
        csv("actors.csv", f'{HEAD}{GOOD}B,"Deux,association\nC,Trois,association\n'),
        3,
        "swallowed_rows",
        ("«\u202fname\u202f»", "3 lignes", "Ajoutez le guillemet"),
        ('"name"', "3 lines", "Add the quote"),
        place=("actors.csv", "actors", 3, ""),
        created=1,
    ),
    Bad(
        "a start in another millennium",
        csv("actors.csv", "id,name,kind,start\nA,Une,association,20/05/2204\n"),
        0,
        "far_date",
        ("20/05/2204", "Corrigez-la"),
        ("2204-05-20", "Correct it"),
        place=("actors.csv", "actors", 2, "start"),
        created=1,
    ),
    Bad(
        "an end that means none",
        csv("actors.csv", "id,name,kind,end\nA,Une,association,9999-12-31\n"),
        0,
        "far_date",
        ("31/12/9999", "laissez la case vide"),
        ("9999-12-31", "leave the cell empty"),
        place=("actors.csv", "actors", 2, "end"),
        created=1,
    ),
]
"""In the order of the issue's list, as far as it has one."""
