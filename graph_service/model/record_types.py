"""The records, each field declared once: the template, the reader, the fold and the command line are drawn from these.

A field's bounds keep one cell from spoiling every answer: they are wide enough for anything that is meant, and narrow
enough to compute with. Dates of sources and visibility stand on the statement around a record, not in it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph_service.model.kinds import Identifier, RecordType, Ref, Stated, TermOf

_A, _P = RecordType.ACTOR, RecordType.PROJECT
LONGEST = 16_000
"""Characters of any text: twice as many units, as rare signs take, still fit into a cell of a spreadsheet."""
StatedDate = Annotated[str | None, Stated()]
Id = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=1000)]
Text = Annotated[str | None, Field(max_length=2000)]
LongText = Annotated[str | None, Field(max_length=LONGEST)]
TextList = Annotated[tuple[str, ...], Field(max_length=5000)]
Attributes = Annotated[tuple[str, ...], Field(max_length=200)]
"""What a file says beside the fields above, as `name: value`: attributes of a graph, the object of a grant."""
Euros = Annotated[float | None, Field(ge=0, le=1e13)]
Latitude = Annotated[float | None, Field(ge=-90, le=90)]
Longitude = Annotated[float | None, Field(ge=-180, le=180)]
Territories = Annotated[TextList, Ref(RecordType.TERRITORY)]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Actor(Record):
    """An organisation or a collective body; never an individual."""

    id: Id
    name: Name
    kind: Annotated[str, TermOf("actor_kind")]
    acronym: Text = None
    aliases: TextList = ()
    siren: Annotated[str | None, Identifier("siren")] = None
    siret: Annotated[str | None, Identifier("siret")] = None
    rna: Annotated[str | None, Identifier("rna")] = None
    territory: Annotated[str | None, Ref(RecordType.TERRITORY)] = None
    website: Text = None
    latitude: Latitude = None
    longitude: Longitude = None
    start: StatedDate = None
    end: StatedDate = None
    succeeds: Annotated[TextList, Ref(_A)] = ()
    attributes: Attributes = ()


class Project(Record):
    """Anything actors take part in together: contract, operation, mission, event, network, body, publication."""

    id: Id
    title: Name
    kind: Annotated[str, TermOf("project_kind")]
    themes: Annotated[TextList, Ref(RecordType.THEME)] = ()
    territories: Territories = ()
    status: Text = None
    start: StatedDate = None
    end: StatedDate = None
    size: Annotated[int | None, Field(ge=1, le=100_000)] = None
    budget: Euros = None
    succeeds: Annotated[TextList, Ref(_P)] = ()
    documents: Annotated[TextList, Ref(_P, _A)] = ()
    description: LongText = None
    website: Text = None
    attributes: Attributes = ()


class Participation(Record):
    """An actor in a project, with role and dates. All that is "co-" is derived from these, never stored."""

    actor: Annotated[str, Ref(_A)]
    project: Annotated[str, Ref(_P)]
    role: Annotated[str, TermOf("role")]
    start: StatedDate = None
    end: StatedDate = None
    level: Text = None
    college: Text = None
    quality: Text = None
    attributes: Attributes = ()


class Partnership(Record):
    """A dated direct relation between two actors. Its kind says whether it is a tie."""

    actor: Annotated[str, Ref(_A)]
    partner: Annotated[str, Ref(_A)]
    kind: Annotated[str, TermOf("partnership_kind")]
    title: Text = None
    weight: Annotated[float | None, Field(ge=1e-6, le=1e6)] = None
    start: StatedDate = None
    end: StatedDate = None
    attributes: Attributes = ()
    directed: bool | None = None
    """Stamped by the importer from the kind's vocabulary row: whether (a, b) and (b, a) are two facts."""


class Funding(Record):
    """Money from an actor to an actor or a project."""

    funder: Annotated[str, Ref(_A)]
    recipient: Annotated[str, Ref(_A, _P)]
    amount: Euros = None
    currency: Text = None
    year: Annotated[int | None, Field(ge=1900, le=2200)] = None
    nature: Annotated[str | None, TermOf("funding_nature")] = None
    status: Annotated[str | None, TermOf("funding_status")] = None
    attributes: Attributes = ()


class Function(Record):
    """A role-holder without a name, such as "chef de projet politique de la ville". Always internal."""

    id: Id
    actor: Annotated[str, Ref(_A)]
    title: Name
    generic_contact: Text = None
    start: StatedDate = None
    end: StatedDate = None


class Theme(Record):
    id: Id
    label_fr: Text = None
    label_en: Text = None
    parent: Annotated[str | None, Ref(RecordType.THEME)] = None
    scheme: Text = None
    start: StatedDate = None
    end: StatedDate = None


class Territory(Record):
    """A place. `code` is `R24`, `D37`, an EPCI's SIREN, a COG, `QP…`/`QN…`, or free `Z:slug`."""

    code: Id
    level: Annotated[str, TermOf("territory_level")]
    name: Text = None
    within: Territories = ()
    governed_by: Annotated[str | None, Ref(_A)] = None
    programmes: TextList = ()
    population: Annotated[int | None, Field(ge=0, le=20_000_000_000)] = None
    latitude: Latitude = None
    longitude: Longitude = None
    succeeds: Territories = ()
    start: StatedDate = None
    end: StatedDate = None


class Source(Record):
    """Who said so: producer, title, licence, date, what it covers."""

    id: Id
    producer: Text = None
    title: Text = None
    licence: Text = None
    url: Text = None
    updated: StatedDate = None
    covers_territories: Territories = ()
    covers_kinds: TextList = ()
    covers_from: StatedDate = None
    covers_to: StatedDate = None
    rank: Annotated[int | None, Field(ge=-1_000_000, le=1_000_000)] = None
    """The operator's alone (`edit ID rank=2`): of two sources the higher rank wins a field. No file sets it."""


class Term(Record):
    """A vocabulary row that came with a mapping. `id` is `category:name`, such as `role:tiers`."""

    id: Id
    label_fr: Text = None
    label_en: Text = None
    parent: Text = None
    tie: bool | None = None
    factor: Annotated[float | None, Field(ge=0, le=1000)] = None
    usual_months: Annotated[int | None, Field(ge=0, le=1200)] = None
    one_off: bool | None = None
    directed: bool | None = None


RECORDS: dict[RecordType, type[Record]] = {
    RecordType.ACTOR: Actor,
    RecordType.PROJECT: Project,
    RecordType.PARTICIPATION: Participation,
    RecordType.PARTNERSHIP: Partnership,
    RecordType.FUNDING: Funding,
    RecordType.FUNCTION: Function,
    RecordType.THEME: Theme,
    RecordType.TERRITORY: Territory,
    RecordType.SOURCE: Source,
    RecordType.TERM: Term,
}

RELATIONS = (RecordType.PARTICIPATION, RecordType.PARTNERSHIP, RecordType.FUNDING)
"""The types whose records have no id of their own: they are what they say of their two ends (`columns.ends`)."""

KEYED: dict[RecordType, str] = {
    t: "code" if t is RecordType.TERRITORY else "id" for t in RecordType if t not in RELATIONS
}
"""The types whose records carry an id of their own, and the field it stands in."""
