"""Called by Alembic: runs the steps on the engine that ``qms.migrations`` hands over."""

from alembic import context
from sqlalchemy import Engine

from qms.kernel.database import IMMEDIATE, Row


def run() -> None:
    """Take the steps under the write lock, so that two programs starting at once do not collide."""
    engine: Engine = context.config.attributes["engine"]
    with engine.connect().execution_options(**{IMMEDIATE: True}) as connection:
        context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True)
        with connection.begin(), context.begin_transaction():
            context.run_migrations()


run()
