"""What pages with attached files share: receiving one, not asking for it twice, sending it.

No page of its own: whoever holds an attachment offers it at an address under its own scope.
"""

from collections.abc import Sequence
from io import BytesIO

from flask import Flask, current_app, request, send_file
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from qms.attachments import gate
from qms.attachments.gate import CheckedFile, NotAccepted
from qms.attachments.kinds import FORMATS, Kind
from qms.attachments.models import Attachment
from qms.kernel.installation import installation
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor

KEPT = "_kept"
"""After the name of a file field: the field that stands for a file which already came in."""


def install(app: Flask) -> None:
    """Give templates what the macros of attached files need."""
    app.jinja_env.globals.update(kept_word=kept_word, attachment_formats=FORMATS)


def send(attachment: Attachment) -> Response:
    """The file as it is kept, to be saved and not opened in the page."""
    content = installation().blobs.read(attachment.digest)
    return send_file(
        BytesIO(content),
        mimetype=attachment.media_type,
        as_attachment=True,
        download_name=attachment.name,
    )


def sent(field: str, among: Sequence[Kind] = tuple(Kind)) -> CheckedFile | None:
    """The file of a form, let in now or at an earlier sending of the same form; nothing if none.

    Raises :class:`Refused` with the sentence of the gate. Call it before the verb.
    """
    file = request.files.get(field)
    if file is None or not file.filename:
        return _kept(request.form.get(field + KEPT, ""), among)
    try:
        return gate.take_in(file.read(), file.filename, among)
    except NotAccepted as refused:
        raise Refused(refused.reason) from refused


def kept_word(file: CheckedFile) -> str:
    """What a form sends in the place of a file that came in but is not attached yet."""
    return _words().dumps([file.kind, file.name, file.size, file.digest, file.pages])


def _kept(word: str, among: Sequence[Kind]) -> CheckedFile | None:
    try:
        kind, name, size, digest, pages = _words().loads(word)
    except BadSignature:
        return None
    file = CheckedFile(Kind(kind), name, size, digest, pages)
    is_there = installation().blobs.path(digest).exists()
    return file if is_there and file.kind in among else None


def _words() -> URLSafeSerializer:
    """Words of this person, of no use to anybody else."""
    return URLSafeSerializer(current_app.secret_key or "", salt=f"attachment of {actor().id}")
