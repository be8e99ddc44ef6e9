"""Write under each query of docs/neo4j.md what it answers on the demo's data: `python -m tools.neo4j_answers`.

Run it when a query or the demo changes; `tests/test_neo4j_page.py` holds the page to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import neo4j

PAGE = Path(__file__).parents[1] / "docs" / "neo4j.md"
DEMO = Path(__file__).parents[1] / "graph_service" / "data" / "cvl"
SHOWN, WIDE, LISTED = 4, 50, 3
"""Rows, signs of a value, and items of a list that are shown."""
_QUERY = re.compile(r"```cypher\n(.*?)\n(.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)
Ask = Callable[[str, str], list[dict[str, Any]]]


def answered(page: str, ask: Ask) -> str:
    """The page with the answers of its queries; `ask` is given the line of parameters and the text."""

    def put(found: re.Match[str]) -> str:
        rows = ask(found[1], found[2])
        return f"```cypher\n{found[1]}\n{found[2]}```\n\n```text\n{''.join(_lines(rows))}```\n"

    return _QUERY.sub(put, page)


def _lines(rows: list[dict[str, Any]]) -> Iterable[str]:
    yield " | ".join(rows[0]) + "\n" if rows else "(nothing)\n"
    yield from (" | ".join(map(_cell_text, row.values())) + "\n" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"… ({len(rows)} rows)\n"


def _cell_text(value: Any) -> str:
    if isinstance(value, list):
        shown = ", ".join(_cell_text(item) for item in value[:LISTED])
        return f"[{shown}{', …' if len(value) > LISTED else ''}]"
    if value is None or isinstance(value, bool):
        return {None: "-", True: "true", False: "false"}[value]
    text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text if len(text) <= WIDE else text[: WIDE - 1] + "…"


def given(session: Any, line: str) -> dict[str, Any]:
    """The values of a `:param` line, read as Cypher reads them."""
    return dict(session.run(f"RETURN {line.removeprefix(':param ')} AS given").single(strict=True)["given"])


def main() -> None:
    from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
    from graph_service.graph import open_graph
    from tools.neo4j_server import Server

    with Server(brief=True) as server:
        user, password = server.auth
        os.environ |= {"MAILLAGE_NEO4J_USER": user, "MAILLAGE_NEO4J_PASSWORD": password}
        with open_graph(server.url, create=True) as graph:
            graph.import_files([DEMO], source=DEMO_SOURCE)
            graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        with neo4j.GraphDatabase.driver(server.url, auth=server.auth) as driver, driver.session() as session:
            page = answered(PAGE.read_text("utf-8"), lambda line, text: session.run(text, given(session, line)).data())
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
