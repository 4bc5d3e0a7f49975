"""What is let in, and what becomes of it; and everything that must stay outside."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from qms.attachments import gate, looking, pictures
from qms.attachments.kinds import SCANS, Kind
from qms.attachments.refusals import REASONS, Flaw
from qms.kernel.apart import server
from qms.kernel.installation import installation
from tests.attachments import files
from tests.attachments.hostile import HOSTILE


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def refused(content: bytes, name: str = "tep") -> gate.NotAccepted:
    with pytest.raises(gate.NotAccepted) as said:
        gate.take_in(content, name)
    return said.value


@pytest.mark.parametrize("name", HOSTILE)
def test_it_stays_outside_and_the_reason_says_what_to_do(name: str) -> None:
    make, cause = HOSTILE[name]
    before = sum(1 for _ in installation().blobs.folder.rglob("*"))
    said = refused(make(), "quyet-dinh.pdf")
    assert said.cause == cause
    assert "quyet-dinh.pdf" in str(said.reason)
    assert "Chưa có gì được lưu. Hãy" in str(said.reason)
    assert sum(1 for _ in installation().blobs.folder.rglob("*")) == before


def test_every_reason_is_met_by_a_hostile_file_or_by_a_limit() -> None:
    assert set(REASONS) - {cause for _make, cause in HOSTILE.values()} == {"too long"}


def test_a_workbook_longer_than_can_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    short = gate.replace(gate.WORKBOOK, most_elements=20)
    monkeypatch.setattr(gate, "WORKBOOK", short)
    assert refused(files.a_workbook()).cause == "too long"


def test_a_pdf_is_kept_byte_for_byte() -> None:
    content = files.a_pdf(pages=3)
    file = gate.take_in(content, "QĐ 12.pdf")
    assert (file.kind, file.name, file.pages) == (Kind.PDF, "QĐ 12.pdf", 3)
    assert installation().blobs.read(file.digest) == content


def test_a_pdf_may_begin_after_white_space() -> None:
    assert gate.take_in(b"\r\n" + files.a_pdf(), "a.pdf").kind is Kind.PDF


def test_a_workbook_is_kept_byte_for_byte() -> None:
    content = files.a_workbook()
    file = gate.take_in(content, "so-lieu.xlsx")
    assert file.kind is Kind.XLSX
    assert installation().blobs.read(file.digest) == content


def test_a_photo_stands_upright_and_tells_nothing_but_what_is_seen() -> None:
    content = files.a_jpeg((40, 20))
    assert b"Phone" in content
    file = gate.take_in(content, "anh.JPG")
    kept = installation().blobs.read(file.digest)
    assert (file.kind, file.name, file.size) == (Kind.JPEG, "anh.JPG", len(kept))
    assert b"Exif" not in kept
    assert b"nha rieng" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()
        red, _, blue = picture.convert("RGB").getpixel((10, 5))
        assert red > 200 > 60 > blue


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_photo_in_other_colours_becomes_one_that_every_program_shows(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (9, 9)).save(out, "JPEG")
    kept = installation().blobs.read(gate.take_in(out.getvalue(), "a.jpg").digest)
    with Image.open(BytesIO(kept)) as picture:
        assert picture.mode in ("RGB", "L")


def test_a_photo_of_two_pictures_is_kept_as_the_first() -> None:
    out = BytesIO()
    first = Image.new("RGB", (9, 9), "red")
    first.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    kept = installation().blobs.read(gate.take_in(out.getvalue(), "a.jpg").digest)
    assert kept.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_kind_comes_in(mode: str) -> None:
    file = gate.take_in(files.a_png(mode), "hinh.png")
    with Image.open(BytesIO(installation().blobs.read(file.digest))) as picture:
        assert picture.size == (30, 10)


def test_what_can_be_seen_through_stays_so() -> None:
    out = BytesIO()
    picture = Image.new("P", (9, 9))
    picture.save(out, "PNG", transparency=0, dpi=(300, 300))
    kept = installation().blobs.read(gate.take_in(out.getvalue(), "a.png").digest)
    with Image.open(BytesIO(kept)) as picture:
        assert picture.convert("RGBA").getpixel((0, 0))[3] == 0
        assert "dpi" not in picture.info


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("anh.jpg", "anh.png"),
        ("C:\\scan\\bien ban.pdf", "bien ban.png"),
        ("../../etc/passwd", "passwd.png"),
        ("so 12.2026", "so 12.2026.png"),
        ("a\u202egnp.exe", "agnp.exe.png"),
        ("", "tep.png"),
        ("x" * 999, "x" * 146 + ".png"),
    ],
)
def test_the_bytes_decide_and_the_name_follows(sent: str, kept: str) -> None:
    assert gate.take_in(files.a_png(), sent).name == kept


def test_a_page_takes_only_what_it_has_a_use_for() -> None:
    with pytest.raises(gate.NotAccepted, match="Tệp PDF, Ảnh JPEG, Ảnh PNG"):
        gate.take_in(files.a_workbook(), "a.xlsx", SCANS)


def test_a_decoder_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SECONDS", 0.000_001)
    assert refused(files.a_png()).cause == "unsafe"


def test_a_decoder_that_dies_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking.look_here, "__module__", "no.such.module")
    assert refused(files.a_png()).cause == "unsafe"


def test_what_needs_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_given: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(pictures, "_painted", hungry)
    with pytest.raises(Flaw, match="too many pixels"):
        pictures.painted_anew(Kind.PNG, b"")
