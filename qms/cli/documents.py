"""Commands that read, file and find documents."""

import json
from pathlib import Path

import click

from qms.cli.base import commands, content_of, fail, person_called, say, with_app
from qms.documents import drafting, filing
from qms.documents.kinds import KINDS_GIVEN
from qms.documents.word import aside, gate, generate, source
from qms.kernel import clock
from qms.kernel.i18n import LANGUAGES, Sentence
from qms.organisation import queries
from qms.search.finder import Wanted, finder


@commands.group()
def documents() -> None:
    """Controlled documents."""


@documents.command("text")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def read_text(file: Path, as_json: bool) -> None:
    """Print what the program reads out of a Word file; needs no database."""
    try:
        read = aside.read_in(content_of(file), file.name)
    except gate.NotAccepted as refused:
        fail(refused.reason)
    if not as_json:
        click.echo(read.text)
        return
    facts = {name: getattr(read, name) for name in ("title", "code", "issue", "amendment")}
    told = {name: {"value": f.value, "where": f.where} if f else None for name, f in facts.items()}
    clauses = [
        {
            "number": c.number,
            "heading": c.heading,
            "level": c.level,
            "anchor": c.anchor,
            "text": c.text,
        }
        for c in read.clauses
    ]
    extra = {"margins": read.margins, "tables": read.tables, "words": read.words}
    click.echo(json.dumps(told | {"clauses": clauses} | extra, ensure_ascii=False, indent=1))


@documents.command("make")
@click.argument("text", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--agency", default="", help="The name in the page header.")
@click.option("--language", default="vi", type=click.Choice(LANGUAGES))
def make(text: Path, out: Path, agency: str, language: str) -> None:
    """Make a Word file of a text such as those in procedures/; needs no database.

    Of a folder, a Word file of every text in it that is of that language, each named by its code.
    """
    nobody = generate.Signatory()
    approval = generate.Approval(agency, clock.today(), nobody, nobody, nobody, language=language)
    if not text.is_dir():
        out.write_bytes(generate.make_word(_written(text), approval))
        return
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(text.rglob(f"*.{language}.md")):
        written = _written(path)
        (out / f"{written.code}.docx").write_bytes(generate.make_word(written, approval))
        click.echo(f"{written.code}  {written.title}")


def _written(path: Path) -> source.ProcedureText:
    try:
        return source.parse(content_of(path).decode("utf-8", "replace"))
    except source.UnreadableText as unreadable:
        fail(unreadable.reason)


@documents.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "login", required=True, help="Who files it.")
@click.option("--code", default="")
@click.option("--title", default="")
@click.option("--kind", default="procedure", type=click.Choice(list(KINDS_GIVEN)))
@click.option("--unit", default="", help="The unit's code; the person's own if not given.")
@with_app
def import_file(file: Path, login: str, code: str, title: str, kind: str, unit: str) -> None:
    """File a Word file as the first draft of a document."""
    person = person_called(login)
    content = content_of(file)
    try:
        filed = filing.take_in(content, file.name)
    except gate.NotAccepted as refused:
        fail(refused.reason)
    read = filing.read_kept(filed.digest)
    code = code or (read.code.value if read.code else "")
    title = title or (read.title.value if read.title else "")
    if not code or not title:
        fail(Sentence("Tệp không nói rõ mã hiệu hoặc tên; hãy thêm --code và --title."))
    today = queries.units(on=clock.today())
    own = [u for u in today if u.code == unit] if unit else [person.unit]
    if not own:
        fail(Sentence("Không có đơn vị nào mang mã %(code)s.", code=unit))
    edition = drafting.start_document(
        drafting.DocumentFacts(code, kind, own[0].id),
        drafting.EditionFacts(
            title, filing.counted(read.issue, 1), filing.counted(read.amendment, 0)
        ),
        filed,
        by=queries.actor_of(person),
    )
    click.echo(f"/documents/{edition.document.key}/editions/{edition.serial}")


@commands.group()
def search() -> None:
    """Full-text search."""


@search.command("ask")
@click.argument("words")
@click.option("--as", "login", required=True, help="Under whose eyes.")
@click.option("--history", is_flag=True, help="Also what is no longer, or not yet, in force.")
@click.option("--json", "as_json", is_flag=True)
@with_app
def ask(words: str, login: str, history: bool, as_json: bool) -> None:
    """Print what a person would find."""
    answer = finder().ask(queries.actor_of(person_called(login)), Wanted(words, history))
    found = [
        {
            "code": group.code,
            "title": group.title,
            "hits": [
                {
                    "heading": hit.passage.heading,
                    "state": hit.passage.state,
                    "text": "".join(piece.text for piece in hit.snippet),
                }
                for hit in group.hits
            ],
        }
        for group in answer.groups
    ]
    if as_json:
        told = {"total": answer.total, "relaxed": answer.relaxed, "groups": found}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for group in answer.groups:
        click.echo(f"{group.code}  {group.title}")


@search.command()
@with_app
def rebuild() -> None:
    """Make the index anew from the database."""
    click.echo(str(finder().indexer.rebuild()))


@search.command()
@with_app
def check() -> None:
    """Name what stands otherwise in the index than in the database."""
    differences = finder().indexer.check()
    for difference in differences:
        click.echo(f"{difference.source}: {say(difference.what)}")
    if differences:
        raise SystemExit(1)
