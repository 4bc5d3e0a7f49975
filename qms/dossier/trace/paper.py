"""A trace as a Word file: each line by its stages, then what happened, in order of time."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from qms.documents.register.listing import Maker
from qms.documents.word import dress
from qms.dossier.trace.events import Event
from qms.dossier.trace.graph import Node, Stage, Words
from qms.dossier.trace.steps import OpenStep
from qms.dossier.trace.tracing import Line, Trace
from qms.dossier.trace.words import KIND_NAMES, LINK_NAMES, STAGE_NAMES, said
from qms.kernel import clock
from qms.kernel.i18n import Sentence

STAGES = (30, 70, 77, 80)
EVENTS = (32, 62, 50, 40, 73)
STEPS = (90, 50, 80, 37)
"""Widths of columns in millimetres, of the 257 that an A4 page laid across has."""


def make_paper(trace: Trace, maker: Maker) -> bytes:
    """A .docx file; the same trace by the same maker at the same minute gives the same bytes."""
    document = dress.new_document(maker.language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    title = Sentence("Truy vết %(what)s", what=trace.title).said_in(maker.language)
    dress.write(document.add_paragraph(), maker.agency.upper(), bold=True)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dress.write(heading, plain(title), bold=True, size=14)
    for note in _notes(trace, maker):
        dress.write(document.add_paragraph(), plain(note.said_in(maker.language)))
    for line in trace.lines:
        _Sheet(document, maker.language).write(line)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dress.add_field(foot, "PAGE")
    dress.write(foot, "/", size=11)
    dress.add_field(foot, "NUMPAGES")
    return dress.as_bytes(document, title, maker.agency, clock.local(maker.at).date())


def plain(words: str) -> str:
    """Words as they are: no sign of theirs makes them bold or slanted."""
    return words.replace("*", "∗")


def _notes(trace: Trace, maker: Maker) -> Sequence[Sentence]:
    at = f"{clock.local(maker.at):%d/%m/%Y %H:%M}"
    notes = [Sentence("Lập lúc %(when)s, người lập: %(person)s.", when=at, person=maker.person)]
    if trace.chosen.year:
        notes.append(Sentence("Chỉ gồm: %(conditions)s.", conditions=[_in_year(trace)]))
    if not trace.lines:
        notes.append(Sentence("Không có phiếu nào."))
    if trace.more:
        notes.append(Sentence("Còn %(count)s phiếu ở các trang khác.", count=trace.more))
    return notes


def _in_year(trace: Trace) -> Sentence:
    return Sentence("năm %(year)s", year=trace.chosen.year)


class _Sheet:
    """The part of the file that is about one line."""

    def __init__(self, document: Document, language: str) -> None:
        self.document, self.language = document, language

    def write(self, line: Line) -> None:
        """Add a heading and the tables."""
        self._heading(" – ".join(self._say(s.name) for s in line.slips), 1)
        self._table(
            STAGES,
            (Sentence("Giai đoạn"), Sentence("Là gì"), Sentence("Nội dung"), Sentence("Dẫn đến")),
            [
                self._node(line, stage, node)
                for stage, nodes in line.graph.by_stage().items()
                for node in nodes
            ],
        )
        self._heading(self._say(Sentence("Diễn biến theo thời gian")), 2)
        self._table(EVENTS, EVENT_HEAD, [self._event(event) for event in line.events])
        if line.open:
            self._heading(self._say(Sentence("Còn phải làm trước khi đóng")), 2)
            self._table(STEPS, STEP_HEAD, [self._step(step) for step in line.open])

    def _node(self, line: Line, stage: Stage, node: Node) -> Sequence[Sequence[Words]]:
        signed = [f"{s.name}, {s.title}, {clock.local(s.at):%d/%m/%Y %H:%M}" for s in node.signed]
        led = [
            f"{self._say(LINK_NAMES[edge.link])} {self._say(line.graph.nodes[edge.end].name)}"
            for edge in line.graph.led_to(node.key)
        ]
        name = f"{self._say(KIND_NAMES[node.kind])}: {self._say(node.name)}"
        told = [node.told, *node.notes, *node.files, *signed]
        return (STAGE_NAMES[stage],), (name,), told, led

    def _event(self, event: Event) -> Sequence[Sequence[Words]]:
        at = clock.local(event.at)
        when = f"{at:%d/%m/%Y %H:%M}" if event.signed else f"{at:%d/%m/%Y}"
        roles = ", ".join(self._say(role) for role in event.acting_as)
        marks = [f"! {self._say(mark.words)}" for mark in event.marks]
        of = f"{self._say(KIND_NAMES[event.node.kind])} {self._say(event.node.name)}"
        return (when,), (event.what,), (event.who, roles), (of,), (event.said, *event.notes, *marks)

    def _step(self, step: OpenStep) -> Sequence[Sequence[Words]]:
        until = f"{step.until:%d/%m/%Y}" if step.until else ""
        return (step.what,), (step.of,), (step.who,), (until,)

    def _say(self, words: Words) -> str:
        return said(words, self.language)

    def _heading(self, words: str, level: int) -> None:
        self.document.add_heading(words, level=level)

    def _table(
        self,
        widths: Sequence[int],
        head: Sequence[Sentence],
        rows: Sequence[Sequence[Sequence[Words]]],
    ) -> None:
        table = self.document.add_table(rows=len(rows) + 1, cols=len(head))
        table.style = self.document.styles["Table Grid"]
        cells = table._cells
        for cell, name in zip(cells, head, strict=False):
            dress.write_cell(cell, self._say(name), bold=True, centred=True)
        told = [words for row in rows for words in row]
        for cell, words in zip(cells[len(head) :], told, strict=True):
            lines = [plain(said) for one in words if (said := self._say(one))]
            dress.write_cell(cell, *lines or [""])
        dress.set_widths(table, widths)
        dress.repeat_header(table)


EVENT_HEAD = (
    Sentence("Lúc"),
    Sentence("Việc"),
    Sentence("Ai"),
    Sentence("Đối tượng"),
    Sentence("Lý do, ghi chú"),
)
STEP_HEAD = (Sentence("Việc"), Sentence("Đối tượng"), Sentence("Ai"), Sentence("Hạn"))
