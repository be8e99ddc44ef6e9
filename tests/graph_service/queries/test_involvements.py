"""Since when and until when an actor takes part in a project that several rows speak of: by day, on every surface."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.graph.drawing import draw
from tests.graph_service.house import folder, new_graph
from visualisations.presets import Figure

ACTORS = "id,name,kind\nA,Mairie,commune\nB,Agglo,epci"
PROJECTS = "id,title,kind,start,end\nP,Projet,operation,2012,{end}"


@pytest.mark.parametrize(
    ("rows", "end", "period"),
    [
        # A year ends after its March, and begins before it.
        ((("2013-03", "2015-03"), ("2013", "2015")), "", ("2013", "2015")),
        ((("2013", "2015"), ("2013-03", "2015-03")), "", ("2013", "2015")),
        ((("2014-02-01", "2015-12"), ("2014-01", "2015")), "", ("2014-01", "2015-12")),
        # What a row does not say is the project's; where that says nothing, the part has no end.
        ((("2014", "2015-03"), ("", "")), "2015", ("2012", "2015")),
        ((("2014", "2015-03"), ("2013", "")), "", ("2013", None)),
    ],
)
def test_the_period_of_a_part_is_by_day_and_the_same_wherever_it_is_told(
    tmp_path: Path, rows: tuple[tuple[str, str], ...], end: str, period: tuple[str, str | None]
) -> None:
    said = (f"A,P,{role},{since},{until}" for role, (since, until) in zip(("porteur", "financeur"), rows, strict=True))
    files = folder(
        tmp_path,
        "in",
        actors=ACTORS,
        projects=PROJECTS.format(end=end),
        participations="\n".join(["actor,project,role,start,end", *said, "B,P,partenaire,,"]),
    )
    with new_graph(tmp_path / "parts.db", files) as graph:
        asked = {"as_of": "2024-01-01", "tie_profile": "plain"}
        (project,) = graph.actor("A", **asked).projects
        (part,) = next(actor for actor in graph.who(**asked).actors if actor.id == "A").parts
        view = draw(graph, "actor", {"id": "A", **asked}, figure=Figure(form="projects"))
        (line,) = (edge for edge in view.edges if edge.key == ("A", "P"))
    assert (project.start, project.end) == period
    assert (part.start, part.end) == period
    assert (line.first, line.last) == period
