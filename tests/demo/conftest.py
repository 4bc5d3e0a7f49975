"""The made-up ward, built once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from qms import demo, migrations
from qms.app import create_app
from qms.config import Settings
from qms.demo.build import Account
from qms.kernel.database import db
from tests.installing import CHEAP, close


@dataclass(frozen=True)
class Ward:
    """The application on the ward, and how its people sign in."""

    app: Flask
    data: Path
    accounts: dict[str, Account]


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """The ward; tests only look at it."""
    data = tmp_path_factory.mktemp("demo")
    app = create_app(Settings(data, password_cost=CHEAP))
    with app.app_context():
        migrations.migrate(db.engine)
        accounts = {account.login: account for account in demo.build()}
        db.session.remove()
    yield Ward(app, data, accounts)
    with app.app_context():
        close(app)
