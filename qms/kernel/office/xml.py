"""The XML of Office Open XML (ECMA-376), parsed without entities and without the network."""

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"

# The "strict" edition of the standard uses other addresses for the same names.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def parse(data: bytes) -> etree._Element:
    """The root element of an XML part; no entity, no network, libxml2's own limits kept.

    Raises ``lxml.etree.XMLSyntaxError``.
    """
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        load_dtd=False,
    )
    return etree.fromstring(data, parser)


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def number(text: str, otherwise: int = 0) -> int:
    """``text`` as a small whole number, ``otherwise`` when it is none."""
    short = text.strip()[:9]
    return int(short) if short.removeprefix("-").isdecimal() and short.isascii() else otherwise
