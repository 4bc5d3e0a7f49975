"""What the pages of comments send."""

from wtforms import HiddenField

from qms.kernel.forms import Checked, choice, long_text
from qms.kernel.i18n import msg


class TextForm(Checked):
    """A comment on a clause."""

    anchor = HiddenField()
    text = long_text(msg("Góp ý của bạn"), most=2000)


class AnswerForm(Checked):
    """What the author did about a comment."""

    answer = choice(msg("Trả lời"))
    text = long_text(msg("Giải thích"), most=2000, needed=False)


class WithdrawalForm(Checked):
    """Why a comment is taken back."""

    reason = long_text(msg("Lý do rút"), most=1000)
