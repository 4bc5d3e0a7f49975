"""What stands in the body of every procedure, each agency choosing how it looks."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from tests.documents.word.layouts.marks import count, numbering
from tests.documents.word.layouts.paper import LEFT, UP, Bold, Content, Italic, Paper
from tests.documents.word.layouts.truth import Truth

Heading = Callable[[str, str], object]
Part = Sequence[Content | Callable[[], object]]

PROSE: Mapping[str, tuple[str, ...]] = {
    "mục đích": (
        "Thống nhất cách thực hiện việc {subject}, bảo đảm đúng pháp luật, đúng hạn, "
        "dễ theo dõi và dễ kiểm tra.",
    ),
    "phạm vi": (
        "Áp dụng cho cán bộ, công chức, viên chức của cơ quan tham gia việc {subject}.",
        "Không áp dụng đối với hồ sơ thuộc thẩm quyền của cấp tỉnh.",
    ),
    "định nghĩa": (
        "- HTQLCL: Hệ thống quản lý chất lượng",
        "- UBND: Ủy ban nhân dân",
        "- TTPVHCC: Trung tâm Phục vụ hành chính công",
    ),
    "nội dung": ("Việc {subject} được thực hiện như sau:",),
    "thành phần hồ sơ": (
        "- Tờ khai theo mẫu (01 bản chính);",
        "- Giấy tờ tùy thân của người yêu cầu (xuất trình bản chính hoặc dữ liệu điện tử);",
        "- Giấy tờ chứng minh kèm theo (01 bản sao).",
    ),
    "số lượng": ("01 bộ",),
    "nơi tiếp nhận": (
        "Trung tâm Phục vụ hành chính công hoặc Cổng Dịch vụ công quốc gia. Giờ làm việc: "
        "sáng từ 07 giờ 30 đến 11 giờ 30, chiều từ 13 giờ 30 đến 17 giờ 00.",
    ),
    "lệ phí": ("Theo Nghị quyết của Hội đồng nhân dân tỉnh; miễn cho người thuộc hộ nghèo.",),
}


def sections(
    paper: Paper, truth: Truth, subject: str, heading: Heading, parts: Mapping[str, Part]
) -> None:
    """Each section's heading, then what ``parts`` gives under its number, or usual words."""
    for number, words in truth.clauses:
        heading(number, words)
        for item in parts.get(number, usual(words, subject)):
            if callable(item):
                item()
            else:
                paper.p(item)


def usual(heading: str, subject: str) -> list[str]:
    key = heading.casefold()
    found = [lines for name, lines in PROSE.items() if key.startswith(name)]
    return [line.format(subject=subject) for line in found[0]] if found else []


def by_look(paper: Paper, form: str = "{}. {}", below: str = "") -> Heading:
    """Typed headings, known only by being bold; those inside a section by the form ``below``."""

    def write(number: str, words: str) -> None:
        paper.p(Bold((below if below and "." in number else form).format(number, words)))

    return write


def by_style(paper: Paper, *levels: tuple[str, str]) -> Heading:
    """Headings by style; with ``levels`` (form, text) Word counts them, else they are typed."""
    if levels:
        tied = [(*level, f"Heading{n}") for n, level in enumerate(levels, 1)]
        made = numbering(paper, *tied)
        for depth in range(len(levels)):
            style = paper.doc.styles[f"Heading {depth + 1}"]
            count(style.element.get_or_add_pPr(), made, depth)

    def write(number: str, words: str) -> None:
        text = words if levels else f"{number}. {words}"
        paper.p(text, style=f"Heading {number.count('.') + 1}")

    return write


def step_rows(
    truth: Truth,
    head: Sequence[str],
    *,
    who_up: Container[str] = (),
    time_up: Container[str] = (),
    total: str = "",
    counted: int = 0,
) -> list[list[Content]]:
    """Rows of the table of steps; ``who_up`` and ``time_up`` name rows joined to the one above.

    With ``counted`` the first column is a list of Word's.
    """

    def by_word(cell: Any) -> None:
        count(cell.paragraphs[0]._p.get_or_add_pPr(), counted)

    rows: list[list[Content]] = [[Bold(text) for text in head]]
    for step in truth.steps:
        who: Content = UP if step.number in who_up else step.who
        time: Content = UP if step.number in time_up else step.time
        first: Content = [by_word] if counted else step.number
        rows.append([first, step.what, who, time, step.forms])
    if total:
        rows.append([Bold("Tổng thời gian"), LEFT, LEFT, Bold(total), ""])
    return rows


def forms_table(paper: Paper, truth: Truth, *head: str, into: Any = None) -> Callable[[], object]:
    names = head or ("TT", "Mã hiệu", "Tên biểu mẫu")
    rows = [[f"{n}", *form] for n, form in enumerate(truth.forms, 1)]
    return lambda: paper.table([[Bold(name) for name in names], *rows], into=into)


def records_table(paper: Paper, truth: Truth, *head: str) -> Callable[[], object]:
    names = head or ("TT", "Hồ sơ lưu", "Nơi lưu", "Thời gian lưu")
    rows = [[f"{n}", *record] for n, record in enumerate(truth.records, 1)]
    return lambda: paper.table([[Bold(name) for name in names], *rows])


def responsibility(paper: Paper, truth: Truth, roles: Sequence[str], posts: Sequence[str]) -> None:
    """Who wrote, looked through and approved, a column each."""
    people = (truth.author, truth.reviewer, truth.approver)
    paper.table(
        [
            [Bold("Trách nhiệm"), *map(Bold, roles)],
            ["Họ tên", *people],
            ["Chữ ký", "\n\n", "", ""],
            ["Chức vụ", *posts],
        ]
    )


def amendments_table(paper: Paper, *filled: Sequence[str], empty: int = 3) -> None:
    head = (
        "Yêu cầu sửa đổi/\vbổ sung",
        "Trang/Phần liên quan việc sửa đổi",
        "Mô tả nội dung sửa đổi",
        "Lần ban hành/\vLần sửa đổi",
        "Ngày ban hành",
    )
    paper.p(Bold("BẢNG THEO DÕI SỬA ĐỔI"), centred=True)
    paper.table([[Bold(name) for name in head], *filled, *[[""] * len(head)] * empty])


def signatures(paper: Paper, *columns: Sequence[str], hint: str = "(ký, ghi rõ họ tên)") -> None:
    """Signature columns: role, lines of the post, name far below."""
    made = [
        [Bold(role), *(Bold(post) for post in posts), Italic(hint), "", "", "", Bold(name)]
        for role, *posts, name in columns
    ]
    paper.table([made], grid=False)


def nation(paper: Paper, above: str, agency: str, place: str = "") -> None:
    """The head of an official paper: who issues it, the nation's name and motto."""
    right = [
        Bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        Bold("Độc lập - Tự do - Hạnh phúc"),
        Italic(place),
    ]
    left = [above, Bold(agency)] if above else [Bold(agency)]
    paper.table([[left, right]], grid=False)


def receivers(paper: Paper, *more: str) -> None:
    paper.p(Italic("Nơi nhận:"))
    paper.lines("- Như phần phạm vi;", *more, "- Lưu: VT, ISO.")


def distribution(paper: Paper, *places: str) -> None:
    paper.p(Bold("DANH SÁCH PHÂN PHỐI TÀI LIỆU"), centred=True)
    rows = [[f"{n}", place, "01", ""] for n, place in enumerate(places, 1)]
    paper.table([["STT", "Nơi nhận", "Số bản", "Ký nhận"], *rows])
