"""What a letter says: plain text in the person's language, nothing that could be followed."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.notices.models import Letter

LONGEST_SUBJECT = 150
SIGN_IN = Sentence("Mời đăng nhập hệ thống để xem.")


@dataclass(frozen=True)
class Mail:
    """A letter as it is handed over: to which address, and its bytes in seven bits."""

    address: str
    content: bytes


def written(letter: Letter, sender: str, office: str, site: str) -> Mail:
    """``letter`` of the agency ``office``; links begin with ``site``, without it there are none."""
    language, address = letter.person.language, letter.person.mail or ""
    message = EmailMessage(policy=SMTP)
    message["From"] = _named(office, sender)
    message["To"] = _named(letter.person.name, address)
    message["Subject"] = _one_line(_subject(letter).said_in(language))[:LONGEST_SUBJECT]
    message["Date"] = clock.local(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = language
    message.set_content(_body(letter, office, site), cte="quoted-printable")
    return Mail(address, message.as_bytes())


def _subject(letter: Letter) -> Sentence:
    if letter.digest_of is None and len(letter.notices) == 1:
        return letter.notices[0].said
    day = clock.local(letter.made_at)
    return Sentence(
        "%(count)s thông báo ngày %(day)s", count=len(letter.notices), day=f"{day:%d/%m/%Y}"
    )


def _body(letter: Letter, office: str, site: str) -> str:
    language = letter.person.language
    said = [
        Sentence("Kính gửi %(name)s,", name=_one_line(letter.person.name)).said_in(language),
        "",
    ]
    for number, notice in enumerate(letter.notices, start=1):
        said.append(f"{number}. {_one_line(notice.said.said_in(language))}")
        if site:
            said.append(f"   {site}{notice.url}")
        said.append("")
    if not site:
        said += [SIGN_IN.said_in(language), ""]
    said.append("-- ")
    farewell = Sentence(
        "Thư do hệ thống quản lý chất lượng của %(office)s tự gửi; xin đừng trả lời.", office=office
    )
    said.append(farewell.said_in(language))
    if site:
        how = Sentence(
            "Chọn thông báo nào được gửi qua thư: %(url)s", url=f"{site}/notices/settings"
        )
        said.append(how.said_in(language))
    return "\n".join(said) + "\n"


def _named(name: str, address: str) -> Address:
    return Address(display_name=_one_line(name), addr_spec=address)


def _one_line(words: str) -> str:
    """Words in which no header can begin."""
    return " ".join(words.split())
