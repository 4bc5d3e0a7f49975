"""Passages of one ward, and asking for them."""

from qms.textindex.engine import Answer, Passage, Question
from qms.textindex.whoosh_engine import WhooshEngine

EVERYBODY = frozenset({"everybody"})


def a_passage(text: str = "", **properties: object) -> Passage:
    facts: dict[str, object] = {
        "group": "document:1",
        "kind": "procedure",
        "title": "",
        "eyes": EVERYBODY,
        **properties,
    }
    return Passage(text=text, **facts)  # type: ignore[arg-type]


def put(engine: WhooshEngine, **texts: str) -> None:
    """One document for each text, named by its keyword."""
    with engine.batch() as batch:
        for name, text in texts.items():
            batch.replace(f"edition:{name}", [a_passage(text, group=name)])


def ask(engine: WhooshEngine, text: str, **conditions: object) -> Answer:
    return engine.ask(Question(text, **{"eyes": EVERYBODY, **conditions}))  # type: ignore[arg-type]


def found(engine: WhooshEngine, text: str, **conditions: object) -> list[str]:
    return [group.key for group in ask(engine, text, **conditions).groups]
