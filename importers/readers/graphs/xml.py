"""Reads GraphML and GEXF (the old namespace, 1.1 to 1.3), event by event, without entities or outside references.

networkx refuses three of ten published files and invents nodes that an edge names (docs/decisions/0015-graph-files.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from graph_service.errors import InputError
from graph_service.records import cells
from importers.readers.graphs.tables import Graph, sheets
from importers.sheets import Limits, Sheet

_START = re.compile(rb"<\s*(?:[A-Za-z_][\w.-]*:)?(graphml|gexf)[\s>]", re.IGNORECASE)
_LOOKED_AT = 8192
_LIST_ITEM = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,|]+?))\s*(?:[,|]|$)""")
_VIZ = ("color", "position", "size", "shape", "thickness")
_DEEPEST = 100


def is_graph(data: bytes) -> bool:
    """Whether bytes are GraphML or GEXF."""
    return bool(_START.search(_plain(data[:_LOOKED_AT])))


def _plain(data: bytes) -> bytes:
    """The first bytes as ASCII where they are UTF-16."""
    return data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data


def read_xml(file: str, container: str, data: bytes, limits: Limits) -> list[Sheet]:
    """The nodes and edges of a GraphML or GEXF file. Raises InputError where it is no XML, nested too deep, holds
    entities, or has no graph."""
    found = _START.search(_plain(data[:_LOOKED_AT]))
    assert found
    read = _graphml if found[1].lower() == b"graphml" else _gexf
    try:
        graph = read(_events(data, file))
    except DefusedXmlException as cause:
        raise InputError("xml-entities", file=file) from cause
    except ParseError as cause:
        row, column = cause.position
        raise InputError("bad-xml", file=file, row=row, column=column + 1) from cause
    except (LookupError, ValueError) as cause:
        # An encoding that nobody knows, or bytes that it does not have.
        raise InputError("bad-xml", file=file, row=1, column=1) from cause
    return sheets(graph, file, container, limits)


Event = tuple[str, str, Element, tuple[str, ...]]
"""(start or end, name without namespace, element, names above)."""


def _events(data: bytes, file: str) -> Iterator[Event]:
    above: list[str] = []
    for kind, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if kind == "start":
            yield kind, name, element, tuple(above)
            above.append(name)
            if len(above) > _DEEPEST:
                raise InputError("xml-too-deep", file=file, limit=_DEEPEST)
        else:
            above.pop()
            yield kind, name, element, tuple(above)
            if name in ("node", "edge"):
                element.clear()


def _graphml(events: Iterator[Event]) -> Graph:
    graph, keys, defaults = Graph(), dict[str, str](), dict[str, dict[str, str]]()
    values: list[dict[str, str]] = []
    for kind, name, element, above in events:
        if kind == "start":
            if name in ("node", "edge"):
                values.append({})
        elif name == "key":
            id_ = element.get("id", "")
            keys[id_] = element.get("attr.name") or id_
            default = element.find("{*}default")
            if default is not None and default.text:
                for of in ("node", "edge") if element.get("for", "all") == "all" else (element.get("for", ""),):
                    defaults.setdefault(of, {})[keys[id_]] = default.text.strip()
        elif name == "data":
            of = above[-1] if above else ""
            text = "".join(element.itertext()).strip()
            key = element.get("key", "")
            if of in ("node", "edge") and values:
                values[-1][_apart(keys.get(key, key), of)] = text
            elif of == "graph":
                graph.about[keys.get(key, key)] = text
        elif name == "hyperedge":
            graph.unread[name] += 1
        elif name == "node":
            own = {**{_apart(n, name): t for n, t in defaults.get("node", {}).items()}, **values.pop()}
            graph.add_node(element.get("id", ""), own)
        elif name == "edge":
            own = {**{_apart(n, name): t for n, t in defaults.get("edge", {}).items()}, **values.pop()}
            graph.edges.append(_edge(element, own))
    return graph


def _edge(element: Element, own: dict[str, str]) -> dict[str, str]:
    ends = {"source": element.get("source", "").strip(), "target": element.get("target", "").strip()}
    directed = {"true": "directed", "false": "undirected"}.get(element.get("directed", ""), element.get("type", ""))
    found = {"edge_id": element.get("id", ""), "type": directed, "label": element.get("label", "")}
    found |= {"weight": element.get("weight", ""), "kind": element.get("kind", "")}
    found |= {"start": element.get("start", ""), "end": element.get("end", "")}
    return {**ends, **{key: text for key, text in found.items() if text}, **own}


def _apart(name: str, of: str) -> str:
    """The name of an attribute, apart from what the file says of the node or edge itself."""
    taken = ("source", "target", "source_mode", "target_mode") if of == "edge" else ("mode",)
    return f"{name} (2)" if name in taken else name


def _gexf(events: Iterator[Event]) -> Graph:
    graph = Graph()
    titles: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    types: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    of = "node"
    values: list[dict[str, str]] = []
    parents: list[str] = []
    for kind, name, element, above in events:
        if kind == "start":
            if name == "attributes":
                of = element.get("class", "node")
            elif name in ("node", "edge"):
                values.append({})
                parents.append(element.get("id", ""))
            continue
        if name == "attribute" and of in titles:
            id_ = element.get("id", "")
            titles[of][id_] = element.get("title") or id_
            types[of][id_] = element.get("type", "")
            default = element.find("{*}default")
            if default is not None and default.text:
                defaults[of][titles[of][id_]] = default.text.strip()
        elif name == "attvalue" and values:
            inside = "edge" if "edge" in above else "node"
            id_ = element.get("for") or element.get("id") or ""
            text = element.get("value", "")
            text = _list(text) if types[inside].get(id_, "").startswith("list") else text
            values[-1][_apart(titles[inside].get(id_, id_), inside)] = text.strip()
        elif name in _VIZ and values and "}" in element.tag and "viz" in element.tag:
            values[-1] |= {f"viz:{part}": text for part, text in element.attrib.items()}
        elif name == "node":
            own = values.pop()
            parents.pop()
            above_it = {"parent": parents[-1]} if parents else {}
            label = {"label": element.get("label", "")} if element.get("label") else {}
            spell = {key: stated for key in ("start", "end", "pid") if (stated := element.get(key))}
            graph.add_node(element.get("id", ""), {**defaults["node"], **own, **above_it, **spell, **label})
        elif name == "edge":
            own = values.pop()
            parents.pop()
            graph.edges.append(_edge(element, {**defaults["edge"], **own}))
        elif name == "creator" and (element.text or "").strip() == "Maillage":
            graph.about["maillage"] = "1"
        elif name == "description" and above[-1:] == ("meta",):
            graph.about["maillage_lists"] = element.text or ""
    return graph


def _list(text: str) -> str:
    """A value of a list type, in any of its spellings (`[a, b]`, `a|b`, `['a', "b"]`), as a list of ours."""
    bare = text.strip()
    bare = bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare
    found = [
        next(part for part in match.groups() if part is not None) for match in _LIST_ITEM.finditer(bare) if match[0]
    ]
    return cells.join_list(item.replace("\\'", "'").replace('\\"', '"').strip() for item in found if item.strip())
