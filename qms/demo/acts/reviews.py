"""Reviews that found nothing to change, each signed by the owner; the rest are due or late."""

from collections.abc import Iterator
from datetime import time
from functools import partial
from typing import Any

from qms.demo.script import in_office
from qms.demo.stage import Act, Stage
from qms.documents.lifecycle import State
from qms.documents.reaffirming.operations import reaffirm

SIGNED = time(11, 10)
REVIEWED: tuple[tuple[float, str, str, str], ...] = (
    (130.0, "QT.HT.01", "lan.nt", "Đối chiếu với điều 7.5 và cách làm trên phần mềm; còn phù hợp."),
    (95.0, "QT.HT.02", "lan.nt", "Thang điểm dùng tốt qua hai kỳ; chưa cần sửa."),
    (92.0, "QT.HT.03", "minh.ct", "Đợt đánh giá tháng trước làm đúng các bước."),
    (
        88.0,
        "QT.HT.04",
        "lan.nt",
        "Đối chiếu với mười phiếu gần nhất; các bước và thời hạn còn hợp.",
    ),
    (64.0, "QT-02/TP", "thao.dt", "Không có văn bản mới; thời gian 4 giờ luôn giữ được."),
    (61.0, "QT-06/TP", "thao.dt", "Đã hỏi ba quầy, các bước rõ; giữ nguyên."),
    (60.0, "QT-07/TP", "thao.dt", "Lỗi do cán bộ ghi giảm còn hai; giữ nguyên."),
    (33.0, "QT-01/TCD", "minh.ct", "Rà theo Luật Tiếp công dân và số liệu 12 tháng; giữ nguyên."),
)


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """Each owner signs on their day."""
    for ago, code, login, note in REVIEWED:
        yield Act(in_office(SIGNED, ago), partial(_sign, code, login, note))


def _sign(code: str, login: str, note: str, stage: Stage) -> None:
    document = stage.document(code)
    edition = next(e for e in document.editions if e.state == State.IN_FORCE)
    consent = stage.consent(login, edition.version)
    reaffirm(edition, consent, by=stage.actor(login), note=note)
