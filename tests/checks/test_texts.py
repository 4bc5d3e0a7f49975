import pytest

from checks.texts import findings, python_findings, template_findings
from tests.checks.conftest import WriteSample


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("<p>Tài liệu</p>", 1, "Tài liệu"),
        ("<p>\n\n  Documents\n</p>", 3, "Documents"),
        ("{# lời ghi #}\n<b>{{ n }} trang</b>", 2, "… trang"),
        ('<a\n href="/" title="Xem">{{ _("Xem") }}</a>', 1, 'title="Xem"'),
        ('<img src="{{ a }}" alt="Bìa của {{ b }}">', 1, 'alt="Bìa của …"'),
        ('<input type="submit" value="Gửi">', 1, 'value="Gửi"'),
        ('{% set name = "Tên" %}', 1, "Tên"),
        ('{{ field(label="Họ và tên") }}', 1, "Họ và tên"),
        ('{{ _("Có %(what)s", what="tài liệu") }}', 1, "tài liệu"),
        ('{% macro m() %} title="Xem"{% endmacro %}', 1, "Xem"),
        ("{% if a %}<br>{% else %}không{% endif %}", 1, "không"),
    ],
)
def test_words_of_a_template_that_are_not_wrapped_are_found(
    template: str, line: int, words: str
) -> None:
    (found,) = template_findings("a.html", template)
    assert (found.path, found.line) == ("a.html", line)
    assert words in found.said


@pytest.mark.parametrize(
    "template",
    [
        '<p class="wide">{{ _("Tài liệu") }} ({{ n }}) · 100 %</p>',
        '<a href="{{ url }}" title="{{ _(\'Xem\') }}">&nbsp;×</a>',
        '<{{ tag }} id="x">{# tiếng Việt #}</{{ tag }}>',
        "<!-- ghi chú --><!doctype html>",
        '{{ ngettext("%(num)s trang", "%(num)s trang ấy", n) }}',
        '<input type="text" value="abc">',
        "{% macro field(f, kind='text') %}<i {% if f.errors %}hidden{% endif %}>{% endmacro %}",
        '{% macro spoken(f) %} aria-describedby="{{ f.id }}-hint" class="a b"{% endmacro %}',
        '<script src="a.js">let x = 1</script>',
        '{% raw %}<i class="a">{% endraw %}</i>',
    ],
)
def test_wrapped_words_names_and_code_pass(template: str) -> None:
    assert template_findings("a.html", template) == []


def test_a_template_that_cannot_be_read_is_a_fault_with_its_line() -> None:
    (found,) = template_findings("a.html", "<p>\n{% if %}</p>")
    assert found.line == 2


@pytest.mark.parametrize(
    "code",
    [
        'x = "Tài liệu"',
        'raise ValueError(f"Không có {x}")',
        'Sentence("Có %(what)s", what="tài liệu")',
        '_(f"Có {x}")',
        'Sentence("Có " + "gì")',
        'translate("Có")',
    ],
)
def test_vietnamese_that_is_not_wrapped_is_found_in_python(code: str) -> None:
    assert [found.line for found in python_findings("a.py", f"import x\n{code}\n")][:1] == [2]


@pytest.mark.parametrize(
    "code",
    [
        '"""Tài liệu."""\nx = 1\n"""Giải thích x."""',
        'def f() -> None:\n    """Tài liệu."""',
        'Sentence("Có %(n)s", n=1)',
        'i18n.Sentence("Có "\n"hai dòng")',
        '_("Có")',
        'label = msg("Có")',
        'ngettext("một việc", "%(n)s việc", n)',
        'x = "code word"  # tiếng Việt',
    ],
)
def test_wrapped_vietnamese_and_what_nobody_sees_pass_in_python(code: str) -> None:
    assert python_findings("a.py", code) == []


def test_the_whole_project_is_looked_at_but_for_matter_that_is_vietnamese(
    sample: WriteSample,
) -> None:
    sample("qms/documents/views.py", 'x = "Tài liệu"\n')
    sample("qms/demo/people.py", 'x = "Nguyễn Thị Lan"\n')
    root = sample("templates/a/b.html", "<p>\nTrang</p>")
    assert [str(found).split(" ")[0] for found in findings(root)] == [
        "templates/a/b.html:2:",
        "qms/documents/views.py:1:",
    ]
