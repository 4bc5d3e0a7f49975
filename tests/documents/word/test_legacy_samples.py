"""A real text stored in letters from before Unicode is read word for word."""

import os
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from qms.documents.word.reader import read
from tests.conftest import ROOT

SAMPLES = Path(os.environ.get("QMS_SAMPLE_DATA") or ROOT.parent / "shared" / "data")
FOLDER = SAMPLES / "docx" / "legacy-fonts"
FILES = sorted(FOLDER.glob("*.docx")) if FOLDER.is_dir() else []

pytestmark = [
    pytest.mark.sample_data,
    pytest.mark.skipif(not FILES, reason="no sample files beside the project"),
]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_its_words_are_those_that_are_known_to_stand_in_it(file: Path) -> None:
    known = words(file.with_suffix(".truth.txt").read_text(encoding="utf-8"))
    clauses = read(file.read_bytes()).clauses
    found = words("\n".join(f"{clause.title}\n{clause.text}" for clause in clauses))
    same = SequenceMatcher(None, known, found, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in same) >= 0.995 * len(known)
    # The lists part two words where the runs of the file do, so letters are compared as well.
    if "tcvn3" not in file.name:
        assert "".join(found) == "".join(known)
    assert "".join(found).casefold() == "".join(known).casefold()
