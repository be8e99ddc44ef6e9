"""All actors, projects, participations, partnerships and fundings of a scope as a graph for other programs: GraphML
(yEd, networkx, igraph, R) or GEXF (Gephi). Every field is an attribute; read back, the file says the same.

Nodes are actors and projects, edges what joins them. The store's own themes and territories, which they name, stand
beside as one text; sources and functions are in `.xlsx` and `.zip`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph_service.checked import for_xml
from graph_service.model import Fact, RecordType, ends
from graph_service.records import cells
from graph_service.records.template import cell, row_of

TYPES = (
    RecordType.ACTOR,
    RecordType.PROJECT,
    RecordType.PARTICIPATION,
    RecordType.PARTNERSHIP,
    RecordType.FUNDING,
)
NODES = TYPES[:2]
LABELS = (RecordType.THEME, RecordType.TERRITORY)
_SHEET = "maillage_sheet"
"""The attribute that says which list of the template a node or an edge belongs to."""
Values = Mapping[str, str]


def graphml(facts: Mapping[RecordType, Sequence[Fact]]) -> Iterator[str]:
    """The text of a GraphML file, part by part."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield '<key id="g" for="graph" attr.name="maillage" attr.type="string"/>\n'
    yield '<key id="l" for="graph" attr.name="maillage_lists" attr.type="string"/>\n'
    keys = {of: {name: f"{of[0]}{at}" for at, name in enumerate(_names(facts, of))} for of in ("node", "edge")}
    for of, names in keys.items():
        for name, key in names.items():
            yield f'<key id="{key}" for="{of}" attr.name={_quoted(name)} attr.type="string"/>\n'
    yield '<graph edgedefault="directed"><data key="g">1</data>'
    yield f'<data key="l">{escape(_lists(facts))}</data>\n'
    for id_, values in _nodes(facts):
        yield f"<node id={_quoted(id_)}>{_data(values, keys['node'])}</node>\n"
    for id_, first, second, values in _edges(facts):
        own = _data(values, keys["edge"])
        yield f"<edge id={_quoted(id_)} source={_quoted(first)} target={_quoted(second)}>{own}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(values: Values, keys: Mapping[str, str]) -> str:
    return "".join(f'<data key="{keys[name]}">{escape(for_xml(text))}</data>' for name, text in values.items())


def gexf(facts: Mapping[RecordType, Sequence[Fact]]) -> Iterator[str]:
    """The text of a GEXF 1.3 file, part by part."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield f"<meta><creator>Maillage</creator><description>{escape(_lists(facts))}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    keys = {of: {name: str(at) for at, name in enumerate(_names(facts, of))} for of in ("node", "edge")}
    for of, names in keys.items():
        listed = "".join(f'<attribute id="{k}" title={_quoted(n)} type="string"/>' for n, k in names.items())
        yield f'<attributes class="{of}">{listed}</attributes>\n'
    yield "<nodes>\n"
    for id_, values in _nodes(facts):
        yield f"<node id={_quoted(id_)} label={_quoted(values['label'])}>{_attvalues(values, keys['node'])}</node>\n"
    yield "</nodes>\n<edges>\n"
    for id_, first, second, values in _edges(facts):
        own = _attvalues(values, keys["edge"])
        yield f"<edge id={_quoted(id_)} source={_quoted(first)} target={_quoted(second)}>{own}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attvalues(values: Values, keys: Mapping[str, str]) -> str:
    said = "".join(f'<attvalue for="{keys[name]}" value={_quoted(text)}/>' for name, text in values.items())
    return f"<attvalues>{said}</attvalues>"


def _names(facts: Mapping[RecordType, Sequence[Fact]], of: str) -> Iterable[str]:
    rows = (values for _, values in _nodes(facts)) if of == "node" else (values for *_, values in _edges(facts))
    return dict.fromkeys(name for values in rows for name in values)


def _nodes(facts: Mapping[RecordType, Sequence[Fact]]) -> Iterator[tuple[str, Values]]:
    for type_ in NODES:
        for fact in facts[type_]:
            yield _node(type_, fact.id), {_SHEET: type_.sheet, "label": fact.name or fact.id, **_values(fact)}


def _node(type_: RecordType, id_: str) -> str:
    """An actor and a project may have one id: a graph has one for each node."""
    return f"{type_.value}:{id_}"


def _edges(facts: Mapping[RecordType, Sequence[Fact]]) -> Iterator[tuple[str, str, str, Values]]:
    there = {type_: {fact.id for fact in facts[type_]} for type_ in NODES}
    for type_ in TYPES[2:]:
        own = {column.name for column in ends(type_)}
        for fact in facts[type_]:
            ids = [(column, str(fact.get(column.name))) for column in ends(type_)]
            nodes = [
                _node(next((ref for ref in column.refs if id_ in there.get(ref, ())), column.refs[0]), id_)
                for column, id_ in ids
            ]
            values = {name: text for name, text in _values(fact).items() if name not in own}
            for n in range(fact.count):
                # Equal grants are as many edges as there are grants.
                yield f"{fact.id}-{n}" if n else fact.id, nodes[0], nodes[1], {_SHEET: type_.sheet, **values}


def _lists(facts: Mapping[RecordType, Sequence[Fact]]) -> str:
    rows = {type_.sheet: [_values(fact) for fact in facts.get(type_, ())] for type_ in LABELS}
    return for_xml(json.dumps(rows, ensure_ascii=False))


def _values(fact: Fact) -> dict[str, str]:
    # A graph is no spreadsheet: what would be a formula there is a text here.
    texts = {name: cells.unescape(cell(value)) for name, value in row_of(fact).items() if name != "source"}
    return {name: text for name, text in texts.items() if text}


def _quoted(text: str) -> str:
    # A line break in an attribute would come back as a space.
    return quoteattr(for_xml(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
