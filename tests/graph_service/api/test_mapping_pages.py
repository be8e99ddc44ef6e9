"""A file that is being described is kept for its session alone, for a while, and no longer than it is needed."""

from __future__ import annotations

import gc
import io
import zipfile
from pathlib import Path

import pytest

from graph_service.api.access import MOST_UPLOADED
from graph_service.api.uploads import MOST, SECONDS, Uploads
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.model import Scope
from tests.graph_service.house import client

FILE = b"Association;Montant vot\xc3\xa9\nAmicale du Foix;1 500 EUR\nClub de Vienne;800 EUR\n"


def saving(text: bytes = FILE) -> object:
    def save(folder: Path) -> Path:
        (folder / "a.csv").write_bytes(text)
        return folder / "a.csv"

    return save


def test_a_file_is_given_to_who_brought_it_alone(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    key = uploads.put("me", saving()).key  # type: ignore[arg-type]
    assert len(key) >= 32
    assert uploads.get("me", key).path.read_bytes() == FILE
    for owner, other in (("you", key), ("me", key[:-1]), ("me", "")):
        with pytest.raises(NotFound) as caught:
            uploads.get(owner, other)
        assert caught.value.code == "upload-gone"


def test_a_file_goes_after_an_hour_when_newer_ones_come_and_when_it_is_imported(tmp_path: Path) -> None:
    clock = [1e9]
    uploads = Uploads(tmp_path, lambda: clock[0])
    first = uploads.put("me", saving())  # type: ignore[arg-type]
    for _ in range(MOST):
        clock[0] += 1
        last = uploads.put("me", saving())  # type: ignore[arg-type]
    assert not first.path.exists()
    assert last.path.exists()
    clock[0] += SECONDS + 1
    with pytest.raises(NotFound):
        uploads.get("me", last.key)
    assert not last.path.exists()
    third = uploads.put("me", saving())  # type: ignore[arg-type]
    uploads.drop(third)
    assert not third.path.parent.exists()


def test_another_process_of_the_service_finds_the_file_and_it_goes_with_who_took_it(tmp_path: Path) -> None:
    took, other = Uploads(tmp_path), Uploads(tmp_path)
    brought = took.put("me", saving())  # type: ignore[arg-type]
    assert other.get("me", brought.key).path == brought.path
    del took, brought
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_brought_described_imported_and_gone(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        sent = caller.post("/map-columns", files={"file": ("../aides.csv", FILE)})
        assert sent.status_code == 303
        address = sent.headers["location"]
        page = caller.get(address)
        assert "Montant voté" in page.text
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        told = caller.post(address, data={"do": "import", "funder": "Ville de Blois", "label": "Aides", "keep": "yes"})
        assert told.status_code == 200, told.text
        assert "2 financements" in told.text
        assert caller.get(address).status_code == 404
        assert "aides" in caller.get("/mappings").text
        again = caller.post("/api/v1/imports", files={"files": ("aides.csv", FILE)}, data={"dry_run": "true"})
        assert again.json()["files"][0]["mapping"] == "aides"
        kind = {"content-type": "application/x-www-form-urlencoded"}
        assert caller.post("/mappings/aides/delete", headers=kind).status_code == 303
        assert "aides" not in caller.get("/mappings").text


def test_rows_that_are_no_records_are_shown_and_read_where_a_person_says_so(own_f1: Graph) -> None:
    file = FILE.replace(b"\nClub", b"\nSous-total;1500\nClub")
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("aides.csv", file)}).headers["location"]
        assert "1 total (Sous-total 1500)" in caller.get(address).text
        seen = {"seen": "aides 1", "funder": "Ville de Blois", "do": "try"}
        tried = caller.post(address, data=seen).text
        assert "2 acceptées" in tried
        assert "1 qui n’est pas une fiche" in tried
        again = caller.post(address, data={**seen, "r.totals": "1"}).text
        assert 'name="r.totals" value="1" checked' in again
        assert "3 acceptées" in again


def test_after_grants_no_map_of_a_lone_dot_is_offered(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("aides.csv", FILE)}).headers["location"]
        told = caller.post(address, data={"do": "import", "funder": "Ville de Blois"}).text
        assert "Voir la carte" not in told
        assert "Un versement ne fait pas" in told
        assert told.index("Ville de Blois</bdi>") < told.index("Amicale du Foix</bdi>")
        links = b"source;target;weight\nVille de Blois;CAF 41;3\nCAF 41;MJC du Foix;1\n"
        address = caller.post("/map-columns", files={"file": ("liens.csv", links)}).headers["location"]
        drawn = caller.post(address, data={"do": "import"}).text
        assert "Voir la carte" in drawn
        assert "Un versement ne fait pas" not in drawn


def test_what_two_mappings_fit_is_asked_on_the_page(own_f1: Graph) -> None:
    lines = b"Organisme,Signature,Beneficiaire\nCCAS,x,1\n"
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("e.csv", lines)}).headers["location"]
        page = caller.get(address)
        assert '<option value="emargement"' in page.text
        by = caller.post(address, data={"by": "emargement", "do": "try"})
        assert by.status_code == 200
        assert "1 ligne" in by.text


def test_others_neither_bring_nor_see_files(own_f1: Graph) -> None:
    with client(own_f1, scope=Scope.PARTNERS) as caller:
        assert caller.post("/map-columns", files={"file": ("a.csv", FILE)}).status_code == 403
        assert caller.get("/mappings").status_code == 403


def test_a_file_that_is_too_large_is_refused_before_it_is_read(own_f1: Graph) -> None:
    headers = {"content-length": str(MOST_UPLOADED + 1), "content-type": "multipart/form-data; boundary=x"}
    with client(own_f1) as caller:
        assert caller.post("/map-columns", content=b"", headers=headers).status_code == 413


def test_of_several_unknown_files_of_a_zip_each_is_described_and_imported_by_itself(own_f1: Graph) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("blois/aides.csv", FILE)
        archive.writestr("tours/aides.csv", "Association;Montant voté;Objet\nClub de Mer;20 EUR;Stage\n")
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("z.zip", packed.getvalue())}).headers["location"]
        page = caller.get(address).text
        assert "<option selected>blois/aides.csv</option>" in page
        assert "<option>tours/aides.csv</option>" in page
        sent = {"do": "import", "sheet": "tours/aides.csv", "funder": "Ville de Tours"}
        assert "1 financement" in caller.post(address, data=sent).text


def test_what_stands_between_names_and_before_decimals_is_chosen_on_the_page(own_f1: Graph) -> None:
    file = b"Action;Porteur;Partenaires\nRepas;MJC du Foix;Ville de Blois / CAF 41\n"
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("actions.csv", file)}).headers["location"]
        page = caller.get(address).text
        assert 'name="s.2./" value="1" checked' in page
        sent = {"seen": "actions 1", "project_kind": "projet", "do": "show"}
        assert "<b>CAF 41</b>" in caller.post(address, data={**sent, "s.2": "1", "s.2./": "1"}).text
        assert "<b>Ville de Blois / CAF 41</b>" in caller.post(address, data={**sent, "s.2": "1"}).text
        sums = b"Association;Montant\nClub;1.234\nMJC;800\n"
        address = caller.post("/map-columns", files={"file": ("aides.csv", sums)}).headers["location"]
        sent = {"seen": "aides 1", "funder": "Ville de Blois", "do": "show"}
        assert "1.234 est lu 1234" in caller.post(address, data=sent).text
        assert "1.234 est lu 1234" not in caller.post(address, data={**sent, "decimal": "."}).text


def test_after_an_import_the_page_says_how_many_pairs_wait_and_leads_to_them(own_f1: Graph) -> None:
    file = "Association;Montant voté\nAmicale laïque du Foix;1 500 EUR\nAssociation Amicale laïque du Foix;800 EUR\n"
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("aides.csv", file.encode())}).headers["location"]
        told = caller.post(address, data={"do": "import", "funder": "Ville de Blois"}).text
        assert "1 paire d’acteurs à examiner" in told
        assert 'href="/review' in told


def test_a_file_without_headers_is_told_and_read_by_position_where_a_person_says_so(own_f1: Graph) -> None:
    file = b"MJC du Foix;Ville de Blois;1500\nClub de Vienne;Ville de Blois;800\n"
    with client(own_f1) as caller:
        address = caller.post("/map-columns", files={"file": ("sans.csv", file)}).headers["location"]
        page = caller.get(address).text
        assert "La première ligne ressemble à des données" in page
        assert "--header" not in page
        sent = {"seen": "sans 0", "header": "0", "c.0": "org_name:recipient", "c.1": "org_name:funder", "c.2": "amount"}
        tried = caller.post(address, data={**sent, "do": "try"}).text
        assert "2 lignes lues" in tried
        assert "<bdi>A</bdi>" in tried
        assert "2 financements" in caller.post(address, data={**sent, "do": "import"}).text
