"""The pictures in words, for who does not see them: each cause with its number."""

from collections.abc import Iterator, Sequence

from qms.nonconformities.causes.tree import Cause, Node, nested


def outline(effect: str, causes: Sequence[Cause], language: str = "vi") -> str:
    """The effect, and below each branch that has any its causes: 1, 1.1, 1.1.1, 2."""
    lines = [effect]
    for branch, nodes in nested(causes).items():
        if nodes:
            lines += [f"{branch.label.said_in(language)}:", *_numbered(nodes, "")]
    return "\n".join(lines)


def _numbered(nodes: Sequence[Node], before: str) -> Iterator[str]:
    for place, node in enumerate(nodes, start=1):
        yield f"{before}{place}. {node.cause.text}"
        yield from _numbered(node.children, f"{before}{place}.")
