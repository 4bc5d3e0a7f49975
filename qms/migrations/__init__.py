"""How the database came to look as it does, step by step; ``qms migrate`` takes the steps left."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema; all steps in one transaction."""
    command.upgrade(_config(engine), "head")


def is_current(engine: Engine) -> bool:
    """Whether no step is left."""
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here == ScriptDirectory.from_config(_config(engine)).get_current_head()
