"""The gate lets Word files in and turns everything else away, with the cause in words."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.documents.word.gate import NotAccepted, examine
from qms.documents.word.refusals import REASONS
from tests.documents.word import parts as b
from tests.documents.word.hostile import HOSTILE, deep, spanning, with_entry, with_part

SAMPLES = Path(os.environ.get("QMS_SAMPLE_DATA", Path(__file__).parents[4] / "shared" / "data"))
SAMPLE_FILES = sorted((SAMPLES / "docx").rglob("*.docx"))
SOUND = b.word_file(b.p("Mục đích") + b.table(["TT", "Trình tự"]))


def cause_of(content: bytes, name: str = "quy-trinh.docx") -> str | None:
    try:
        examine(content, name)
    except NotAccepted as refusal:
        return refusal.cause
    return None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_turned_away_with_its_cause(name):
    build, cause = HOSTILE[name]
    assert cause_of(build()) == cause


@pytest.mark.parametrize(
    "content",
    [
        SOUND,
        deep(198),
        spanning("63"),
        with_part("word/media/a.bin", bytes(1024 * 1024)),
        with_part("word/media/đường.png", b"\x89PNG"),
        with_part("word/settings.xml", b"\xff\xfe" + "<a>ă</a>".encode("utf-16-le")),
        with_part("word/embeddings/a.docx", SOUND),
        with_entry("word/media/"),
    ],
    ids=["plain", "deep", "wide", "large", "named", "utf-16", "embedding", "folder"],
)
def test_an_unusual_but_sound_file_comes_in(content):
    assert cause_of(content) is None


def test_a_file_streamed_to_the_zip_comes_in():
    # The sizes then follow the bytes instead of standing before them.
    from io import BytesIO
    from zipfile import ZipFile

    class Pipe(BytesIO):
        def seekable(self):
            return False

    pipe = Pipe()
    with ZipFile(pipe, "w") as target:
        for name, content in b.parts_of().items():
            target.writestr(name, content)
    assert cause_of(pipe.getvalue()) is None


def test_each_cause_has_its_own_sentence_that_names_the_file_and_what_was_lost():
    said = {str(sentence) for sentence in REASONS.values()}
    assert len(said) == len(REASONS)
    assert all("%(name)s" in text and "Chưa có gì được lưu" in text for text in said)


def test_the_sentence_names_the_file_without_its_folders():
    with pytest.raises(NotAccepted) as refused:
        examine(b"", "C:\\Users\\lan\\Quy trình 01.docx")
    assert "“Quy trình 01.docx”" in str(refused.value.reason)
    assert "lan" not in str(refused.value.reason).split("“")[1].split("”")[0]


@pytest.mark.sample_data
@pytest.mark.skipif(not SAMPLE_FILES, reason="no sample files beside the project")
@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.name)
def test_every_sample_file_comes_in(path):
    assert cause_of(path.read_bytes(), path.name) is None


@pytest.mark.sample_data
@pytest.mark.skipif(not SAMPLE_FILES, reason="no sample files beside the project")
def test_the_old_sample_is_known_for_what_it_is():
    old = next((SAMPLES / "docx").rglob("*.doc"))
    assert cause_of(old.read_bytes(), old.name) == "old word"


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_refusal(content):
    assert cause_of(content) in REASONS


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_change_of_a_sound_file_raises_anything_but_a_refusal(data):
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert cause_of(bytes(content)) in {None, *REASONS}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='<>/wp:& a"=!-[]?', max_size=60))
def test_no_main_part_raises_anything_but_a_refusal(inner):
    assert cause_of(with_part("word/document.xml", inner)) in {None, *REASONS}
    assert cause_of(with_part("[Content_Types].xml", inner)) in REASONS
    assert cause_of(with_part("_rels/.rels", inner)) in REASONS
