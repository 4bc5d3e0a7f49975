"""Building fast is not building carelessly."""

import gc
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask import Flask

from qms.demo import hurry
from qms.kernel.database import db
from qms.kernel.installation import installation
from tests.demo.conftest import Ward


def how_long_the_disk_is_waited_for() -> int:
    with closing(db.engine.raw_connection()) as raw:
        return int(raw.cursor().execute("PRAGMA synchronous").fetchone()[0])


def test_a_password_is_hashed_at_full_weight_and_a_wrong_one_refused() -> None:
    plain = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    known = hurry.Remembering(plain)
    kept = known.hash("lua-song-nui-may-1234")
    assert plain.verify(kept, "lua-song-nui-may-1234")
    assert not plain.check_needs_rehash(kept)
    assert known.verify(kept, "lua-song-nui-may-1234")
    with pytest.raises(VerifyMismatchError):
        known.verify(kept, "lua-song-nui-may-1235")
    assert known.verify(plain.hash("of another"), "of another"), "what it does not know it computes"


def test_the_disk_is_waited_for_again_once_the_ward_stands(inside: Flask) -> None:
    usual, parts = how_long_the_disk_is_waited_for(), installation()
    assert usual == 2
    with hurry.building():
        assert how_long_the_disk_is_waited_for() == 0
        assert hurry.cut_off()
    assert how_long_the_disk_is_waited_for() == usual
    assert installation() is parts
    assert not hurry.cut_off()


def test_rubbish_is_looked_for_as_often_as_before_once_the_ward_stands(inside: Flask) -> None:
    usual = gc.get_threshold()
    with hurry.building():
        assert gc.get_threshold() == hurry.OBJECTS_BETWEEN
    assert gc.get_threshold() == usual


def test_a_building_that_was_cut_off_is_known_as_such(inside: Flask) -> None:
    with pytest.raises(KeyboardInterrupt), hurry.building():
        raise KeyboardInterrupt
    assert hurry.cut_off()
    assert how_long_the_disk_is_waited_for() == 2


def test_the_finished_ward_bears_no_mark(ward: Ward) -> None:
    assert not Path(ward.data, hurry.MARK).exists()
