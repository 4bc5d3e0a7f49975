"""The laws by which the built ward works: all of them kept, one of them lapsed and still cited."""

import re

from sqlalchemy import select

from qms.demo import script
from qms.documents.effects.lifecycle import State
from qms.documents.effects.models import Effect
from qms.documents.external.lifecycle import Standing
from qms.documents.external.models import (
    Citation,
    ExternalDocument,
    ExternalKey,
    PassedOver,
)
from qms.documents.lifecycle import State as EditionState
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.database import db
from tests.demo.conftest import Ward

EXTERNAL = {told["number"]: told for told in script.external()}


def test_every_external_document_is_kept_by_somebody_with_its_days(ward: Ward) -> None:
    with ward.app.app_context():
        kept = db.session.scalars(select(ExternalDocument)).all()
        assert {law.number for law in kept} == set(EXTERNAL)
        assert len(kept) >= 40
        for law in kept:
            assert law.unit is not None
            assert law.follower is not None
            assert law.in_force_from or law.kind == "standard"


def test_every_law_that_a_clause_cites_is_in_the_register(ward: Ward) -> None:
    with ward.app.app_context():
        known = set(db.session.scalars(select(ExternalKey.key)))
        cited = db.session.scalars(select(Citation)).all()
        known |= set(db.session.scalars(select(PassedOver.key)))
    numbered = [told for told in cited if re.search(r"\d/", told.printed)]
    assert len(numbered) > 100
    assert not {told.printed for told in numbered if told.key not in known}


def test_what_lapsed_was_replaced_and_two_or_three_procedures_still_cite_one(ward: Ward) -> None:
    with ward.app.app_context():
        laws = db.session.scalars(select(ExternalDocument)).all()
        lapsed = [law for law in laws if law.standing == Standing.LAPSED]
        assert {law.number for law in lapsed} == {n for n, e in EXTERNAL.items() if "until" in e}
        keys = {key.key for law in lapsed for key in law.keys}
        citing = select(Citation.edition_id).where(Citation.key.in_(keys))
        wanted = select(Edition).where(
            Edition.id.in_(citing), Edition.state == EditionState.IN_FORCE
        )
        assert len(db.session.scalars(wanted).all()) in (2, 3)


def test_the_owners_answered_each_way_and_one_has_not_yet(ward: Ward) -> None:
    with ward.app.app_context():
        found = {effect.document.code: effect for effect in db.session.scalars(select(Effect))}
        assert {code: effect.state for code, effect in found.items()} == {
            "QT-01/CNTT": State.REVISING,
            "QT-02/MC": State.OPEN,
            "QT-04/VP": State.UNAFFECTED,
        }
        assert found["QT-04/VP"].answer
        assert found["QT-02/MC"].due_on
        assert found["QT-02/MC"].due_on < clock.today()
