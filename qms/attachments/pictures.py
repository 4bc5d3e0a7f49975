"""Pictures painted anew: only what can be seen stays, and it stands upright."""

from io import BytesIO

from PIL import Image, ImageOps

from qms.attachments.kinds import MOST_PIXELS, MOST_SIDE, Kind
from qms.attachments.refusals import Flaw

QUALITY = 88
_KEPT_MODES = {Kind.JPEG: ("L", "RGB"), Kind.PNG: ("1", "L", "LA", "P", "RGB", "RGBA")}
_SEEN_THROUGH = "transparency"


def make_ready() -> None:
    """Load the decoders, before the process may open no file any more."""
    Image.init()
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked


def painted_anew(kind: Kind, content: bytes) -> bytes:
    """The same picture without what is hidden in the file; raises :class:`Flaw`."""
    try:
        return _painted(kind, content)
    except Flaw:
        raise
    except MemoryError:
        raise Flaw("too many pixels") from None
    except Exception:  # noqa: BLE001 - decoders raise whatever a broken file leads them to
        raise Flaw("damaged") from None


def _painted(kind: Kind, content: bytes) -> bytes:
    name = kind.upper()
    with Image.open(BytesIO(content), formats=[name]) as picture:
        if picture.width * picture.height > MOST_PIXELS or max(picture.size) > MOST_SIDE:
            raise Flaw("too many pixels")
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _KEPT_MODES[kind]:
        has_clear = kind is Kind.PNG and (upright.has_transparency_data or upright.mode == "PA")
        upright = upright.convert("RGBA" if has_clear else "RGB")
    clear = upright.info.get(_SEEN_THROUGH)
    upright.info = {} if clear is None or kind is Kind.JPEG else {_SEEN_THROUGH: clear}
    out = BytesIO()
    if kind is Kind.JPEG:
        upright.save(out, name, quality=QUALITY, optimize=False)
    else:
        upright.save(out, name)
    return out.getvalue()
