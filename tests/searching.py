"""An index that follows when it is asked: most tests never search, and need not wait for it."""

from typing import Any

from flask import Flask

from qms.search.finder import Finder
from qms.textindex import outbox


class OnDemand(Finder):
    """Brings the index up to date before it is looked at, as the program does after each verb."""

    def __getattribute__(self, name: str) -> Any:
        """Catch up first, where something changed and the index is wanted."""
        own = object.__getattribute__(self, "__dict__")
        if name in ("engine", "indexer") and own.pop("behind", False):
            own["indexer"].nudge()
        return object.__getattribute__(self, name)

    def close(self) -> None:
        """Let go of the files; nobody asks any more."""
        vars(self).pop("behind", None)
        super().close()


def on_demand(app: Flask) -> None:
    """Let the index of ``app`` follow when it is asked."""
    there: Finder = app.extensions["qms.search"]
    late = OnDemand(there.engine, there.indexer)
    with app.app_context():
        outbox.wake(lambda: vars(late).update(behind=True))
    app.extensions["qms.search"] = late
