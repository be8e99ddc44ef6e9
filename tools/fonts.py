"""Make the static fonts of pictures, and the table of how wide their letters are.

`python -m tools.fonts "Inter[opsz,wght].ttf"` writes `visualisations/fonts/inter-WEIGHT.ttf` and `widths.json` from the
variable font that `visualisations/fonts/README.md` says where to get. The letters are those of `inter.woff2`, which
takes brotli to read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from visualisations.fonts import FILE, WEIGHTS, ttf_name

FOLDER = Path(__file__).parent.parent / "visualisations" / "fonts"
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


def main(source: str) -> None:
    letters = sorted(TTFont(FOLDER / FILE).getBestCmap())
    for weight in WEIGHTS:
        font = TTFont(source, recalcTimestamp=False)
        instancer.instantiateVariableFont(font, {"opsz": 14, "wght": weight}, inplace=True, updateFontNames=True)
        options = Options(hinting=False, layout_features=FEATURES, name_IDs=["*"])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        font.save(FOLDER / ttf_name(weight))
    (FOLDER / "widths.json").write_text(json.dumps(table(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def table() -> dict[str, object]:
    """The letters, and for each weight their advances in thousandths of the font's size."""
    fonts = {weight: TTFont(FOLDER / ttf_name(weight)) for weight in WEIGHTS}
    letters = sorted(fonts[WEIGHTS[0]].getBestCmap())
    advances = {
        str(weight): [
            round(1000 * font["hmtx"][font.getBestCmap()[letter]][0] / font["head"].unitsPerEm) for letter in letters
        ]
        for weight, font in fonts.items()
    }
    return {"letters": "".join(map(chr, letters)), "advances": advances}


if __name__ == "__main__":
    main(sys.argv[1])
