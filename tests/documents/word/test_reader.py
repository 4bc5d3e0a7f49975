"""What a Word file says is read whole, each word once, in the layouts agencies use."""

import os
import re
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qms.documents.word.gate import NotAccepted, examine
from qms.documents.word.reader import WordText, read
from tests.documents.word import parts as b
from tests.documents.word.builders import LAYOUTS, everything

SAMPLES = Path(os.environ.get("QMS_SAMPLE_DATA", Path(__file__).parents[4] / "shared" / "data"))
SAMPLE_FILES = sorted((SAMPLES / "docx").rglob("*.docx"))
OLD_LETTERS = ("tcvn3", "vni", "mixed")
IN_UNICODE = [f for f in SAMPLE_FILES if f.stem.rpartition(".")[2] not in OLD_LETTERS]
"""For the others see ``test_legacy_samples``: their raw words are none."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCRAPS = [b"", b"0", b"9", b"-", b"x", b" ", b"<w:p/>", b"<w:r>", b"</w:r>", b"tbl", b"\xc4\x91"]
LISTS = b.numbering(("decimal", "%1."), ("bullet", "-"))
SOUND_BODY = (
    b.p("1. MỤC ĐÍCH", bold=True, style="H1")
    + b.p("Điểm", numbered=(1, 0))
    + b.table([b.cell("a", across=2, merge="restart")], ["b", b.text_box(b.p("Mã hiệu: QT-1"))])
)
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def found(text: WordText, name: str) -> tuple[str, str] | None:
    fact = getattr(text, name)
    return (fact.value, fact.where) if fact else None


@pytest.mark.parametrize("fact", ["title", "code", "issue", "amendment"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_identity_is_read_from_each_layout(layout, fact):
    expected = LAYOUTS[layout]
    assert found(read(expected.content), fact) == getattr(expected, fact)


@pytest.mark.parametrize("filler", ["………", "......", "____", "[mã hiệu]", "{{ma}}", "xx-QT-yy"])
def test_an_unfilled_code_is_no_code(filler):
    assert read(b.word_file(b.p(f"Mã hiệu: {filler}"))).code is None
    assert read(b.word_file(b.p("Mã hiệu: QT-07"))).code.value == "QT-07"


@pytest.mark.parametrize(
    "label",
    ["Mã hiệu", "Mã số", "MÃ SỐ", "Mã tài liệu", "Ký hiệu", "Số hiệu", "Code", "Mã hiệu "],
)
def test_a_code_is_known_by_many_labels(label):
    assert read(b.word_file(b.p(f"{label}: QT.HT.02"))).code.value == "QT.HT.02"


@pytest.mark.parametrize(
    ("line", "issue", "amendment"),
    [
        ("Lần ban hành: 02", "02", None),
        ("Ban hành lần thứ: 3", "3", None),
        ("Phiên bản: 2.1", "2", None),
        ("Lần sửa đổi: 00", None, "00"),
        ("Soát xét: 4", None, "4"),
        ("Lần ban hành/Lần sửa đổi: 02/01", "02", "01"),
        ("Ban hành/Sửa đổi: 1/0", "1", "0"),
        ("Lần ban hành: 02 Lần sửa đổi: 01", "02", "01"),
        ("Lần ban hành: ...", None, None),
        ("Cơ quan ban hành: UBND phường", None, None),
    ],
)
def test_issue_and_amendment_are_read_in_many_spellings(line, issue, amendment):
    text = read(b.word_file(b.p(line)))
    assert (text.issue and text.issue.value, text.amendment and text.amendment.value) == (
        issue,
        amendment,
    )


def test_a_code_within_a_sentence_is_not_taken_for_the_documents_own():
    sentence = (
        "Công chức ghi mã số thuế của hộ kinh doanh vào tờ khai rồi chuyển cho bộ phận kế toán."
    )
    assert read(b.word_file(b.p(sentence))).code is None


def test_a_decree_gives_its_number_and_the_line_below_its_kind():
    top = b.table(["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 12/2031/NĐ-CP", ""])
    named = b.p("NGHỊ ĐỊNH", bold=True, centred=True) + b.p("Về công tác kiểm tra", bold=True)
    text = read(b.word_file(top + named + b.p("Căn cứ Luật Tổ chức Chính phủ;")))
    assert found(text, "code") == ("12/2031/NĐ-CP", "cover table")
    assert found(text, "title") == ("NGHỊ ĐỊNH Về công tác kiểm tra", "heading")


def test_the_number_of_a_cited_decree_is_not_the_code():
    assert read(b.word_file(b.p("(Kèm theo Nghị định số 12/2031/NĐ-CP)"))).code is None


def test_words_hidden_from_a_careless_reader_are_read_once():
    text = read(everything()).text
    phrases = ("chèn vào sau cùng", "Xem trang của phường mục 2", "Trong khung", "Gộp ngang")
    phrases += ("Cả đoạn điều khiển", "Trong | Ô điều khiển", "1. Mục thứ nhất", "QT-07")
    assert {phrase: text.count(phrase) for phrase in phrases} == dict.fromkeys(phrases, 1)


def test_a_header_that_lost_its_relation_is_still_read():
    parts = b.parts_of(b.p("Nội dung"), headers=[b.p("Mã hiệu: QT-09")])
    kind = b.MAIN.replace("document.main", "header")
    override = f'<Override PartName="/word/header1.xml" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].replace("</Types>", override)
    lost = {"[Content_Types].xml": types, "word/_rels/document.xml.rels": b.relations_part("")}
    assert found(read(b.package({**parts, **lost})), "code") == ("QT-09", "header")


def test_deleted_moved_and_field_codes_are_not_read():
    text = read(everything()).text
    assert "bị xóa" not in text
    assert "bị chuyển" not in text
    assert "REF" not in text


def test_headers_footers_and_notes_stand_in_the_margins_and_in_no_clause():
    text = read(everything())
    assert text.margins == ("Đầu trang", "Chân trang 1", "Ghi chú cuối trang")
    assert not any(margin in clause.text for margin in text.margins for clause in text.clauses)


def test_tables_are_counted_with_nested_ones():
    assert read(everything()).tables == 3


def test_the_fallback_of_a_text_box_is_read_when_there_is_no_choice():
    old = (
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{b.p('Khung kiểu cũ')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read(b.word_file(old)).clauses[0].text == "Khung kiểu cũ"


def test_decomposed_letters_are_composed():
    apart = unicodedata.normalize("NFD", "Ủy ban nhân dân phường")
    text = read(b.word_file(b.p(apart)))
    assert text.clauses[0].text == "Ủy ban nhân dân phường"
    assert "Ủy ban nhân dân phường" in text.clauses[0].html


def test_the_strict_edition_of_the_standard_is_read_too():
    parts = b.parts_of(b.p("Nội dung"))
    main = parts["word/document.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(b.package({**parts, "word/document.xml": main})).clauses[0].text == "Nội dung"


def test_a_file_without_words_has_no_clause():
    text = read(b.word_file())
    assert (text.clauses, text.margins, text.words, text.title) == ((), (), 0, None)


@pytest.mark.parametrize(
    "line",
    [
        "\t" * 40_000,
        "[" * 40_000,
        "A" * 40_000,
        "\n" * 40_000 + "x",
        "Mã số: " + "A-" * 20_000,
    ],
    ids=["tabs", "brackets", "capitals", "breaks", "code"],
)
def test_a_line_made_to_slow_a_reader_is_read_like_any_other(line):
    content = b.word_file(b.p(line) + b.table(["Mã hiệu", line]), headers=[b.p(line)])
    assert read(content).tables == 1


def test_ten_thousand_equal_headings_each_get_an_anchor():
    found = read(b.word_file(b.p("1. MỘT", bold=True) * 10_000)).clauses
    assert len({clause.anchor for clause in found}) == 10_000


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_the_gate_lets_in_can_be_read(data):
    main = bytearray(str(b.parts_of(SOUND_BODY)["word/document.xml"]).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(main) - 1))
        main[at : at + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from(SCRAPS))
    content = b.package({**b.parts_of(numbering=LISTS), "word/document.xml": bytes(main)})
    try:
        examine(content, "a.docx")
    except NotAccepted:
        return
    assert read(content).words >= 0


def test_a_long_merged_column_is_read_in_linear_time():
    rows = [[b.cell("Cột gộp", merge="restart"), "0"]]
    rows += [[b.cell("", merge="continue"), str(n)] for n in range(1, 2000)]
    text = read(b.word_file(b.table(*rows)))
    assert 'rowspan="2000"' in text.clauses[0].html
    assert text.clauses[0].text.count("Cột gộp") == 1


# An independent count, straight from the XML: no style, no list, no layout.


def raw_words(root: etree._Element) -> Counter[str]:
    for gone in root.xpath("//*[local-name()='del' or local-name()='moveFrom']"):
        gone.getparent().remove(gone)
    for alternate in root.iter(f"{MC}AlternateContent"):
        if alternate.find(f"{MC}Choice") is not None:
            for fallback in alternate.findall(f"{MC}Fallback"):
                alternate.remove(fallback)
    words: Counter[str] = Counter()
    for paragraph in root.iter(f"{W}p"):
        pieces = []
        for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
            if next(element.iterancestors(f"{W}p")) is paragraph:
                pieces.append(element.text or "" if element.tag == f"{W}t" else " ")
        text = unicodedata.normalize("NFC", "".join(pieces))
        words.update(re.findall(r"\w+", text))
    return words


def share_read(content: bytes) -> tuple[float, float]:
    """The share of body words, and of all words, that the reader gives."""
    archive = ZipFile(BytesIO(content))
    told: dict[str, Counter[str]] = {"body": Counter(), "margins": Counter()}
    for name in archive.namelist():
        if re.fullmatch(r"word/(document|(header|footer|footnotes|endnotes)\d*)\.xml", name):
            place = "body" if "document" in name else "margins"
            told[place] += raw_words(etree.fromstring(archive.read(name)))
    text = read(content)
    body = Counter(re.findall(r"\w+", " ".join(f"{c.title} {c.text}" for c in text.clauses)))
    both = Counter(re.findall(r"\w+", text.text))
    return _share(body, told["body"]), _share(both, told["body"] + told["margins"])


def _share(given: Counter[str], wanted: Counter[str]) -> float:
    return 1 - (wanted - given).total() / max(1, wanted.total())


@pytest.mark.parametrize("name", [*LAYOUTS, "everything"])
def test_no_word_of_a_built_file_is_lost(name):
    content = LAYOUTS[name].content if name in LAYOUTS else everything()
    assert share_read(content) == (1, 1)


def test_the_count_would_notice_a_lost_word():
    assert _share(Counter("ab"), Counter("abc")) < 0.7


@pytest.mark.sample_data
@pytest.mark.skipif(not SAMPLE_FILES, reason="no sample files beside the project")
@pytest.mark.parametrize("path", IN_UNICODE, ids=lambda path: path.name)
def test_no_word_of_a_sample_file_is_lost(path):
    body, everything_ = share_read(path.read_bytes())
    assert body >= 0.999
    assert everything_ >= 0.995


@pytest.mark.sample_data
@pytest.mark.skipif(not SAMPLE_FILES, reason="no sample files beside the project")
def test_the_sample_decree_is_read_into_its_articles():
    text = read(next((SAMPLES / "docx").rglob("30_2020_ND_CP.docx")).read_bytes())
    articles = [clause.number for clause in text.clauses if clause.number.startswith("Điều")]
    assert articles == [f"Điều {number}" for number in range(1, 39)]
    assert text.code.value == "30/2020/NĐ-CP"
    assert text.title.value == "NGHỊ ĐỊNH Về công tác văn thư"


@pytest.mark.sample_data
@pytest.mark.skipif(not SAMPLE_FILES, reason="no sample files beside the project")
def test_an_unfilled_sample_template_has_neither_code_nor_issue():
    text = read(next((SAMPLES / "docx").rglob("mau-quy-trinh-ky-thuat.docx")).read_bytes())
    assert (text.code, text.issue, text.amendment) == (None, None, None)
