"""Write docs/mapping.schema.json: the JSON Schema of a mapping's YAML, for editors that complete words."""

from __future__ import annotations

import json
from pathlib import Path

from importers.mapping.declared import Mapping

TARGET = Path(__file__).parent.parent / "docs" / "mapping.schema.json"


if __name__ == "__main__":
    TARGET.write_text(json.dumps(Mapping.json_schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
