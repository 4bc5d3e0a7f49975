"""A Word file for tests, written part by part so that it says exactly what its test needs."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEADING_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="{name} {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level, name in ((1, "heading"), (2, "Tiêu đề"), (3, "heading"))
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of ``parts``, in their order."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def parts_of(
    body: str = "<w:p/>",
    *,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    footnotes: str = "",
    styles: str = HEADING_STYLES,
    numbering: str = "",
    links: Mapping[str, str] | None = None,
    main_type: str = MAIN,
) -> dict[str, str | bytes]:
    """The parts of a Word file: each of the arguments is what stands inside its root element."""
    around = [(f"header{n}", "header", "hdr", inner) for n, inner in enumerate(headers, 1)]
    around += [(f"footer{n}", "footer", "ftr", inner) for n, inner in enumerate(footers, 1)]
    around += [("styles", "styles", "styles", styles)]
    around += [("footnotes", "footnotes", "footnotes", footnotes)] * bool(footnotes)
    around += [("numbering", "numbering", "numbering", numbering)] * bool(numbering)
    relations = [
        f'<Relationship Id="x{n}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        for n, (name, kind, _, _) in enumerate(around)
    ]
    relations += [
        f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{escape(target)}" '
        f'TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": relations_part(
            f'<Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations_part("".join(relations)),
        **{f"word/{name}.xml": root(tag, inner) for name, _, tag, inner in around},
    }


def word_file(body: str = "<w:p/>", **rest: object) -> bytes:
    """A Word file; see :func:`parts_of`."""
    return package(parts_of(body, **rest))  # type: ignore[arg-type]


def root(tag: str, inner: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def relations_part(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def run(text: str, *, bold: bool = False) -> str:
    """A run; a tab or a line break in ``text`` becomes its own element."""
    marks = "<w:rPr><w:b/></w:rPr>" * bold
    inner = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f'<w:r>{marks}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def p(
    text: str = "",
    *,
    bold: bool = False,
    style: str = "",
    numbered: tuple[int, int] | None = None,
    centred: bool = False,
    inside: str = "",
) -> str:
    """A paragraph of one run, then of the XML ``inside``."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        number, depth = numbered
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    properties += '<w:jc w:val="center"/>' * centred
    words = run(text, bold=bold) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}{inside}</w:p>"


def table(*rows: Sequence[str], header: bool = False) -> str:
    """A table; a cell that begins with "<w:" is XML, any other is a paragraph of text."""
    written = ""
    for place, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" * (header and not place)
        written += f"<w:tr>{mark}{''.join(map(cell, row))}</w:tr>"
    return f"<w:tbl><w:tblPr/>{written}</w:tbl>"


def cell(content: str, *, across: int = 1, merge: str = "") -> str:
    if content.startswith("<w:tc>"):
        return content
    properties = f'<w:gridSpan w:val="{across}"/>' * (across > 1)
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def text_box(inner: str) -> str:
    """A paragraph with a text box, written twice as Word does."""
    drawn = f"<w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"{drawn}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    gone = run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="2" w:author="A">{gone}</w:del>'


def moved(text: str) -> str:
    return f'<w:moveFrom w:id="3" w:author="A">{run(text)}</w:moveFrom>'


def control(inner: str) -> str:
    """A content control around ``inner``."""
    named = '<w:sdtPr><w:alias w:val="ô"/></w:sdtPr>'
    return f"<w:sdt>{named}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def link(key: str, text: str) -> str:
    return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + run(result) + mark("end")


def numbering(*levels: tuple[str, str], lists: int = 1) -> str:
    """Lists 1 to ``lists`` that share one definition; a level is (form, text)."""
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="7">{written}</w:abstractNum>'
    return abstract + "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="7"/></w:num>' for n in range(lists)
    )
