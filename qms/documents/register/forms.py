"""What the page of the register sends."""

from qms.kernel.forms import Checked, text
from qms.kernel.i18n import msg


class ViewForm(Checked):
    """A name for the present way of looking at the register."""

    name = text(
        msg("Tên cách xem"), most=60, hint=msg("Chỉ mình bạn thấy. Trùng tên thì thay cách xem cũ.")
    )
