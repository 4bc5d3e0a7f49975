"""What Word writes and python-docx does not: fields, controls, traces of change, boxes, lists."""

import unicodedata
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from docx.oxml import parse_xml

from tests.documents.word.layouts.paper import Paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
WHEN = 'w:author="Thư ký ISO" w:date="2026-01-20T08:30:00Z"'
SHAPE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def element(xml: str) -> Any:
    """The element written as ``xml``, whose first tag has no attributes yet or some."""
    end = min(place for place in (xml.find(" "), xml.find(">")) if place > 0)
    return parse_xml(f"{xml[:end]} {SPACES}{xml[end:]}")


def run(text: str, *, bold: bool = False, tag: str = "t") -> str:
    marks = "<w:rPr><w:b/></w:rPr>" * bold
    return f'<w:r>{marks}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def field(instruction: str, shown: str) -> Any:
    return element(f'<w:fldSimple w:instr=" {instruction} ">{run(shown)}</w:fldSimple>')


def page_of(pages: str) -> tuple[Any, str, Any]:
    """Page 1 of ``pages``, both counted by Word."""
    return field("PAGE", "1"), "/", field("NUMPAGES", pages)


def control(text: str, alias: str = "", *, kind: str = "text") -> Any:
    """A content control around one value."""
    about = f'<w:alias w:val="{alias}"/><w:tag w:val="{alias}"/><w:{kind}/>'
    return element(
        f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    )


def inserted(text: str) -> Any:
    return element(f'<w:ins w:id="901" {WHEN}>{run(text)}</w:ins>')


def deleted(text: str) -> Any:
    return element(f'<w:del w:id="902" {WHEN}>{run(text, tag="delText")}</w:del>')


def spelling(kind: str) -> Any:
    """Where Word's speller begins or ends to doubt."""
    return element(f'<w:proofErr w:type="spell{kind}"/>')


def text_box(*lines: str) -> Any:
    """A text box as Word writes it: twice, for new programs and for old ones."""
    inner = "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
    return element(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2160000" cy="900000"/>'
        '<wp:docPr id="7" name="Text Box 7"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr>{SHAPE}</wps:spPr><wps:txbx><w:txbxContent>{inner}'
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:170pt;height:70pt"><v:textbox><w:txbxContent>{inner}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def numbering(paper: Paper, *levels: tuple[str, str, str]) -> int:
    """A list of (form, text, style tied to the level or ""); its number."""
    part = paper.doc.part.numbering_part.element
    ours = str(70 + len(part))
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + f'<w:pStyle w:val="{style}"/>' * bool(style)
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for depth, (form, text, style) in enumerate(levels)
    )
    first = part.find(f"{{{W}}}num")
    first.addprevious(
        element(
            f'<w:abstractNum w:abstractNumId="{ours}">'
            f'<w:multiLevelType w:val="multilevel"/>{written}</w:abstractNum>'
        )
    )
    part.append(element(f'<w:num w:numId="{ours}"><w:abstractNumId w:val="{ours}"/></w:num>'))
    return int(ours)


def count(properties: Any, number: int, depth: int = 0) -> None:
    """Give a paragraph's (or a style's) properties a place in a list."""
    place = properties.get_or_add_numPr()
    place.get_or_add_ilvl().val = depth
    place.get_or_add_numId().val = number


def decomposed(content: bytes) -> bytes:
    """The same file with every letter and its marks apart, as some keyboards store them."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".xml"):
                data = unicodedata.normalize("NFD", data.decode()).encode()
            target.writestr(name, data)
    return made.getvalue()
