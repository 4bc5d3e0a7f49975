import pytest

from checks.pages import inline_code, requests_elsewhere
from tests.checks.conftest import WriteSample


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/a.html", '<script src="https://a.example/x.js"></script>'),
        ("templates/a.html", "<a href='//a.example'>"),
        ("templates/a.html", "<img src = http://a.example/x.png>"),
        ("static/a.css", "a { background: url( 'https://a.example/x.png') }"),
        ("static/a.css", '@import "//a.example/x.css";'),
        ("static/js/a.js", 'fetch("https://a.example/")'),
        ("static/js/a.js", "new WebSocket(`wss://a.example/`)"),
        ("static/a.svg", '<use href="https://a.example/x.svg#a"/>'),
    ],
)
def test_an_address_of_another_host_is_found(sample: WriteSample, path: str, text: str) -> None:
    (found,) = requests_elsewhere(sample(path, f"\n{text}"))
    assert (found.path, found.line) == (path, 2)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "templates/a.html",
            '<svg xmlns="http://www.w3.org/2000/svg"><use href="/a.svg#x"/></svg>',
        ),
        ("templates/a.html", '<a href="{{ url_for("home.index") }}">//</a>'),
        ("static/a.css", "a { background: url(data:image/png;base64,//8=) } /* // */"),
        ("static/a.js", 'createElementNS("http://www.w3.org/2000/svg", "g") // a note'),
    ],
)
def test_own_addresses_and_names_of_vocabularies_pass(
    sample: WriteSample, path: str, text: str
) -> None:
    assert requests_elsewhere(sample(path, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a"\n style="color: red">',
        "<button onclick='go()'>",
        "<style>a {}</style>",
        "<script>go()</script>",
        '<a href="javascript:go()">',
    ],
)
def test_a_script_or_style_inside_a_page_is_found(sample: WriteSample, text: str) -> None:
    (found,) = inline_code(sample("templates/a.html", text))
    assert found.line == 1


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/static/a.js" type="module"></script>',
        '<link rel="stylesheet" href="/static/a.css">',
        '<p data-one="x" class="style">once = 1</p>',
        '<input {{ "checked" if style == 1 }} name="once">',
    ],
)
def test_linked_scripts_and_styles_pass(sample: WriteSample, text: str) -> None:
    assert inline_code(sample("templates/a.html", text)) == []
