"""Reading, filing and finding documents from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.test_installation import refuses
from tests.conftest import ROOT
from tests.town import word_file

Command = Callable[..., Result]
TEXT = (
    "# 1. Mục đích",
    "Quy định việc hòa giải tranh chấp đất đai.",
    "# 2. Phạm vi",
    "Toàn phường.",
)
IMPORT = ("--as", "thao", "--code", "QT-02/ĐĐ", "--title", "Hòa giải đất đai")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hòa giải.docx"
    path.write_bytes(word_file(*TEXT))
    return path


def test_a_file_is_read_without_any_database(
    qms_on_nothing: Command, nothing: Path, file: Path
) -> None:
    result = qms_on_nothing("documents", "text", str(file))
    assert result.exit_code == 0, result.output
    assert "hòa giải tranh chấp đất đai" in result.stdout
    assert not nothing.exists()


def test_a_file_is_told_as_json(qms_on_nothing: Command, nothing: Path, file: Path) -> None:
    result = qms_on_nothing("documents", "text", str(file), "--json")
    told = json.loads(result.stdout)
    assert [c["heading"] for c in told["clauses"] if c["heading"]] == ["Mục đích", "Phạm vi"]
    assert told["clauses"][0].keys() == {"number", "heading", "level", "anchor", "text"}
    assert {"title", "code", "issue", "amendment", "margins", "tables", "words"} <= told.keys()
    assert "đất đai" in result.stdout, "letters are written as they are"
    assert not nothing.exists()


@pytest.mark.parametrize("command", [("text",), ("import", *IMPORT)])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.docx", None, "Không đọc được tệp"),
        ("folder.docx", b"folder", "Không đọc được tệp"),
        ("empty.docx", b"", ""),
        ("note.docx", b"no Word file at all", ""),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
        ("cut.docx", word_file(*TEXT)[:2000], ""),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_sentence(
    qms: Command,
    tmp_path: Path,
    command: tuple[str, ...],
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    path = tmp_path / name
    if content == b"folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    result = qms("documents", command[0], str(path), *command[1:])
    refuses(result, said)
    assert result.stderr.strip().endswith((".", "!"))


def test_a_file_becomes_a_draft_and_is_found_under_the_eyes_of_who_may_see_it(
    qms: Command, file: Path
) -> None:
    result = qms("documents", "import", str(file), *IMPORT)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("/documents/QT-02-")
    assert result.stdout.strip().endswith("/editions/1")

    def found(login: str, *more: str) -> int:
        asked = qms("search", "ask", "tranh chấp đất đai", "--as", login, "--json", *more)
        assert asked.exit_code == 0, asked.output
        return int(json.loads(asked.stdout)["total"])

    assert found("thao", "--history") == 1
    assert found("thao") == 0, "a draft is not in force"
    assert found("linh", "--history") == 0, "a draft is not for everybody"


def test_what_was_found_is_printed_with_its_code(qms: Command, file: Path) -> None:
    qms("documents", "import", str(file), *IMPORT)
    plain = qms("search", "ask", "dat dai", "--as", "thao", "--history")
    assert plain.stdout.strip() == "QT-02/ĐĐ  Hòa giải đất đai"
    told = json.loads(qms("search", "ask", "dat dai", "--as", "thao", "--history", "--json").stdout)
    [group] = told["groups"]
    assert (group["code"], group["title"]) == ("QT-02/ĐĐ", "Hòa giải đất đai")
    assert any("đất đai" in hit["text"] for hit in group["hits"])
    assert {hit["state"] for hit in group["hits"]} == {"draft"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as", "nobody"), "nobody"),
        (("--as", "thao"), "--code"),
        (("--as", "thao", "--code", "X", "--title", "Y", "--unit", "Z"), "mang mã Z"),
        (("--as", "linh", "--code", "X", "--title", "Y"), "Chỉ người soạn thảo"),
        (("--as", "thao", "--code", "///", "--title", "Y"), "Mã hiệu"),
    ],
)
def test_a_file_that_cannot_be_filed_is_explained(
    qms: Command, file: Path, words: tuple[str, ...], said: str
) -> None:
    refuses(qms("documents", "import", str(file), *words), said)


def test_a_code_is_filed_once(qms: Command, file: Path) -> None:
    assert qms("documents", "import", str(file), *IMPORT).exit_code == 0
    refuses(qms("documents", "import", str(file), *IMPORT), "QT-02")


def test_who_asks_must_be_somebody(qms: Command) -> None:
    refuses(qms("search", "ask", "đất", "--as", "nobody"), "nobody")


def test_the_index_is_made_anew_and_found_equal_to_the_database(qms: Command, file: Path) -> None:
    qms("documents", "import", str(file), *IMPORT)
    rebuilt = qms("search", "rebuild")
    assert (rebuilt.exit_code, rebuilt.stdout.strip()) == (0, "1")
    checked = qms("search", "check")
    assert (checked.exit_code, checked.output) == (0, "")


def test_an_index_that_lost_a_document_is_found_out(
    qms: Command, file: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qms("search", "rebuild")
    with monkeypatch.context() as deaf:
        deaf.setattr("qms.textindex.indexer.Indexer.nudge", lambda _self: None)
        deaf.setattr("qms.textindex.indexer.Indexer.catch_up", lambda _self: 0)
        qms("documents", "import", str(file), *IMPORT)
    checked = qms("search", "check")
    assert checked.exit_code == 1
    assert "edition" in checked.stdout


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_word_file_is_made_of_a_written_procedure(
    qms_on_nothing: Command, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "quy-trinh.docx"
    text = ROOT / "procedures" / f"document-control.{language}.md"
    result = qms_on_nothing("documents", "make", str(text), str(out), "--language", language)
    assert result.exit_code == 0, result.output
    read = json.loads(qms_on_nothing("documents", "text", str(out), "--json").stdout)
    assert read["code"]["value"] == "QT.HT.01"
    assert [c["number"] for c in read["clauses"] if c["level"] == 1 and c["number"]] == list(
        "1234567"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_folder_of_texts_becomes_word_files_named_by_their_codes(
    qms_on_nothing: Command, tmp_path: Path, language: str
) -> None:
    (texts := tmp_path / "texts" / "forms").mkdir(parents=True)
    for tongue in ("vi", "en"):
        source = ROOT / "procedures" / f"change-requests.{tongue}.md"
        (texts / source.name).write_bytes(source.read_bytes())
    (texts / "rights.md").write_text("# no procedure")
    out = tmp_path / "made" / "word"
    result = qms_on_nothing(
        "documents", "make", str(texts.parent), str(out), "--language", language
    )
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("QT.HT.08  ")
    assert [made.name for made in out.iterdir()] == ["QT.HT.08.docx"]


def test_a_text_that_is_no_procedure_makes_no_file(qms_on_nothing: Command, tmp_path: Path) -> None:
    text, out = tmp_path / "a.md", tmp_path / "a.docx"
    text.write_text("chỉ là một dòng")
    refuses(qms_on_nothing("documents", "make", str(text), str(out)), "Dòng 1")
    assert not out.exists()
