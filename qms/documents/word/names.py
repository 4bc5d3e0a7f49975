"""Names of WordprocessingML (ECMA-376): namespaces and the content type of a document."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def value(element: etree._Element | None, attribute: str = "val") -> str:
    """A ``w:`` attribute, or "" where element or attribute is missing."""
    return "" if element is None else str(element.get(W + attribute) or "")
