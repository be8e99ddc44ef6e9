"""The facade: a session whose operations are methods, and each question too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_service.errors import Forbidden, RowProblem, StoreError
from graph_service.graph import configuring
from graph_service.graph.session import Session
from graph_service.messages import Lang
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from graph_service.queries.base import Answer
from graph_service.queries.declare import Question, Registry
from graph_service.settings import Settings
from graph_service.stores.open import open_store

if TYPE_CHECKING:
    import networkx

    from graph_service.graph import copying, editing, importing
    from graph_service.graph.saved.maps import Listed
    from graph_service.graph.saved.publishing import Published
    from graph_service.graph.saved.records import SavedMap
    from graph_service.graph.saved.register import Exposed, Publication
    from importers.batch import Progress
    from visualisations.changes import MapChanges
    from visualisations.presets import Figure
    from visualisations.view import MapView

# Most processes ask one question: what imports, edits, maps and exports need is loaded where that is done.


def open_graph(
    url: str,
    *,
    create: bool = False,
    scope: Scope | str = Scope.INTERNAL,
    registry: Registry = QUESTIONS,
    lazy: bool = False,
    settings: Settings | None = None,
) -> Graph:
    """Open the graph kept at `url`. A store that does not exist is made only with `create`; else StoreMissing.

    `settings` say how much memory projections may take; None: those of the environment.
    With `lazy`, a server that cannot be reached yet fails each question (StoreError) until it can be.
    """
    settings = settings or Settings.from_environment()
    return Graph(open_store(url, create=create, lazy=lazy), Scope(scope), registry, settings)


class Graph(Session):
    """Ask, import, correct, undo, map and export one store.

    Each question of the registry is a method: `graph.paths("TH", "CCS", k=3)`. Arguments are what people type: ids,
    identifiers or unambiguous names. `scope` is the most that this object may see.
    """

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Callable[..., Answer]:
        question = self.registry.get(name) if not name.startswith("_") else None
        if question is None:
            raise AttributeError(name)

        def method(*args: Any, scope: Scope | str | None = None, **options: Any) -> Answer:
            answer: Answer = self.ask(question, _named(question, args, options), scope=scope)
            return answer

        method.__name__, method.__doc__ = question.name, question.run.__doc__
        return method

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.registry.names]

    # Writing

    def import_files(
        self, paths: Sequence[str | Path], *, progress: Progress | None = None, **options: Any
    ) -> importing.ImportReport:
        """Import files as one batch; `options` are those of `maillage import`. Raises InputError for what cannot
        be read, and then nothing is written."""
        from graph_service.graph import importing

        return importing.import_files(self, [Path(p) for p in paths], importing.Options(**options), progress)

    def corrected_copy(
        self, paths: Sequence[str | Path], problems: Sequence[RowProblem], lang: Lang, **options: Any
    ) -> bytes:
        """A workbook of the files of an import, with its problems as comments in the cells: to correct and import
        again. Columns that hold persons are left out."""
        from graph_service.graph import importing

        return importing.corrected_copy(self, [Path(p) for p in paths], problems, lang, importing.Options(**options))

    def check_files(self, paths: Sequence[str | Path], **options: Any) -> None:
        """Read files as an import would. Raises InputError or UsageError for what may not be taken at all."""
        from graph_service.graph import importing

        if not importing.has_log(paths):
            importing.read_files(self, [Path(p) for p in paths], importing.Options(**options))

    def edit(self, operations: Iterable[Mapping[str, Any]], *, who: str = "", note: str = "") -> editing.EditReport:
        """Write corrections by staff: a list of operations is one batch, which one undo takes back."""
        from graph_service.graph import editing

        return editing.edit(self, list(operations), who=who, note=note)

    def undo(self, batch: str, *, who: str = "", yes: bool = False) -> editing.EditReport:
        """Withdraw a batch. Undoing an undo brings the batch back.

        What readers would see by it who do not see it now is listed and refused (InputError) without `yes`.
        """
        from graph_service.graph import undoing

        return undoing.undo(self, batch, who=who, yes=yes)

    def mend(self) -> int:
        """Rebuild the facts from the log after others changed the store by hand. Returns how many facts changed."""
        self.check_writable()
        counts = self.store.mend(self.new_batch("edit", who="doctor", note="doctor --mend")).counts
        return sum(n for found in (counts.created, counts.updated, counts.withdrawn) for n in found.values())

    def configure(
        self,
        *,
        default_as_of: str | None = None,
        fictional: bool = False,
        examples: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """Save settings of the whole store: the default date of questions, whether its relations are invented, and
        example questions (`examples`: of `paths` with `from` and `to`, of `gaps` with `project`)."""
        self.check_writable()
        configuring.configure(self.store, default_as_of=default_as_of, fictional=fictional, examples=examples)

    # Taking out

    def copy_to(
        self, url: str, scope: Scope | str | None = None, progress: copying.Progress | None = None
    ) -> copying.CopyReport:
        """Copy the store whole to another, made if it is not there; or with `scope` make that a replica of what the
        scope sees. See `graph_service.graph.copying`."""
        from graph_service.graph import copying

        if self.scope is not Scope.INTERNAL:
            raise Forbidden("scope-needed", scope=Scope.INTERNAL.value)
        asked = None if scope is None else self.lowered(scope)
        target = open_store(url, create=True)
        try:
            return replace(copying.copy(self.store, target, asked, progress), upgraded=target.upgraded)
        finally:
            target.close()

    def written(
        self,
        question: Question[Any, Any] | str,
        values: Mapping[str, Any],
        name: str,
        *,
        lang: Lang = "fr",
        scope: Scope | str | None = None,
        cards: Mapping[str, str] | None = None,
        places: bool = False,
        most: int | None = None,
        figure: Figure | None = None,
    ) -> bytes:
        """A file of a question's answer, by its name: `note.docx`, `picture.svg`, `table.csv`, …

        `places`: whether it is told in which rows of which files things stand. `figure`: what was chosen of a picture
        (`visualisations.presets.figure`)."""
        from graph_service.graph.writing import write, writer_for

        found = self.question(question) if isinstance(question, str) else question
        more: dict[str, Any] = {"scope": scope, "cards": cards, "places": places, "most": most}
        if figure is not None:
            more["figure"] = figure
        return write(self, found, values, writer_for(found, name), lang, **more)

    def map(self, **options: Any) -> MapView:
        """The map view around an actor (`focus`, `depth`) or of the paths between two (`path=(from, to)`)."""
        from graph_service.graph.mapping import MapRequest, map_view

        return map_view(self, MapRequest(**options))

    # Saved maps

    def save_map(self, name: str, question: str, values: Mapping[str, Any], **options: Any) -> SavedMap:
        """Save a question with its values under a name; `options` are those of `graph_service.graph.saved.maps.save`:
        `scope`, `freeze`, `preset`, `again`."""
        from graph_service.graph.saved import maps

        return maps.save(self, name, question, values, **options)

    def saved_maps(self, *, scope: Scope | str | None = None) -> list[Listed]:
        """The saved maps that a scope sees, by name."""
        from graph_service.graph.saved import maps

        return maps.listed(self, scope)

    def unread_maps(self, *, scope: Scope | str | None = None) -> dict[str, StoreError]:
        """Why some saved maps cannot be read, by id; told to the team alone."""
        from graph_service.graph.saved import maps

        return maps.unread(self, scope)

    def draw_map(
        self, name: str, *, scope: Scope | str | None = None, cards: Mapping[str, str] | None = None
    ) -> MapView:
        """The picture of a saved map, by its id or name: as it was frozen, or asked again in the map's own scope."""
        from graph_service.graph.saved import maps

        return maps.picture(self, maps.find(self, name, scope).map, cards)

    def map_changes(self, name: str, *, as_of: str | None = None, scope: Scope | str | None = None) -> MapChanges:
        """What differs between a frozen map and what its question gives today, or at another date."""
        from graph_service.graph.saved import maps

        return maps.changed(self, maps.find(self, name, scope).map, as_of)

    def delete_map(self, name: str, *, version: int | None = None) -> SavedMap:
        """Delete a saved map, by its id or name, with its frozen picture. `version` is that which the caller was
        shown: Conflict where the map was changed since."""
        from graph_service.graph.saved import maps

        return maps.delete(self, name, version)

    # Publications

    def publish(self, folder: str | Path, names: Sequence[str] = (), **options: Any) -> Published:
        """Write saved maps into a folder of static files, as the public sees them; `options` are those of
        `graph_service.graph.saved.publishing.publish`: `lang`, `url`, `index`, `title`, `refresh`."""
        from graph_service.graph.saved import publishing

        return publishing.publish(self, Path(folder), names, **options)

    def publications(self) -> list[tuple[Publication, list[Exposed]]]:
        """Every publication, the newest first, each with its maps that show what the public does not see today."""
        from graph_service.graph.saved import register

        if self.scope is not Scope.INTERNAL:
            raise Forbidden("scope-needed", scope=Scope.INTERNAL.value)
        with self.store.read():
            return [(each, list(register.exposed(self.store, [each]))) for each in register.listed(self.store)]

    def withdraw(self, folder: str) -> tuple[Publication, bool]:
        """Delete a publication, by its id or folder, and note that it was withdrawn. Returns it, and whether its folder
        was there."""
        from graph_service.graph.saved import publishing

        return publishing.withdraw(self, folder)

    def export(
        self, target: str | Path, *, scope: Scope | str | None = None, lang: Lang = "fr", **filters: Any
    ) -> dict[str, int]:
        """Write the facts of a scope as the template, filled: a workbook (.xlsx, its words in `lang`) or CSV files
        in a .zip. `filters` (theme, territory, actor_kind, project_kind, role) keep a part. Returns rows by sheet.

        Edited and imported again, the file says what was edited in it and nothing else.
        """
        from graph_service.graph import exporting

        return exporting.export(self, Path(target), self.lowered(scope), lang, filters)

    def to_networkx(self, *, two_mode: bool = True, scope: Scope | str | None = None, **options: Any) -> networkx.Graph:
        """The graph for networkx: actors and projects (`two_mode`), or actors with ties of `weight`."""
        from graph_service.graph import exporting

        return exporting.to_networkx(self, two_mode, scope, options)


def _named(question: Question[Any, Any], args: Sequence[Any], options: Mapping[str, Any]) -> dict[str, Any]:
    places = question.arguments
    if len(args) > len(places):
        raise TypeError(f"{question.name} takes {len(places)} positional arguments, {len(args)} given")
    return {**{p.name: value for p, value in zip(places, args, strict=False)}, **options}
