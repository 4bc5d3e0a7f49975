"""No file, however it is built, keeps the reader busy for long."""

from dataclasses import replace

import pytest

from qms.documents.word import gate, reader
from qms.documents.word.refusals import NotAccepted
from tests.documents.word import parts as b

ADDRESS = "https://example.vn/" + "a&" * 900


def html(content: bytes) -> str:
    return "".join(clause.html for clause in reader.read(content).clauses)


@pytest.mark.parametrize(("limit", "body"), [("most_elements", "<w:p/>"), ("most_signs", b.p("a"))])
def test_what_is_longer_than_can_be_read_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, limit: str, body: str
) -> None:
    content = b.word_file(body * 1000)
    gate.examine(content, "dai.docx")
    monkeypatch.setattr(gate, "WANTED", replace(gate.WANTED, **{limit: 999}))
    with pytest.raises(NotAccepted, match="quá dài") as refused:
        gate.examine(content, "dai.docx")
    assert refused.value.cause == "too long"


def test_the_parts_of_a_file_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "WANTED", replace(gate.WANTED, most_signs=999))
    header = b.p("a" * 600)
    gate.examine(b.word_file(headers=[header]), "x.docx")
    with pytest.raises(NotAccepted):
        gate.examine(b.word_file(headers=[header, header]), "x.docx")


@pytest.mark.parametrize("sign", ["\u0301\u0323", "\u00a0", "&", "a", "1.", "A-", "\u200b"])
def test_a_paragraph_of_a_hundred_thousand_equal_signs_is_soon_read(sign: str) -> None:
    content = b.word_file(b.p("a" + sign * 100_000 + "b"))
    assert reader.read(content).clauses


def test_a_text_of_absurd_length_is_shown_in_several_lines_with_every_sign() -> None:
    shown = html(b.word_file(b.p("&" * 50_000)))
    assert shown.count("<br>") > 1
    assert shown.replace("<br>", "") == "<p>" + "&amp;" * 50_000 + "</p>"
    assert "<br>" not in html(b.word_file(b.p("a" * 19_000) * 3))


def test_the_address_of_a_link_is_told_once_however_its_words_look() -> None:
    words = b.run("một") + b.run("hai", bold=True) + b.run("ba")
    linked = b.link("far", "").replace(b.run(""), words)
    shown = html(b.word_file(f"<w:p>{linked}</w:p>", links={"far": "https://example.vn"}))
    assert shown.count("https://example.vn") == 1
    assert ">một<strong>hai</strong>ba</a>" in shown


def test_long_addresses_told_over_and_over_are_left_out_but_not_their_words() -> None:
    body = f"<w:p>{(b.link('far', 'x') + b.run('y')) * 2000}</w:p>"
    shown = html(b.word_file(body, links={"far": ADDRESS}))
    assert len(shown) < 8_000_000
    assert 0 < shown.count("href") < 2000
    assert shown.count("y") == 2000
    assert "href" not in html(b.word_file(body, links={"far": ADDRESS * 2}))
