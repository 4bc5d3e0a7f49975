"""What the levels of indicators are called on screen."""

from qms.indicators.catalogue import Colour
from qms.kernel.i18n import Sentence

COLOUR_NAMES = {
    Colour.RED: Sentence("Đỏ"),
    Colour.YELLOW: Sentence("Vàng"),
    Colour.GREEN: Sentence("Xanh"),
}
COLOUR_MEANINGS = {
    Colour.RED: Sentence("Chưa chấp nhận được"),
    Colour.YELLOW: Sentence("Đã làm, chưa đủ"),
    Colour.GREEN: Sentence("Đạt mức tối thiểu"),
}
