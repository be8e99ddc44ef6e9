"""Small views to draw: French names as in the demo data, invented relations, and names that would like to be markup.

Strengths are round numbers made up here; nothing is computed, since a view only holds what is shown.
"""

from __future__ import annotations

from functools import cache

from graph_service.messages import Day, Label, Lang, m
from graph_service.vocabulary import Family
from visualisations.presets import PLAIN, Figure
from visualisations.renderers import renderer
from visualisations.view import (
    Caption,
    EdgeState,
    Emphasis,
    EvidenceLine,
    MapEdge,
    MapNode,
    MapPath,
    MapView,
    NodeState,
    Shown,
    SourceLine,
)

FAMILIES = {
    family.id: family
    for family in (
        Family("etat", Label("État", "State"), "square", "#B4472E", "#3B3B3B"),
        Family("regions", Label("Région, départements", "Region, départements"), "diamond", "#16365C", "#111111"),
        Family("epci", Label("Intercommunalités", "Intermunicipal bodies"), "hexagon", "#358DC9", "#8C8C8C"),
        Family("communes", Label("Communes", "Communes"), "circle", "#0F5F9E", "#5A5A5A"),
        Family("recherche", Label("Universités, recherche", "Universities"), "triangle", "#0A8260", "#FFFFFF"),
        Family("bailleurs", Label("Bailleurs sociaux", "Social landlords"), "house", "#B57C00", "#C4C4C4"),
        Family("banque", Label("Banque publique, protection sociale", "Public bank"), "plus", "#5B4633", "#777777"),
        Family("habitants", Label("Voix des habitants", "Residents’ voice"), "star", "#CE5C98", "#FFFFFF"),
        Family("autres", Label("Réseaux, associations", "Networks, associations"), "ring", "#5F6673", "#4A4A4A"),
    )
}

SOURCES = (
    SourceLine("demo", "Villes au Carré", "jeu « CVL-demo »", "Licence Ouverte 2.0", "2026-01-01"),
    SourceLine("insee", "Insee", "Code officiel géographique", "Licence Ouverte 2.0", "2026-01"),
    SourceLine("nu", "Fichier sans date"),
)

HOSTILE = {
    "tag": "<script>alert(1)</script>",
    "close": '</script><img src=x onerror="alert(2)">',
    "quotes": "L'« Œuvre » d\"Or & Cie' onmouseover='alert(3)",
    "long": "Syndicat intercommunal à vocation multiple " * 7,
    "rtl": "\u202eجمعية سكان الحي\u202c",
    "emoji": "👩🏽‍🌾 Jardins partagés 🏳️‍🌈",
    "lines": "A\u2028B\u2029C\nD\x00E",
    "jinja": "{{ 7*7 }}{% raw %}<!-- --><![CDATA[",
}


def node(id_: str, label: str, family: str, running: int = 3, **more: object) -> MapNode:
    return MapNode(id_, label, family, FAMILIES[family].label, FAMILIES[family], running, **more)  # type: ignore[arg-type]


def evidence(title: str, start: str | None = "2023", end: str | None = None, **more: object) -> EvidenceLine:
    roles = (Label("pilote", "lead"), Label("partenaire", "partner"))
    given: dict[str, object] = {"running": end is None, "sources": ("demo",), **more}
    return EvidenceLine(title, roles, start, end, **given)  # type: ignore[arg-type]


def tie(a: str, b: str, strength: float, projects: int = 2, **more: object) -> MapEdge:
    given: dict[str, object] = {
        "first": "2019",
        "evidence": (evidence("Mission d’appui — habitants de Blois"),),
        **more,
    }
    return MapEdge(a, b, strength, round(strength * 3, 3), projects, **given)  # type: ignore[arg-type]


def caption(nodes: int, edges: int) -> Caption:
    profile = Label("standard (demi-vie 36 mois)", "standard (half-life 36 months)")
    return Caption(Day("2026-01-01"), Shown(nodes, 90), Shown(edges, 1687), profile, 1280)


PARTNERS = (
    ("blois", "Blois", "communes", 0.52, 5),
    ("vac", "Villes au Carré", "autres", 0.47, 12),
    ("pref41", "Préfecture de Loir-et-Cher", "etat", 0.43, 6),
    ("cca", "Conseil citoyen A (démo)", "habitants", 0.38, 2),
    ("bb", "Bailleur blésois (démo)", "bailleurs", 0.33, 4),
    ("tmvl", "Tours Métropole Val de Loire", "epci", 0.29, 7),
    ("bp", "Bourges Plus", "epci", 0.29, 5),
    ("bdt", "Banque des Territoires", "banque", 0.27, 14),
    ("ut", "Université de Tours", "recherche", 0.25, 6),
    ("insa", "INSA Centre-Val de Loire", "recherche", 0.25, 2),
    ("anru", "ANRU", "etat", 0.2, 8),
    ("region", "Région Centre-Val de Loire", "regions", 0.2, 16),
    ("al", "Action Logement", "banque", 0.2, 4),
    ("d41", "Département de Loir-et-Cher", "regions", 0.2, 3),
    ("ars", "ARS", "etat", 0.19, 3),
    ("om", "Orléans Métropole", "epci", 0.15, 6),
    ("dreets", "DREETS", "etat", 0.13, 3),
    ("caf", "CAF", "banque", 0.11, 4),
    ("asso", "Association disparue", "autres", 0.06, 0),
)

SECOND = (
    ("tours", "Tours", "communes", "tmvl"),
    ("bourges", "Bourges", "communes", "bp"),
    ("rectorat", "Rectorat", "etat", "vac"),
    ("vierzon", "Vierzon", "communes", "region"),
    ("p28", "Préfecture d’Eure-et-Loir", "etat", "region"),
    ("chartres", "Chartres", "communes", "bdt"),
    ("uo", "Université d’Orléans", "recherche", "region"),
    ("vth", "Val Touraine Habitat", "bailleurs", "cca"),
)

BETWEEN = (("blois", "bb"), ("blois", "pref41"), ("vac", "tmvl"), ("vac", "cca"), ("region", "bdt"), ("bdt", "caf"))


def ego_view() -> MapView:
    """Agglopolys, 19 partners, 8 actors at two steps."""
    nodes = [node("agglo", "Agglopolys", "epci", 9, state=NodeState.FOCUS, territory="Loir-et-Cher")]
    nodes += [node(i, label, f, n, closed=i == "asso") for i, label, f, _, n in PARTNERS]
    nodes += [node(i, label, f, 2, state=NodeState.QUIET) for i, label, f, _ in SECOND]
    gone = (evidence("Contrat de ville 2015-2022", "2015", "2022-12-31", end_estimated=True, sources=("demo", "nu")),)
    edges = [tie(a, b, 0.2, 1, emphasis=Emphasis.QUIET) for a, b in BETWEEN]
    edges += [tie(i, parent, 0.2, 1, emphasis=Emphasis.QUIET) for i, _, _, parent in SECOND]
    edges += [
        tie("agglo", i, s, 4, ended=True, last="2022-12-31", evidence=gone)
        if i in ("ars", "dreets", "asso")
        else tie("agglo", i, s, 4, meetings_only=i == "caf")
        for i, _, _, s, _ in reversed(PARTNERS)
    ]
    return MapView(
        title=m("map-figure"),
        subtitle=Label("Qui travaille avec Agglopolys", "Who works with Agglopolys"),
        caption=caption(len(nodes), len(edges)),
        nodes=tuple(nodes),
        edges=tuple(edges),
        sources=SOURCES,
        notes=(m("map-hidden-weak", n=412),),
        fictional=True,
        layout="ego",
        alternative=Label("Carte d’Agglopolys et de 27 partenaires.", "Map of Agglopolys and 27 partners."),
    )


def path_view() -> MapView:
    """Three paths from Vierzon to the Université de Tours; the third one shares an actor with the first."""
    on = NodeState.PATH
    nodes = (
        node("vierzon", "Vierzon", "communes", state=NodeState.FOCUS),
        node("ut", "Université de Tours", "recherche", state=NodeState.FOCUS),
        node("vac", "Villes au Carré", "autres", 12, state=on),
        node("region", "Région Centre-Val de Loire", "regions", 16, state=on),
        node("tmvl", "Tours Métropole Val de Loire", "epci", 7, state=on),
    )
    edges = (
        tie("vierzon", "vac", 0.37, emphasis=Emphasis.FIRST),
        tie("vac", "ut", 0.3, emphasis=Emphasis.FIRST),
        tie("vierzon", "region", 0.39, emphasis=Emphasis.SECOND, ended=True),
        tie("region", "ut", 0.27, emphasis=Emphasis.SECOND, ended=True),
        tie("vac", "tmvl", 0.49, emphasis=Emphasis.SECOND),
        tie("tmvl", "ut", 0.41, emphasis=Emphasis.SECOND),
    )
    sentence = Label(
        "Vierzon peut être reliée à l’Université de Tours en 2 étapes.",
        "Vierzon can reach the Université de Tours in 2 steps.",
    )
    return MapView(
        title="De Vierzon à l’Université de Tours",
        caption=caption(len(nodes), len(edges)),
        nodes=nodes,
        edges=edges,
        paths=(
            MapPath(1, 0.111, ("vierzon", "vac", "ut"), sentence),
            MapPath(2, 0.105, ("vierzon", "region", "ut"), sentence),
            MapPath(3, 0.074, ("vierzon", "vac", "tmvl", "ut"), sentence),
        ),
        sources=SOURCES,
        fictional=True,
        layout="path",
        legend={EdgeState.PATH: m("paths-map-best"), EdgeState.ALTERNATIVE: m("paths-map-other")},
    )


def hostile_view() -> MapView:
    """Every text that data can bring is hostile: names, places, titles, roles, sources."""
    nodes = tuple(
        node(f"{key}<&\"'>", text, "autres", territory=text, url=f"javascript:{text}") for key, text in HOSTILE.items()
    )
    edges = tuple(
        tie(
            nodes[0].id,
            other.id,
            0.3,
            evidence=(EvidenceLine(other.label, (other.label, other.label), "2020", None, sources=(other.id,)),),
        )
        for other in nodes[1:]
    )
    return MapView(
        title=HOSTILE["close"],
        subtitle=HOSTILE["tag"],
        caption=caption(len(nodes), len(edges)),
        nodes=nodes,
        edges=edges,
        paths=(MapPath(1, 0.3, (nodes[0].id, nodes[1].id), HOSTILE["tag"]),),
        sources=tuple(SourceLine(n.id, n.label, n.label, n.label, "2025") for n in nodes),
        notes=(HOSTILE["close"],),
    )


def network_view(size: int = 90, groups: int = 6) -> MapView:
    """`size` actors in `groups` territories, tied by a fixed arithmetic rule; every fifteenth has no tie."""
    kinds = list(FAMILIES)
    nodes = [
        node(f"n{i}", f"Acteur {i} de la ville", kinds[i * 7 % 9], i % 13, territory=f"Département {i % groups}")
        for i in range(size)
    ]
    pairs = {(i, j) for i in range(size) for j in ((i + groups) % size, (i * 7 + 5) % size) if i < j}
    edges = [tie(f"n{i}", f"n{j}", 0.05 + (i * 37 + j * 11) % 60 / 100) for i, j in sorted(pairs) if i % 15 and j % 15]
    return MapView(
        title="Tout le réseau",
        caption=caption(len(nodes), len(edges)),
        nodes=tuple(nodes),
        edges=tuple(edges),
        sources=SOURCES[:1],
        layout="network",
    )


VIEWS = {"ego": ego_view, "path": path_view, "hostile": hostile_view, "network": network_view}


@cache
def rendered(name: str, lang: Lang = "fr", format_: str = "svg", figure: Figure = PLAIN) -> bytes:
    """One of these views as a file, drawn once for all tests that look at it."""
    return renderer(format_).draw(VIEWS[name](), lang, figure)
