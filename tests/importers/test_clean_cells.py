"""The short way of a mapped row: it gives what the whole way gives, or nothing where anything is to be told."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import RecordType
from graph_service.records import personal
from graph_service.records.validation import Checker
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from importers import whole
from importers.batch import _facts
from importers.clean_cells import CleanCells, clean_cells
from importers.jobs import Job, jobs
from importers.mapping.saved import known
from importers.options import ImportOptions
from importers.readers import read
from importers.statement_maker import _texts

_COLUMNS = ("rcn", "role", "pic", "type", "country", "start_date", "end_date")
_TEXTS = {
    "rcn": ("207027", " 207027 ", "", "NA", "20/7", "'=1+1", "\u200b", "06 12 34 56 78", "a" * 201),
    "role": ("coordinator", "participant", "boss", "", "NA"),
    "pic": ("916785413", "someone@example.org", "0612345678", "", "9167\u200b85413", "..", "a\nb"),
    "type": ("HES", "REC", "XYZ", "", "NA"),
    "country": ("FR", "UK", "??", "", "NA"),
    "start_date": ("2014-01-01", "2018", "01/02/2014", "soon", "1014-01-01", "9999", ""),
    "end_date": ("2016-12-31", "2013", "31/12/2016", "never", "", "NA"),
}
_rows = st.lists(st.tuples(*(st.sampled_from(_TEXTS[name]) for name in _COLUMNS)), min_size=1, max_size=8)


def _job(folder: Path, rows: list[tuple[str, ...]]) -> Job:
    path = folder / "h2020.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_COLUMNS, *rows])
    (job,) = jobs(read(path), ImportOptions(), frozenset(), known(None))
    return job


@given(_rows)
def test_the_short_way_gives_what_the_whole_way_gives_or_leaves_the_row_to_it(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        job = _job(Path(folder), [("1", "participant", "2", "HES", "FR", "2014", "2015"), *rows])
    vocabulary = packaged_vocabulary().extended(_facts(RecordType.TERM, whole.terms(job.plan)))
    checker = Checker(vocabulary, packaged_territories())
    for record in job.plan.records:
        short = clean_cells(job, record, checker)
        assert isinstance(short, CleanCells)
        # Twice: what is remembered of a text is what it was.
        for texts in [*rows, *rows]:
            raw, told = _texts(job, record, texts)
            whole_way = checker.check(record.type, raw, may_lack=record.may_lack)
            silent = not told and not whole_way.faults and not personal.find(record.type, whole_way.fields)
            assert short.fields(texts) == (whole_way.fields if silent else None)
