"""The pictures on a page of their own, made without the program."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from qms.nonconformities.causes.drawing import fishbone, why_tree
from qms.nonconformities.causes.outline import outline
from qms.nonconformities.causes.tree import Cause, nested

TEMPLATES = Path(__file__).parents[3] / "templates"
SOURCE = """
{%- import "macros/drawing.html" as pictures with context -%}
{%- import "nonconformities/causes/drawing.html" as causes with context -%}
<main>
<h1>Phân tích nguyên nhân</h1>
{{ pictures.drawing(tree, "Cây vì sao", outline, "tree") }}
{{ pictures.drawing(fishbone, "Xương cá", outline, "fishbone") }}
{{ causes.legend() }}
{{ causes.as_list(forest) }}
</main>
"""


def page_of(effect: str, causes: Sequence[Cause], language: str = "vi") -> str:
    """Both pictures and the list, as the macros write them."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"]
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: words, lambda one, many, n: one if n == 1 else many, newstyle=True
    )
    return environment.from_string(SOURCE).render(
        language=language,
        tree=why_tree(effect, causes, language),
        fishbone=fishbone(effect, causes, language),
        outline=outline(effect, causes, language),
        forest=nested(causes),
    )
