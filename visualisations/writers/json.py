"""An answer as JSON: what the service and the command line give programs."""

from __future__ import annotations

import json

from visualisations.writers import DATA, Face, Faces, Writer


def write(faces: Faces) -> bytes:
    """The answer as one JSON document in UTF-8."""
    document = faces.answer.model_dump(mode="json", by_alias=True, context={"lang": faces.lang})
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False).encode("utf-8", "replace") + b"\n"


WRITERS = (Writer(DATA, Face.WORDS, "application/json", write, place=90),)
