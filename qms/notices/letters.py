"""Letters: which notices go out by mail, when, and that each goes out once.

Notices are put into a letter in one transaction, so none is in two. A letter is claimed before it
is sent and marked after; who dies between leaves a claim that ends by itself. If it died before the
last byte went out (``handed_at`` is empty) the letter was surely not sent. If it died while the
answer to that byte was awaited, SMTP does not let anybody know: the letter goes out again under the
same Message-ID, by which mail servers and readers know it for the same.
"""

from datetime import date, datetime, time, timedelta
from secrets import token_hex

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.installation import installation
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import plumbing, stop_reading
from qms.kernel.post import MailServer, Unreachable
from qms.notices.kinds import LETTERS, Wish, registered
from qms.notices.models import Letter, Notice, NoticeWish
from qms.notices.writing import Mail, written
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import is_working
from qms.organisation.models import Person
from qms.organisation.queries import agency
from qms.upkeep import remarks

DIGEST = "notices.digest"
AT_ONCE_WITHIN = timedelta(days=2)
DIGEST_WITHIN = timedelta(days=14)
CLAIM = timedelta(minutes=5)
KEPT_FOR = timedelta(days=365)


def announce(digest_at: time) -> None:
    """Have letters go out by the timetable, and say what is missing for it."""
    jobs.register(
        LETTERS,
        send_letters,
        at_start=True,
        every=timedelta(minutes=5),
        title=Sentence("Gửi thư báo"),
    )
    jobs.register(
        DIGEST, send_digests, daily_at=digest_at, title=Sentence("Gộp thông báo vào thư trong ngày")
    )
    jobs.register(
        "notices.tidy", tidy, daily_at=time(3, 0), title=Sentence("Dọn thông báo cũ hơn một năm")
    )
    remarks.register("mail server", no_server)
    remarks.register("address", no_address)


def no_server() -> Sentence | None:
    """What to do when no mail server is known."""
    if installation().mail:
        return None
    return Sentence("Chưa khai máy chủ thư (QMS_SMTP), nên thông báo chỉ hiện trong hệ thống.")


def no_address() -> Sentence | None:
    """What to do when letters cannot bear links."""
    if installation().address or not installation().mail:
        return None
    return Sentence("Chưa khai địa chỉ trang (QMS_URL), nên thư gửi đi không có đường dẫn.")


def send_letters(*letters: int) -> None:
    """Send these letters; without any, write what cannot wait and send everything that waits."""
    server = installation().mail
    if server is None:
        return
    if letters:
        for number in letters:
            _send(number, server)
        return
    _write(Wish.AT_ONCE, AT_ONCE_WITHIN, server)
    waiting = _waiting()
    if waiting:
        stop_reading()
        server.answers()  # one failure for all when it does not
    for number in waiting:
        if not jobs.attempt(LETTERS, number):
            server.answers()


def send_digests() -> None:
    """On a working day, write to each person what is new for them and can wait; once a day."""
    server, today = installation().mail, clock.today()
    if server is None or not is_working(calendar(), today):
        return
    _write(Wish.DIGEST, DIGEST_WITHIN, server, today)
    jobs.attempt(LETTERS)


def tidy() -> None:
    """Forget what people were told more than a year ago, and the letters that told it."""
    past = clock.now() - KEPT_FOR
    with plumbing() as session:
        for notice in session.scalars(select(Notice).where(Notice.made_at < past)):
            session.delete(notice)
        session.flush()
        empty = ~exists().where(Notice.letter_id == Letter.id)
        for letter in session.scalars(select(Letter).where(Letter.made_at < past, empty)):
            session.delete(letter)


def _write(wish: Wish, within: timedelta, server: MailServer, day: date | None = None) -> None:
    """Put what people want so into letters, one a person, all in one transaction."""
    domain = server.sender.rpartition("@")[2]
    with plumbing() as session:
        letters: dict[int, Letter] = {}
        for notice in session.scalars(_wanted(wish, clock.now() - within, day)):
            letter = letters.get(notice.person_id)
            if letter is None:
                letter = Letter(
                    person_id=notice.person_id,
                    digest_of=day,
                    message_id=f"<{token_hex(16)}@{domain}>",
                    made_at=clock.now(),
                )
                session.add(letter)
                session.flush()
                letters[notice.person_id] = letter
            notice.letter_id = letter.id


def _wanted(wish: Wish, since: datetime, day: date | None) -> Select[Notice]:
    """Notices that are in no letter yet, not looked at, and wanted so by people with an address."""
    own = and_(NoticeWish.person_id == Notice.person_id, NoticeWish.kind == Notice.kind)
    wanted = (
        select(Notice)
        .join(Person, Person.id == Notice.person_id)
        .outerjoin(NoticeWish, own)
        .where(
            Notice.letter_id.is_(None),
            Notice.read_at.is_(None),
            Notice.made_at >= since,
            Person.mail.is_not(None),
            Person.disabled_at.is_(None),
            _wish_for() == str(wish),
        )
        .order_by(Notice.id)
    )
    if day:
        wanted = wanted.where(
            ~exists().where(Letter.person_id == Notice.person_id, Letter.digest_of == day)
        )
    return wanted


def _wish_for() -> ColumnElement[str]:
    """When a notice is wanted: as chosen, else at once if urgent, else as its kind says."""
    usual = [
        (Notice.kind == name, str(kind.wish))
        for name, kind in registered().items()
        if kind.wish is not Wish.DIGEST
    ]
    return case(
        (NoticeWish.wish.is_not(None), NoticeWish.wish),
        (Notice.urgent, str(Wish.AT_ONCE)),
        *usual,
        else_=str(Wish.DIGEST),
    )


def _waiting() -> list[int]:
    """Letters to be sent, the oldest first; those that failed have their own times."""
    free = or_(Letter.claimed_until.is_(None), Letter.claimed_until < clock.now())
    wanted = select(Letter.id).where(Letter.sent_at.is_(None), Letter.failed_at.is_(None), free)
    return list(db.session.scalars(wanted.order_by(Letter.id)))


def _send(number: int, server: MailServer) -> None:
    mail = _claim(number, server)
    if mail is None:
        return
    try:
        server.hand_over(mail.address, mail.content, lambda: _note(number, handed_at=clock.now()))
    except Unreachable:
        _note(number, claimed_until=None)
        raise
    except Refused:
        _note(number, claimed_until=None, handed_at=None, failed_at=clock.now())
        raise
    _note(number, claimed_until=None, sent_at=clock.now(), address=mail.address)


def _claim(number: int, server: MailServer) -> Mail | None:
    """Take a letter, as it is to be sent; nothing when it was sent, is taken, or has no address."""
    office = agency()
    name = office.name if office else ""
    with plumbing() as session:
        letter = _letter(session, number)
        now = clock.now()
        if (
            letter is None
            or letter.sent_at
            or (letter.claimed_until and letter.claimed_until > now)
        ):
            return None
        if not letter.person.mail or letter.person.disabled_at:
            letter.failed_at = now
            return None
        letter.claimed_until = now + CLAIM
        return written(letter, server.sender, name, installation().address)


def _letter(session: Session, number: int) -> Letter | None:
    wanted = select(Letter).where(Letter.id == number)
    return session.scalar(wanted.options(joinedload(Letter.person), selectinload(Letter.notices)))


def _note(number: int, **values: datetime | str | None) -> None:
    with plumbing() as session:
        session.execute(update(Letter).where(Letter.id == number).values(**values))
