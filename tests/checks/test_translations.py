from pathlib import Path

import pytest

from checks.catalogue import HEADER
from checks.translations import CATALOGUE, findings, update
from tests.checks.conftest import WriteSample


def catalogue(*entries: str) -> str:
    return HEADER + "\n\n".join(entries) + "\n"


def entry(vietnamese: str, english: str, mark: str = "") -> str:
    return f'{mark}msgid "{vietnamese}"\nmsgstr "{english}"'


def told(root: Path) -> list[str]:
    return [str(found) for found in findings(root)]


def test_a_project_whose_every_sentence_has_its_english_is_in_order(sample: WriteSample) -> None:
    sample("qms/a.py", 'Sentence("Có %(n)s tài liệu", n=1)\n_("ISO")\n')
    sample("templates/a.html", '{{ _("Trang %(n)s", n=1) }}{{ ngettext("một", "%(n)s", n) }}')
    counted = 'msgid "một"\nmsgid_plural "%(n)s"\nmsgstr[0] "one"\nmsgstr[1] "all %(n)s"'
    root = sample(
        CATALOGUE,
        catalogue(
            entry("Có %(n)s tài liệu", "%(n)s documents"),
            entry("Trang %(n)s", "Page %(n)s"),
            entry("ISO", "ISO", "#. same\n"),
            counted,
        ),
    )
    assert told(root) == []


def test_a_sentence_without_an_entry_is_told_with_its_place(sample: WriteSample) -> None:
    sample("qms/a.py", 'import x\n\nx.Sentence("Không có")\n')
    root = sample("templates/b/a.html", '<p>\n{{ _("Trang") }}')
    assert told(root) == [
        f'qms/a.py:3: "Không có" is missing from {CATALOGUE}',
        f'templates/b/a.html:2: "Trang" is missing from {CATALOGUE}',
    ]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        (entry("Có %(n)s", ""), "has no English"),
        (entry("Có %(n)s", "Yes %(n)s", "#, fuzzy\n"), "is marked fuzzy"),
        (entry("Có %(n)s", "Có %(n)s"), "has the same words"),
        (entry("Có %(n)s", "Yes"), "has other placeholders"),
        (entry("Có %(n)s", "Yes %(m)s"), "has other placeholders"),
        (entry("Có %(n)s", "Yes %(n)s 5% more"), "has other placeholders"),
    ],
)
def test_english_that_is_not_good_is_told(
    sample: WriteSample, written: str, complaint: str
) -> None:
    sample("qms/a.py", 'Sentence("Có %(n)s", n=1)')
    (said,) = told(sample(CATALOGUE, catalogue(written)))
    assert said.startswith(f"{CATALOGUE}:")
    assert complaint in said


def test_a_counted_sentence_needs_both_its_forms(sample: WriteSample) -> None:
    sample("qms/a.py", 'ngettext("một", "%(n)s", n)')
    counted = 'msgid "một"\nmsgid_plural "%(n)s"\nmsgstr[0] "one"\nmsgstr[1] ""'
    (said,) = told(sample(CATALOGUE, catalogue(counted)))
    assert "has no English" in said


def test_english_that_nobody_says_any_more_is_told(sample: WriteSample) -> None:
    (said,) = told(sample(CATALOGUE, catalogue(entry("Cũ", "Old"))))
    assert said == f'{CATALOGUE}:9: "Cũ" is said nowhere'


def test_an_update_adds_the_new_drops_the_unused_and_keeps_the_translated(
    sample: WriteSample,
) -> None:
    sample("qms/a.py", '_("Xóa")\nmsg("Bỏ")\nngettext("%(n)s ngày", "%(n)s ngày ấy", n)\n')
    old = catalogue(entry("Xóa", "Delete", "#. same\n"), entry("Cũ", "Old"))
    root = sample(CATALOGUE, old)
    update(root)
    written = (root / CATALOGUE).read_text("utf-8")
    assert written.startswith(HEADER)
    assert "Cũ" not in written
    assert '#. same\nmsgid "Xóa"\nmsgstr "Delete"' in written
    assert 'msgid "Bỏ"\nmsgstr ""' in written
    assert 'msgstr[0] ""\nmsgstr[1] ""' in written
    assert written.index("Bỏ") < written.index("Xóa")


def test_an_update_of_what_is_in_order_changes_nothing(sample: WriteSample) -> None:
    root = sample("qms/a.py", '_("Một câu dài %(n)s")\n_("Hai")\n')
    update(root)
    first = (root / CATALOGUE).read_bytes()
    update(root)
    assert (root / CATALOGUE).read_bytes() == first
