"""One table of fields and types: each type has its row, and a type that is added needs nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from index.model import EntityType
from index.query.fields import ENTITY_KINDS, FACET_KINDS, FIELDS

WITH_A_VESSEL = """
import json, sys
from enum import StrEnum
from pathlib import Path
import index.model
from index.query import fields

kinds = {kind.name: kind.value for kind in index.model.EntityType}
index.model.EntityType = StrEnum("EntityType", {**kinds, "VESSEL": "vessel"})
source = Path(fields.__file__).read_text().replace(
    "ENTITY_KINDS = (",
    'ENTITY_KINDS = (EntityKind(EntityType.VESSEL, "vessel", "Vessels",'
    ' Colours("#123456", "#654321", "ansi_red"), "documents that mention that ship"),',
    1,
)
exec(compile(source, fields.__file__, "exec"), fields.__dict__)

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from tui import manual, theme
from tui.widgets.entity_rows import Order, result_rows
from tui.widgets.reader import Reader
from tui.widgets.rowlist import RowList

corpus, folder = map(Path, sys.argv[1:])
Builder(folder, open_engine, processes=1).run([corpus])
library = LocalLibrary(folder)
found = library.search('vessel:="Aurelia Star"')
answer = library.entities(found)
facets = [(facet.kind, facet.value, facet.documents) for facet in library.facets(found).facets]
print(json.dumps({
    "found": len(found.keys),
    "not": len(library.search("-vessel:star").keys),
    "facet": ["vessel", "Aurelia Star", 1] in [list(facet) for facet in facets],
    "heading": [row.name for row in result_rows(answer, {}, {}, Order.MENTIONS)][:2],
    "colours": [one.variables["vessel"] for one in theme.THEMES],
    "styles": ["row--vessel" in RowList.COMPONENT_CLASSES, "reader--vessel" in Reader.COMPONENT_CLASSES],
    "sheet": ".row--vessel" in theme.ENTITY_STYLES,
    "help": ("vessel:", "documents that mention that ship") in [
        (line.shown, line.meaning) for page in manual.topics().values() for line in page.lines
    ],
}))
library.close()
"""


def test_each_type_has_one_row() -> None:
    assert [kind.type for kind in ENTITY_KINDS] == list(EntityType)
    for names in ([field.name for field in FIELDS], [facet.kind for facet in FACET_KINDS]):
        assert len(set(names)) == len(names)


def test_a_made_up_type_is_one_row_and_its_data(tmp_path: Path) -> None:
    corpus, home = tmp_path / "corpus", tmp_path / "home"
    corpus.mkdir()
    (home / "config").mkdir(parents=True, mode=0o700)
    (home / "config" / "names.tsv").write_text("name\ttype\tothers\nAurelia Star\tvessel\tMS Aurelia Star\n")
    texts = ["The Aurelia Star left port with ore.", "A pilot waited in the port."]
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
    (corpus / "a.jsonl").write_text("\n".join(lines))
    done = subprocess.run(
        [sys.executable, "-c", WITH_A_VESSEL, str(corpus), str(tmp_path / "library")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DATELINE_HOME": str(home)},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "found": 1,
        "not": 1,
        "facet": True,
        "heading": ["Vessels · 1", "Aurelia Star"],
        "colours": ["#123456", "#654321", "ansi_red"],
        "styles": [True, True],
        "sheet": True,
        "help": True,
    }
