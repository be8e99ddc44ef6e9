"""Files over HTTP: nothing is written before it is asked for, and everything can be undone."""

import pytest

from graph_service.api.access import MOST_UPLOADED
from tests.graph_service.house import F1, client, new_graph

ACTORS = "id,name,kind\nA,Un,association\nB,Deux,commune\nC,Trois,inconnu\n"


def upload(*files):
    return [("files", (name, text.encode(), "text/csv")) for name, text in files]


@pytest.fixture
def caller(tmp_path):
    with new_graph(tmp_path / "g.db") as graph:
        yield client(graph)


def test_a_trial_tells_what_would_change_and_what_is_wrong_and_writes_nothing(caller):
    answer = caller.post("/api/v1/imports", files=upload(("actors.csv", ACTORS)), data={"dry_run": "true"})
    report = answer.json()
    assert (answer.status_code, report["import_id"], report["created"]["actors"]) == (200, None, 2)
    (problem,) = [p for p in report["problems"] if p["severity"] == "error"]
    assert (problem["file"], problem["row"], problem["column"], problem["code"]) == (
        "actors.csv",
        4,
        "kind",
        "unknown_kind",
    )
    assert caller.get("/api/v1/status").json()["actors"] == 0


def test_an_import_is_listed_shown_and_undone(caller):
    answer = caller.post("/api/v1/imports", files=upload(("actors.csv", ACTORS)), data={"source": "Équipe - essai"})
    assert (answer.status_code, answer.json()["files"][0]["rejected"]) == (201, 1)
    id_ = answer.json()["import_id"]
    assert caller.get("/api/v1/status").json()["actors"] == 2
    assert [one["import_id"] for one in caller.get("/api/v1/imports").json()["imports"]] == [id_]
    assert caller.get(f"/api/v1/imports/{id_}").json()["live"] is True
    assert caller.post(f"/api/v1/imports/{id_}/undo").status_code == 201
    assert caller.get("/api/v1/status").json()["actors"] == 0
    assert caller.get(f"/api/v1/imports/{id_}").json()["live"] is False


def test_several_files_are_one_template_and_one_batch(caller):
    files = [(path.name, path.read_text("utf-8")) for path in sorted(F1.glob("*.csv"))]
    report = caller.post("/api/v1/imports", files=upload(*files)).json()
    assert (report["created"]["actors"], report["created"]["participations"]) == (13, 21)
    assert {file["file"] for file in report["files"]} >= {"import/actors.csv"}


@pytest.mark.parametrize("name", ["../../etc/actors.csv", "C:\\Users\\x\\actors.csv", "/abs/actors.csv"])
def test_a_name_sent_is_never_a_path(caller, name):
    report = caller.post("/api/v1/imports", files=upload((name, ACTORS))).json()
    assert report["files"][0]["file"] == "actors.csv"


@pytest.mark.parametrize("dry_run", ["true", "false"])
def test_a_file_whose_name_is_personal_asks_for_its_source(caller, dry_run):
    file = upload(("liste 06 12 34 56 78.csv", ACTORS))
    sent = {"dry_run": dry_run, "visibility": "public"}
    answer = caller.post("/api/v1/imports", files=file, data=sent)
    assert (answer.status_code, answer.json()["code"]) == (422, "personal-file-name")
    assert "34" not in answer.text
    sent["source"] = "Équipe - essai"
    assert caller.post("/api/v1/imports", files=file, data=sent).status_code in (200, 201)


def test_what_cannot_be_read_is_a_problem_document(caller):
    answer = caller.post("/api/v1/imports", files=upload(("actors.csv", "%PDF-1.7\x00\x01")))
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    twice = caller.post("/api/v1/imports", files=upload(("a.csv", ACTORS), ("a.csv", ACTORS)))
    assert (twice.status_code, twice.json()["code"]) == (400, "upload-twice")


def test_an_upload_is_bounded_before_it_is_read(caller):
    headers = {"content-length": str(MOST_UPLOADED + 1), "content-type": "multipart/form-data; boundary=x"}
    answer = caller.post("/api/v1/imports", content=b"", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_empty_template_can_be_fetched_filled_and_sent_back(caller, lang):
    answer = caller.get(f"/api/v1/template.xlsx?lang={lang}")
    assert answer.headers["content-disposition"] == 'attachment; filename="maillage.xlsx"'
    back = caller.post(
        "/api/v1/imports", files=[("files", ("maillage.xlsx", answer.content))], data={"dry_run": "true"}
    )
    assert back.status_code == 200
    assert sum(file["read"] for file in back.json()["files"]) == 0


def test_a_misspelt_field_of_a_trial_writes_nothing(caller):
    answer = caller.post("/api/v1/imports", files=upload(("actors.csv", ACTORS)), data={"dry-run": "true"})
    assert answer.status_code == 400
    answer = caller.post("/api/v1/imports?dry_run=true", files=upload(("actors.csv", ACTORS)))
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-parameter")
    assert caller.get("/api/v1/imports").json()["imports"] == []


def test_a_mapping_sent_is_one_of_ours_and_never_a_file_of_the_machine(caller, tmp_path):
    secret = tmp_path / "private.yaml"
    secret.write_text("secret: content", "utf-8")
    answers = [
        caller.post("/api/v1/imports", files=upload(("actors.csv", ACTORS)), data={"mapping": str(path)})
        for path in (secret, tmp_path / "none.yaml")
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(400, "upload-mapping")] * 2
    assert "content" not in answers[0].text
