"""Commands that prepare and run an installation."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from flask import Flask

from qms import demo, migrations
from qms.audit_trail.queries import whole_chain
from qms.cli.base import COMMAND_LINE, commands, fail, say, with_app
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation import queries
from qms.organisation.operations import NewPerson, add_person, appoint, offer_set_up
from qms.search.finder import finder

ROOT = Path(__file__).parent.parent.parent
THREADS = 8


def _migrated() -> Flask:
    app: Flask = click.get_current_context().find_root().obj()
    with app.app_context():
        if demo.cut_off():
            fail(
                Sentence(
                    "Lần dựng cơ quan minh họa trước bị ngắt giữa chừng. "
                    "Hãy xóa thư mục dữ liệu rồi làm lại."
                )
            )
        migrations.migrate(db.engine)
    return app


@commands.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    _migrated()
    click.echo(say(Sentence("Cơ sở dữ liệu đã ở bản mới nhất.")))


@commands.command()
@click.option("--url", default="http://127.0.0.1:8000", help="Where the server will answer.")
def init(url: str) -> None:
    """Prepare an empty installation and print its one-time set-up link."""
    with _migrated().app_context():
        _offer(url)


def _offer(url: str) -> None:
    word = offer_set_up(by=COMMAND_LINE)
    if word is None:
        fail(Sentence("Hệ thống đã được thiết lập rồi; hãy đăng nhập."))
    click.echo(say(Sentence("Mở đường dẫn này một lần để thiết lập (có hạn ba ngày):")))
    click.echo(f"{url.rstrip('/')}/welcome/{word}")


@commands.command("demo")
def build_demo() -> None:
    """Fill an empty installation with a made-up ward and print its passwords once."""
    with _migrated().app_context():
        _build_demo()


def _build_demo() -> None:
    try:
        accounts = demo.build()
    except demo.NotEmpty:
        fail(Sentence("Đã có dữ liệu; cơ quan minh họa chỉ dựng được trong hệ thống trống."))
    finder().indexer.rebuild()
    click.echo(say(Sentence("Cơ quan minh họa đã sẵn sàng. Mật khẩu chỉ in một lần này:")))
    for account in accounts:
        roles = ", ".join(account.roles)
        click.echo(f"  {account.login:<12} {account.password:<28} {account.name} ({roles})")


@commands.command()
@click.option("--demo", "with_demo", is_flag=True, help="Fill an empty installation first.")
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
def serve(with_demo: bool, host: str, port: int) -> NoReturn:
    """Serve the pages: one process, several threads."""
    url = f"http://{host}:{port}"
    with _migrated().app_context():
        if queries.agency() is None:
            if with_demo:
                _build_demo()
            else:
                _offer(url)
    click.echo(say(Sentence("Phục vụ tại %(url)s", url=url)))
    sys.stdout.flush()
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}"]
    gunicorn += [
        "--workers",
        "1",
        "--threads",
        str(THREADS),
        "--chdir",
        str(ROOT),
        "--no-control-socket",
    ]
    os.execv(sys.executable, [*gunicorn, "wsgi:application"])  # noqa: S606 - no shell, own words


@commands.group()
def people() -> None:
    """People."""


@people.command("add")
@click.argument("login")
@click.argument("name")
@click.option("--title", default="", help="The office beside a signature.")
@click.option("--unit", default="UBND", help="The unit's code.")
@click.option("--role", "roles", multiple=True, type=click.Choice([r.value for r in Role]))
@click.option("--url", default="http://127.0.0.1:8000", help="Where the server answers.")
@with_app
def add(login: str, name: str, title: str, unit: str, roles: tuple[str, ...], url: str) -> None:
    """Add a person and print the link by which they choose a password."""
    found = [u for u in queries.units(on=clock.today()) if u.code == unit]
    if not found:
        fail(Sentence("Không có đơn vị nào mang mã %(code)s.", code=unit))
    new = NewPerson(login, name, title, found[0].id)
    person, word = add_person(new, by=COMMAND_LINE)
    for role in dict.fromkeys(roles):
        appoint(
            person, Role(role), None, clock.today(), None, by=COMMAND_LINE, reason="qms people add"
        )
    click.echo(f"{url.rstrip('/')}/password/{word}")


@commands.group()
def trail() -> None:
    """The audit trail."""


@trail.command()
@with_app
def verify() -> None:
    """Check every line of the trail and print its head."""
    verdict = whole_chain()
    if not verdict.whole:
        fail(Sentence("Nhật ký bị sửa hoặc đứt từ dòng %(number)s.", number=verdict.broken_at))
    said = Sentence(
        "Nhật ký nguyên vẹn: %(lines)s dòng, dấu kiểm cuối %(head)s.",
        lines=verdict.lines,
        head=verdict.head,
    )
    click.echo(say(said))
