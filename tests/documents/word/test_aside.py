"""A Word file is read in a worker: what comes back is what was read, or why it was not let in."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from qms.documents.word import aside, reader
from qms.documents.word.packed import packed, unpacked
from qms.documents.word.reader import WordText
from qms.documents.word.refusals import NotAccepted
from qms.kernel import apart
from qms.kernel.apart import server
from tests.documents.word.builders import everything
from tests.documents.word.hostile import HOSTILE


def test_a_worker_reads_what_is_read_here() -> None:
    content = everything()
    here = reader.read(content)
    assert here.clauses
    assert aside.read_in(content, "a.docx") == here
    assert aside.read_again(content) == here


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_worker_refuses_for_the_cause_for_which_it_is_refused_here(name: str) -> None:
    make, cause = HOSTILE[name]
    with pytest.raises(NotAccepted, match="độc hại.docx") as refused:
        aside.read_in(make(), "độc hại.docx")
    assert refused.value.cause == cause


def test_a_file_on_which_the_worker_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SECONDS", 0.000_001)
    with pytest.raises(NotAccepted) as refused:
        aside.read_in(everything(), "a.docx")
    assert refused.value.cause == "unsafe"


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.pop("margins"),
        lambda told: told.update(more=1),
        lambda told: told.update(title="x"),
        lambda told: told.update(tables="1"),
        lambda told: told.update(clauses={}),
        lambda told: told["clauses"][0].update(path=[1]),
    ],
)
def test_nothing_of_another_shape_is_taken_from_a_worker(
    change: Callable[[dict[str, Any]], object],
) -> None:
    told = json.loads(packed(reader.read(everything())))
    change(told)
    with pytest.raises(ValueError, match="not a"):
        unpacked(WordText, json.dumps(told).encode())


def test_what_cannot_be_read_again_is_no_answer() -> None:
    with pytest.raises(apart.Ended):
        aside.read_again(b"no file")
