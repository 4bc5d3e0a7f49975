"""Who is told what of a change request."""

import pytest
from flask import Flask

from qms.documents.requests import operations
from qms.kernel.lifecycle import Refused
from tests.documents.requests.asking import a_request, accepted
from tests.documents.test_telling import told
from tests.town import a_draft, actor, an_edition, move


def of_requests(login: str) -> list[str]:
    return [words for kind, words in told(login) if kind.startswith("request")]


def test_the_officer_is_told_of_a_request_the_author_and_the_sender_of_the_answer(
    inside: Flask,
) -> None:
    request = a_request(an_edition("in force"))
    number = request.number
    assert of_requests("lan") == [f"Tạ Khánh Linh gửi phiếu {number}: QT-01/VP Lưu trữ hồ sơ."]
    accepted(request)
    [given] = of_requests("thao")
    assert given.startswith(f"Mời bạn soạn theo phiếu {number}: QT-01/VP Lưu trữ hồ sơ, hạn ")
    [answered] = of_requests("linh")
    assert answered.endswith("đã được chấp nhận.")


def test_the_sender_is_told_of_a_no_and_of_the_end(inside: Flask) -> None:
    edition = an_edition("in force")
    no = a_request(edition)
    operations.decline_request(no, no.version, by=actor("lan"), reason="đã có ở mục 5")
    assert of_requests("linh")[-1].endswith("không được chấp nhận.")
    accepted(a_request(edition))
    draft = a_draft(title="Lưu trữ")
    for state in ("in review", "reviewed", "approved", "in force"):
        move(draft, state)
    assert of_requests("linh")[-1].endswith("đã được thực hiện.")


def test_nobody_is_told_of_what_was_refused_or_of_their_own_deed(inside: Flask) -> None:
    request = a_request(an_edition("in force"), by="lan")
    assert of_requests("lan") == []
    with pytest.raises(Refused):
        operations.decline_request(request, request.version, by=actor("linh"), reason="x")
    accepted(request, author="lan")
    assert of_requests("lan") == []
