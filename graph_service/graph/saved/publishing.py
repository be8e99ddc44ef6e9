"""Publishes saved maps as static files: what the public sees, frozen, written whole, and noted in the register."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph_service.errors import InputError, MaillageError, NotFound, RowProblem, UsageError
from graph_service.graph.saved import folders, holding, maps, register
from graph_service.graph.saved import records as r
from graph_service.graph.saved.naming import told_by
from graph_service.graph.saved.slugs import slugs
from graph_service.graph.session import Session
from graph_service.messages import Day, Lang, Message, Text, m, say
from graph_service.model import Scope
from visualisations.frozen import frozen, thawed
from visualisations.publication import Options, checked_url, entry, index_files, map_files
from visualisations.view import MapView

__all__ = ["Published", "publish", "withdraw"]


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did."""

    publication: register.Publication
    written: tuple[str, ...]
    """Names of the maps that were drawn now; the others are as they were."""
    changed: bool
    """Whether the folder had to be written."""
    gone: tuple[register.Exposed, ...]
    """Maps that show what is no longer in the data."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A map as the public may see it, ready to be written."""

    map: r.SavedMap
    view: MapView
    state: r.Frozen
    holds: tuple[r.Held, ...]


def publish(
    session: Session,
    target: Path,
    names: Sequence[str] = (),
    *,
    lang: Lang = "fr",
    url: str | None = None,
    index: bool | None = None,
    title: str | None = None,
    refresh: bool = False,
) -> Published:
    """Write saved maps into a folder: those that `names` say, else all that are saved for the public.

    What the folder holds of an earlier time stays as it was drawn; `refresh` draws it anew, or of it those that are
    named. Options that are not given are those of before; its language stays.

    Raises UsageError for a folder with anything else in it; InputError, which lists why, where a map shows what the
    public does not see. Then nothing is written.
    """
    session.check_writable()
    target = target.resolve()
    before = folders.standing(target)
    held = _held(session, target, before)
    options = _options(held, lang, url, index, title, refresh)
    if options.title and (told := told_by(session, options.title, Scope.PUBLIC)):
        raise UsageError("publish-telling", record=told)
    chosen = _chosen(session, names, held, refresh)
    stays = [each for each in held.maps if each.id not in {found.map.id for found in chosen}] if held else []
    drawn = _drawn(session, chosen)
    gone = _refuse_hidden(session, held, stays)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = held or register.Publication(secrets.token_hex(6), now, "", options, (), {})
    files = register.kept(session.store, made) if held else {}
    fresh = _map_files(drawn, options, {each.id: each.entry.slug for each in made.maps}, stays)
    published = sorted([*stays, *(each for each, _ in fresh)], key=lambda each: (each.name.casefold(), each.entry.slug))
    kept = {path for each in stays for path in each.files}
    files = {path: data for path, data in files.items() if path in kept or (path in made.files and not fresh)}
    common: Mapping[str, bytes] = {path: files[path] for path in made.files if path in files}
    if fresh or not common:
        common = index_files([each.entry for each in published], options)
    files |= {**common, **{path: data for _, own in fresh for path, data in own.items()}}
    digests = {path: folders.digest(data) for path, data in common.items()}
    wanted = replace(made, folder=str(target), options=options, maps=tuple(published), files=digests)
    whole = folders.marked(wanted.id, files)
    changed = before is None or not folders.holds(target, whole) or sorted(before.files) != sorted(files)
    if held is None or wanted != held:
        # The register first: it may name a file too many, and never one too few.
        for each, own in fresh:
            register.keep(session.store, wanted.id, each.entry.slug, own)
        register.keep(session.store, wanted.id, None, common)
        wanted = register.put(session.store, replace(wanted, version=held.version if held else 0))
    if changed:
        _write(session, target, whole, before, held, wanted)
    return Published(wanted, tuple(each.name for each, _ in fresh), changed, gone)


def _write(
    session: Session,
    target: Path,
    files: Mapping[str, bytes],
    before: folders.Standing | None,
    held: register.Publication | None,
    wanted: register.Publication,
) -> None:
    try:
        folders.write(target, files, before)
    except (OSError, MaillageError):
        if held is None:
            # Nothing was written, ever.
            register.forget(session.store, wanted)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            register.put(session.store, replace(wanted, maps=(), files={}, withdrawn=at))
        raise


def _held(session: Session, target: Path, before: folders.Standing | None) -> register.Publication | None:
    """The publication that is in a folder, or was where the folder was."""
    known = [each for each in register.listed(session.store) if each.withdrawn is None]
    if before is None:
        return next((each for each in known if each.folder == str(target)), None)
    found = next((each for each in known if each.id == before.id), None)
    if found is None:
        raise UsageError("publish-other", folder=str(target))
    return found


def _options(
    held: register.Publication | None,
    lang: Lang,
    url: str | None,
    index: bool | None,
    title: str | None,
    refresh: bool,
) -> Options:
    asked: dict[str, Any] = {"url": url, "index": index, "title": None if title is None else " ".join(title.split())}
    if url:
        asked["url"] = checked_url(url)
        if asked["url"] is None:
            raise UsageError("publish-url", url=url[:200])
    given = {name: value for name, value in asked.items() if value is not None}
    if held is None:
        return Options(lang=lang, **given)
    wanted = replace(held.options, **given)
    if wanted != held.options and not refresh:
        raise UsageError("publish-options")
    return wanted


def _chosen(
    session: Session, names: Sequence[str], held: register.Publication | None, refresh: bool
) -> list[maps.Listed]:
    """The maps that have to be drawn."""
    there = {each.id for each in held.maps} if held else set()
    if names:
        found = list({each.map.id: each for each in (maps.find(session, name) for name in names)}.values())
        return found if refresh else [each for each in found if each.map.id not in there]
    if held:
        if not refresh:
            return []
        known = {each.map.id: each for each in maps.listed(session)}
        if lost := next((each for each in held.maps if each.id not in known), None):
            raise NotFound("publish-deleted", name=lost.name)
        return [known[each.id] for each in held.maps]
    every = [each for each in maps.listed(session) if each.map.scope is Scope.PUBLIC]
    if not every:
        raise UsageError("publish-nothing")
    return every


def _drawn(session: Session, chosen: Sequence[maps.Listed]) -> list[_Drawn]:
    """The maps as the public may see them. Raises InputError, which tells of every one that shows more."""
    found: list[_Drawn] = []
    problems: list[RowProblem] = []
    with session.store.read():
        for each in chosen:
            try:
                found.append(_public(session, each))
            except MaillageError as error:
                problems.append(_problem(each.map.name, error.code, error.message))
    if problems:
        raise InputError("publish-refused", problems, n=len(problems))
    return found


def _problem(name: str, code: str, message: Message) -> RowProblem:
    return {
        "file": name,
        "sheet": "",
        "row": 0,
        "column": "",
        "value": "",
        "code": code,
        "severity": "error",
        "message": message,
    }


def _public(session: Session, found: maps.Listed) -> _Drawn:
    """A map as the public sees it. Raises MaillageError where that is less than it was saved with."""
    it = found.map
    if found.withheld:
        names = [each.held.name for each in found.missing if each.hidden]
        raise UsageError("publish-hidden", names=_listed(names))
    if told := told_by(session, it.name, Scope.PUBLIC):
        raise UsageError("publish-telling", record=told)
    if it.frozen is not None:
        if it.scope is not Scope.PUBLIC:
            # Its numbers are of a higher scope, even where each thing that it shows is public.
            raise UsageError("publish-frozen-for", scope=m(f"scope-of-{it.scope}"))
        view = maps.kept_picture(session, it.frozen)
        return _Drawn(it, maps.as_frozen(view, it.frozen), it.frozen, it.holds)
    question = session.question(it.question)
    try:
        drawn = maps.asked_picture(session, question, it.asked(question), Scope.PUBLIC, chosen=maps.figure_of(it))
    except MaillageError as error:
        raise UsageError("publish-unseen", reason=error.message) from error
    if it.scope is not Scope.PUBLIC:
        full = maps.asked_picture(session, question, it.asked(question), it.scope, chosen=maps.figure_of(it))
        if _content(full) != _content(drawn):
            raise UsageError("publish-less", scope=m(f"scope-of-{it.scope}"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    state = r.Frozen(now, drawn.caption.as_of.stated, drawn.caption.revision, "")
    holds = holding.seen(session.store, Scope.PUBLIC, r.held_once([*it.holds, *holding.of_picture(drawn)]))
    return _Drawn(it, maps.as_frozen(thawed(frozen(drawn)), state), state, holds)


def _content(view: MapView) -> object:
    """What a picture shows, without who may see it and by which revision."""
    caption = replace(view.caption, revision=0)
    return say(view.title), caption.actors, caption.ties, view.nodes, view.edges, view.paths, view.sources


def _listed(names: Sequence[str]) -> Text:
    from graph_service.graph.saved.telling import listed

    return listed(list(dict.fromkeys(names)))


def _refuse_hidden(
    session: Session, held: register.Publication | None, stays: Sequence[register.PublishedMap]
) -> tuple[register.Exposed, ...]:
    """The maps that stay and show what is no longer in the data. Raises InputError where one shows what was hidden."""
    if held is None:
        return ()
    found = [each for each in register.exposed(session.store, [held]) if each.map in stays]
    problems = [
        _problem(
            each.map.name,
            "publish-hidden",
            m("error-publish-hidden", names=_listed([it.held.name for it in each.missing if it.hidden])),
        )
        for each in found
        if each.hidden
    ]
    if problems:
        raise InputError("publish-refused", problems, n=len(problems))
    return tuple(found)


def _map_files(
    drawn: Sequence[_Drawn],
    options: Options,
    before: Mapping[str, str],
    stays: Sequence[register.PublishedMap],
) -> list[tuple[register.PublishedMap, dict[str, bytes]]]:
    """Each map with its files. A map that was there keeps the name of its folder."""
    taken = {each.entry.slug for each in stays} | {before[each.map.id] for each in drawn if each.map.id in before}
    new = [each for each in drawn if each.map.id not in before]
    named = dict(zip([each.map.id for each in new], slugs([each.map.name for each in new], taken), strict=True))
    found = []
    for each in drawn:
        slug = before.get(each.map.id) or named[each.map.id]
        said = m("saved-frozen-on", at=Day(each.state.at[:10]), as_of=Day(each.state.as_of))
        of = entry(slug, each.map.name, each.view, said, options.lang)
        files = map_files(of, each.view, options, maps.figure_of(each.map))
        made = register.PublishedMap(
            id=each.map.id,
            name=each.map.name,
            entry=of,
            as_of=each.state.as_of,
            revision=each.state.revision,
            at=each.state.at,
            holds=each.holds,
            files={path: folders.digest(data) for path, data in files.items()},
        )
        found.append((made, files))
    return found


def find(session: Session, text: str) -> register.Publication:
    """The publication that an id or a folder leads to. Raises NotFound where none is."""
    known = [each for each in register.listed(session.store) if each.withdrawn is None]
    path = str(Path(text).resolve())
    found = next((each for each in known if text == each.id or path == each.folder), None)
    if found is None:
        raise NotFound("publish-unknown", text=text[:200])
    return found


def withdraw(session: Session, text: str) -> tuple[register.Publication, bool]:
    """Delete a publication's files from its folder and from the store, and note that it was withdrawn. Returns it, and
    whether its folder was there. What was copied elsewhere the caller has to delete: `Publication.paths` names it."""
    session.check_writable()
    found = find(session, text)
    target = Path(found.folder)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    gone = register.put(session.store, replace(found, withdrawn=at))
    register.forget(session.store, found)
    try:
        there = folders.standing(target)
    except UsageError:
        # What stands there now is of somebody else.
        return gone, False
    if there is None or there.id != found.id:
        return gone, False
    folders.remove(target, there)
    return gone, True
