"""Who is told of a paper decision."""

import pytest
from flask import Flask
from sqlalchemy import select

from qms.kernel.database import db
from qms.notices.models import Notice
from tests.paper import a_paper, confirmed, declined, recorded
from tests.town import a_draft, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def test_the_second_person_is_told_that_it_waits_and_the_first_how_it_ended() -> None:
    adoption = recorded()
    declined(recorded(a_draft("QT-02/VP"), paper=a_paper("13/QĐ-UBND")))
    assert told("hanh") == [
        "Nguyễn Thị Lan ghi nhận quyết định 12/QĐ-UBND (1 tài liệu); "
        "mời bạn xem bản chụp và xác nhận.",
        "Nguyễn Thị Lan ghi nhận quyết định 13/QĐ-UBND (1 tài liệu); "
        "mời bạn xem bản chụp và xác nhận.",
    ]
    assert told("linh") == []
    confirmed(adoption)
    assert [said for said in told("lan") if "xác nhận quyết định" in said] == [
        "Lê Mỹ Hạnh không xác nhận quyết định 13/QĐ-UBND; tài liệu trở về dự thảo.",
        "Lê Mỹ Hạnh đã xác nhận quyết định 12/QĐ-UBND; tài liệu có hiệu lực.",
    ]


def told(login: str) -> list[str]:
    """The notices of one of the cast, the oldest first."""
    wanted = select(Notice).where(Notice.person_id == person(login).id).order_by(Notice.id)
    return [str(notice.said) for notice in db.session.scalars(wanted)]
