"""Those who answer for a document are told when a law that it cites changes."""

from flask import Flask

from qms.documents.effects import operations
from qms.documents.effects.operations import Request
from qms.organisation.queries import heads_of
from tests.documents.effects.test_verbs import effects, opened
from tests.documents.test_telling import told
from tests.laws import a_law, citing, happens
from tests.town import CAST, actor, person, unit_id


def of_laws(login: str) -> list[str]:
    return [words for kind, words in told(login) if kind == "law changed"]


def test_the_author_is_told_when_it_happens_and_again_when_asked(inside: Flask) -> None:
    effect = opened()
    [said] = of_laws("thao")
    assert effect.law.number in said
    assert said.endswith("Mời bạn xem QT-01/VP có phải sửa không.")
    operations.sweep()
    assert len(of_laws("thao")) == 1
    operations.ask_owners(effect.law, Request(None, "gấp"), by=actor("lan"))
    assert len(of_laws("thao")) == 2


def test_nobody_else_is_told(inside: Flask) -> None:
    citing()
    happens(a_law())
    assert len(effects()) == 1
    assert [login for login in CAST if of_laws(login)] == ["thao"]


def test_the_head_of_the_unit_answers_for_its_documents(inside: Flask) -> None:
    assert heads_of(unit_id("KT")) == [person("binh").id]
    assert heads_of(unit_id("VP")) == []
