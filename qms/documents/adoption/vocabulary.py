"""What adopting is called on screen and in the trail, and where it awaits somebody."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents import slots
from qms.documents.adoption import telling
from qms.documents.adoption.lifecycle import STATE_NAMES, may_not_record
from qms.documents.adoption.models import Adoption, EarlierEdition
from qms.documents.adoption.queries import awaiting
from qms.documents.decisions.vocabulary import FORM_NAMES
from qms.documents.lifecycle import LIFECYCLE, State
from qms.documents.models import Edition
from qms.documents.slots import Slot
from qms.kernel import awaiting as first_page
from qms.kernel.access import Actor
from qms.kernel.awaiting import Section, Task
from qms.kernel.clock import local
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name verbs, kinds, notices and columns; say what awaits whom."""
    telling.announce()
    name_verbs(
        {
            "record paper decision": Sentence("Ghi nhận quyết định trên giấy"),
            "confirm paper decision": Sentence("Xác nhận quyết định trên giấy"),
            "decline paper decision": Sentence("Không xác nhận quyết định trên giấy"),
            "note earlier edition": Sentence("Ghi phiên bản cũ vào lịch sử"),
            "strike earlier edition": Sentence("Gạch bỏ phiên bản cũ ghi nhầm"),
        }
    )
    name_kind(
        "adoption",
        Kind(Sentence("Ghi nhận đã ban hành"), _adoptions, str, _place_of_adoption),
    )
    name_kind(
        "earlier_edition",
        Kind(Sentence("Phiên bản cũ"), _earlier, lambda e: e.number, _place_of_earlier),
    )
    _name_adoption()
    _name_earlier()
    heading = Sentence("Chờ xác nhận đã ban hành")
    first_page.register("adoption", Section(heading, _tasks))
    slots.register("adoption", Slot("above", "documents/adoption/above.html", _awaited))
    slots.register("on paper", Slot("side", "documents/adoption/card.html", _on_paper))


def _tasks(actor: Actor) -> list[Task]:
    return [
        Task(
            Sentence(
                "Quyết định số %(number)s: %(count)s tài liệu", number=a.number, count=len(a.items)
            ),
            url_for("documents_adoption.adoption", adoption_id=a.id),
            Sentence(
                "%(name)s ghi nhận ngày %(day)s",
                name=a.recorded_by.name,
                day=f"{local(a.recorded_at):%d/%m/%Y}",
            ),
        )
        for a in awaiting(actor)
    ]


def _awaited(edition: Edition, actor: Actor) -> Adoption | None:
    return edition.adoption if edition.state == State.RECORDED else None


def _on_paper(edition: Edition, actor: Actor) -> dict[str, object] | None:
    """For whoever keeps the papers: what may be recorded from an edition's page."""
    if may_not_record(edition, actor):
        return None
    return {"may_adopt": not LIFECYCLE.objections("adopt", edition, actor)}


def _adoptions(ids: Iterable[int]) -> Sequence[Adoption]:
    return db.session.scalars(select(Adoption).where(Adoption.id.in_(ids))).all()


def _earlier(ids: Iterable[int]) -> Sequence[EarlierEdition]:
    wanted = select(EarlierEdition).where(EarlierEdition.id.in_(ids))
    return db.session.scalars(wanted.options(joinedload(EarlierEdition.document))).all()


def _place_of_adoption(adoption: Adoption) -> str:
    return url_for("documents_adoption.adoption", adoption_id=adoption.id)


def _place_of_earlier(earlier: EarlierEdition) -> str:
    return url_for("documents.history", key=earlier.document.key)


def _name_adoption() -> None:
    days = {"day": Sentence("Ngày ký"), "effective_on": Sentence("Có hiệu lực từ ngày")}
    moments = {
        "recorded_at": Sentence("Ghi nhận lúc"),
        "settled_at": Sentence("Xác nhận lúc"),
    }
    links = {
        "scan_id": Sentence("Bản quét quyết định"),
        "recorded_by_id": Sentence("Người ghi nhận"),
        "settled_by_id": Sentence("Người xác nhận"),
        "decision_id": Sentence("Quyết định"),
    }
    plain = {
        "number": Sentence("Số, ký hiệu"),
        "about": Sentence("Trích yếu"),
        "signer_name": Sentence("Người ký"),
        "signer_title": Sentence("Chức vụ người ký"),
        "signing_form": Sentence("Hình thức ký"),
        "on_behalf_of": Sentence("Ký thay cho"),
        "state": Sentence("Trạng thái"),
        "declined_because": Sentence("Lý do không xác nhận"),
    }
    name_columns(
        "adoption",
        plain | days | moments | links,
        readings=dict.fromkeys(days, day)
        | dict.fromkeys(moments, moment)
        | {
            "state": lambda code: STATE_NAMES[code],
            "signing_form": lambda code: FORM_NAMES[code],
        },
        refers={
            "scan_id": "attachment",
            "recorded_by_id": "person",
            "settled_by_id": "person",
            "decision_id": "decision",
        },
    )
    name_columns(
        "adopted_edition",
        {
            "edition_id": Sentence("Phiên bản được ban hành"),
            "digest": Sentence("Mã kiểm tra nội dung"),
        },
        refers={"edition_id": "edition"},
    )


def _name_earlier() -> None:
    days = {
        "in_force_on": Sentence("Có hiệu lực từ ngày"),
        "ended_on": Sentence("Hết hiệu lực từ ngày"),
        "decision_day": Sentence("Ngày ký quyết định"),
    }
    moments = {"recorded_at": Sentence("Ghi lúc"), "struck_at": Sentence("Gạch bỏ lúc")}
    links = {
        "document_id": "document",
        "file_id": "attachment",
        "recorded_by_id": "person",
        "struck_by_id": "person",
    }
    name_columns(
        "earlier_edition",
        {
            "document_id": Sentence("Tài liệu"),
            "issue": Sentence("Lần ban hành"),
            "amendment": Sentence("Lần sửa đổi"),
            "decision_number": Sentence("Số quyết định"),
            "note": Sentence("Ghi chú"),
            "file_id": Sentence("Bản quét"),
            "recorded_by_id": Sentence("Người ghi"),
            "struck_by_id": Sentence("Người gạch bỏ"),
            "struck_because": Sentence("Lý do gạch bỏ"),
            **days,
            **moments,
        },
        readings=dict.fromkeys(days, day) | dict.fromkeys(moments, moment),
        refers=links,
    )
