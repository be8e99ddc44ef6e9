"""The Cypher texts that read the store, all with parameters: the state at batch `$n` for `$scope`.

In front stands what is so now, behind what a lower scope sees and what is over.
"""

from __future__ import annotations

from graph_service.model import RecordType
from graph_service.stores.neo4j.names import NODES, PATTERN, RELATIONS

HEAD = """
    MATCH (h:Maillage { maillage: $store, id: 'head' })
    RETURN h.store_id, h.n, h.base, h.folding, h.public, h.partners, h.internal
"""
MOVED = "MATCH (h:Maillage { maillage: $store, id: 'head' }) RETURN h.n, h.folding, h.swept"

_SO = "f.since <= $n AND $scope IN f.scopes"
_BEHIND_SO = "f.maillage = $store AND f.since <= $n AND (f.until IS NULL OR f.until > $n) AND $scope IN f.scopes"
FACTS = {
    type_: f"""
    UNWIND $ids AS id MATCH {pattern} WHERE f.id = id AND {_SO} RETURN properties(f)
    UNION ALL UNWIND $of AS of MATCH (f:Variant {{ of: of }}) WHERE {_BEHIND_SO} RETURN properties(f)
"""
    for type_, pattern in PATTERN.items()
}
EVERY = {
    type_: f"""
    MATCH {pattern} WHERE f.id > $last WITH f ORDER BY f.id LIMIT $page
    RETURN f.id, properties(f), {_SO}
"""
    for type_, pattern in PATTERN.items()
}
BEHIND = f"""
    MATCH (f:Variant) WHERE f.of > $type + ':' + $last AND f.of < $type + ';' AND {_BEHIND_SO}
    RETURN f.id, properties(f) ORDER BY f.of LIMIT $page
"""
CONTENTS = {
    type_: f"""
    MATCH {pattern} WHERE f.id > $last WITH f ORDER BY f.id LIMIT $page WITH collect(f) AS found
    RETURN found[-1].id, size(found), [f IN found WHERE {_SO} | [f.id, f.content]]
"""
    for type_, pattern in PATTERN.items()
}
CONTENTS_BEHIND = f"MATCH (f:Variant) WHERE f.type = $type AND {_BEHIND_SO} RETURN [f.id, f.content]"
HELD_COUNTED = "\n    UNION ALL\n".join(
    f"    MATCH {pattern} WHERE f.id IS NOT NULL RETURN '{type_.value}' AS type, count(f) AS n"
    for type_, pattern in PATTERN.items()
)
BEHIND_COUNTED = "MATCH (v:Variant { maillage: $store }) RETURN count(v)"
COUNTED = "\n    UNION ALL\n".join(
    f"    MATCH {pattern} WHERE f.id IS NOT NULL AND {_SO} RETURN '{type_.value}' AS type, count(f) AS n"
    for type_, pattern in PATTERN.items()
)
COUNTED = f"""
    CALL () {{
    {COUNTED}
    UNION ALL
    MATCH (f:Variant) WHERE {_BEHIND_SO} RETURN f.type AS type, count(f) AS n
    }}
    RETURN type, sum(n)
"""
COUNTED_APART = "\n    UNION ALL\n".join(
    f"""
    CALL () {{
        MATCH {pattern} WHERE {_SO} RETURN f.id AS id
        UNION MATCH (f:Variant) WHERE {_BEHIND_SO} AND f.type = '{type_.value}' RETURN f.id AS id
    }}
    RETURN '{type_.value}' AS type, count(id) AS n"""
    for type_, pattern in PATTERN.items()
)
BY_ID = "\n    UNION ALL\n".join(
    [
        f"    UNWIND $ids AS id MATCH {pattern} WHERE f.id = id AND {_SO} RETURN '{type_.value}' AS type, f.id AS id"
        for type_, pattern in PATTERN.items()
    ]
    + [
        f"    UNWIND $ids AS id MATCH (f:Variant {{ of: '{type_.value}:' + id }}) WHERE {_BEHIND_SO} "
        f"RETURN '{type_.value}' AS type, f.id AS id"
        for type_ in PATTERN
    ]
)
_TYPE = "CASE " + " ".join(f"WHEN f:{label} THEN '{t.value}'" for t, label in NODES.items()) + " ELSE f.type END"
_RELATION_TYPE = "CASE type(f) " + " ".join(f"WHEN '{name}' THEN '{t.value}'" for t, name in RELATIONS.items()) + " END"
_OF_RELATION = "|".join(RELATIONS.values())
BY_NAME = f"""
    CALL db.index.fulltext.queryNodes('fact_names', $query) YIELD node AS f
    WITH f WHERE {_BEHIND_SO}
    RETURN {_TYPE} AS type, f.id AS id, f.names AS names
    UNION ALL
    CALL db.index.fulltext.queryRelationships('relation_names', $query) YIELD relationship AS f
    WITH f WHERE f.maillage = $store AND {_SO} RETURN {_RELATION_TYPE} AS type, f.id AS id, f.names AS names
"""
INCIDENT = f"""
    UNWIND $ids AS id
    CALL (id) {{
        MATCH (x:Actor {{ maillage: $store, id: id }}) RETURN x
        UNION MATCH (x:Project {{ maillage: $store, id: id }}) RETURN x
    }}
    MATCH (x)-[f:{_OF_RELATION} {{ maillage: $store }}]-() WHERE {_SO}
    RETURN {_RELATION_TYPE} AS type, properties(f) AS props
    UNION ALL UNWIND $ids AS id MATCH (f:Function {{ actor: id }}) WHERE f.maillage = $store AND {_SO}
    RETURN 'function' AS type, properties(f) AS props
    UNION ALL UNWIND $ids AS id MATCH (f:Variant {{ a: id }}) WHERE {_BEHIND_SO}
    RETURN f.type AS type, properties(f) AS props
    UNION ALL UNWIND $ids AS id MATCH (f:Variant {{ b: id }}) WHERE {_BEHIND_SO}
    RETURN f.type AS type, properties(f) AS props
"""
CHANGES = """
    MATCH (i:Import { maillage: $store })-[:CHANGED { maillage: $store }]->(c:Change)
    WHERE i.n > $base AND i.n <= $n AND i[$scope] > $since AND $scope IN c.scopes
    RETURN i[$scope], c.type, c.ids
"""
_NAME = "coalesce(f.name, f.title, f.label_fr, f.label_en, f.id)"
# No score: it weighs words by all of the index, so that what a reader may not see would reorder what they see.
SEARCH = f"""
    CALL db.index.fulltext.queryNodes('fact_words', $query) YIELD node AS f
    WITH f, {_TYPE} AS type WHERE {_BEHIND_SO} AND type IN $types AND (size($kinds) = 0 OR f.kind IN $kinds)
    RETURN type, properties(f) ORDER BY size({_NAME}), f.id LIMIT $most
"""
HOLDING = f"""
    UNWIND $queries AS query
    CALL (query) {{
        CALL db.index.fulltext.queryNodes('fact_words', query) YIELD node AS f
        WITH f, {_TYPE} AS type WHERE {_BEHIND_SO} AND type IN $types
        RETURN type, f LIMIT $most
    }}
    RETURN query, type, f.id, {_NAME}, f.kind, f.names
"""
NEAR_WORDS = f"""
    CALL db.index.fulltext.queryNodes('fact_words', $query) YIELD node AS f
    WITH f, {_TYPE} AS type WHERE {_BEHIND_SO} AND type IN ['actor', 'project']
    UNWIND split(f.words, ' ') AS word
    WITH DISTINCT word WHERE left(word, 1) = $first RETURN word
"""
ACTORS_BY_NAME = f"""
    CALL db.index.fulltext.queryNodes('fact_names', $query) YIELD node AS f
    WITH f WHERE {_BEHIND_SO} AND {_TYPE} = 'actor' RETURN f.id
"""
ACTORS_BY_WORD = f"""
    CALL db.index.fulltext.queryNodes('fact_words', $query) YIELD node AS f
    WITH f WHERE {_BEHIND_SO} AND {_TYPE} = 'actor' RETURN f.id, f.words
"""
ACTORS_AT = f"""
    MATCH {PATTERN[RecordType.ACTOR]} WHERE {_SO} AND f.territory IN $places AND f.kind IN $kinds RETURN f.id
    UNION ALL MATCH (f:Variant) WHERE {_BEHIND_SO} AND f.type = 'actor' AND f.territory IN $places AND f.kind IN $kinds
    RETURN f.id
"""
_SPOKEN = """
    MATCH (s)<-[r:SAYS { maillage: $store }]-(i:Import) WHERE i.n > $base AND i.n <= $n
    RETURN s.digest, i.n, r.file, r.sheet, r.rows, r.at,
           [s.op, s.type, s.source, s.key, s.updated, s.visibility, s.ids, s.fields]
"""
SPOKEN_ABOUT = f"UNWIND $of AS of MATCH (s:Statement {{ about: of }}) WHERE s.maillage = $store WITH s {_SPOKEN}"
SPOKEN_BY = f"""
    CALL db.index.fulltext.queryNodes('statement_hooks', $query) YIELD node AS s
    WITH s WHERE s:Word AND s.maillage = $store WITH s {_SPOKEN}
"""
WORD_HOOKS = """
    MATCH (s:Word)<-[:SAYS { maillage: $store }]-(i:Import) WHERE i.n > $base AND i.n <= $n
    UNWIND s.hooks AS hook RETURN DISTINCT hook
"""
SPOKEN_IN = f"""
    MATCH (i:Import {{ id: $batch }})-[:SAYS {{ maillage: $store }}]->(s) WHERE i.maillage = $store
    WITH DISTINCT s {_SPOKEN}
"""
