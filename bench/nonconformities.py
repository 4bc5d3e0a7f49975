"""Do the register of nonconformities and the pages beside it stay quick as the years go by?

5 000 nonconformities of some twenty years, with two grounds and two indicators each, most of them
closed with a cause, three actions and a check of effect: every page beside the same page with a
tenth of them, and the number of queries of both.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bench import Figure
from bench._years import fill
from qms.app import create_app
from qms.config import Settings
from qms.kernel import clock
from tests.counting import statements
from tests.installing import CHEAP, close, found_in
from tests.visitor import Visitor

NONCONFORMITIES = 5_000
ROUNDS = 40
MOST_MILLISECONDS = 200
MOST_TIMES = 2
THIS_YEAR = clock.today().year
PAGES = {
    "register": "/nonconformities",
    "register, last page": "/nonconformities?page=100",
    "register, by words": "/nonconformities?text=khai%20sinh%2077",
    "register, by indicator": "/nonconformities?indicator=1.5",
    "one": "/nonconformities/77",
    "indicator": "/indicators/3.1",
    "document": "/documents/QT-01-VP",
    "first page": "/",
    "register, overdue": "/nonconformities?late=1",
    "register, by cause": "/nonconformities?branch=people",
    "register, by criterion": "/nonconformities?criterion=clause:9001:2015/8.7",
    "register, by day and return": "/nonconformities?since=2020-01-01&repeats=any",
    "figures, this year": "/nonconformities/figures",
    "figures, last year": f"/nonconformities/figures?year={THIS_YEAR - 1}",
    "figures, ten years": (
        f"/nonconformities/figures?since=01/01/{THIS_YEAR - 9}&until=31/12/{THIS_YEAR}"
    ),
    "figures as a workbook": "/nonconformities/figures.xlsx",
}


def run() -> list[Figure]:
    """Measure each page on the full register and on a tenth of it."""
    with _years(NONCONFORMITIES) as large, _years(NONCONFORMITIES // 10) as small:
        gc.freeze()  # as the door of the web server does
        return [
            figure for name, path in PAGES.items() for figure in _figures(name, path, large, small)
        ]


def _figures(name: str, path: str, large: Visitor, small: Visitor) -> Iterator[Figure]:
    full, tenth = _times(large, path), _times(small, path)
    slowest = quantiles(full, n=20)[-1]
    yield Figure(f"{name}, p95", slowest, "ms", target=MOST_MILLISECONDS, more_is_better=False)
    yield _beside(f"{name}, median beside a tenth", median(full), median(tenth), "ms", MOST_TIMES)
    yield _beside(f"{name}, queries", _queries(large, path), _queries(small, path), "", 1)


def _beside(name: str, value: float, reference: float, unit: str, most: float) -> Figure:
    return Figure(
        name,
        value,
        unit,
        target=most,
        more_is_better=False,
        on_ratio=True,
        reference_name="a tenth",
        reference_value=reference,
    )


@contextmanager
def _years(count: int) -> Iterator[Visitor]:
    with TemporaryDirectory() as folder:
        found_in(Path(folder))
        app = create_app(Settings(Path(folder), password_cost=CHEAP))
        with app.app_context():
            fill(count)
        yield Visitor(app, "lan")
        with app.app_context():
            close(app)


def _queries(visitor: Visitor, path: str) -> int:
    """How many a page asks; once a minute a visit is noted besides, so it is asked for twice."""
    counts = []
    for _time in range(2):
        with statements(visitor.client.application) as sent:
            visitor.get(path)
        counts.append(len(sent))
    return min(counts)


def _times(visitor: Visitor, path: str) -> list[float]:
    """Milliseconds of each round, after some that warm up."""
    found = []
    for number in range(ROUNDS + 3):
        start = time.perf_counter()
        if visitor.get(path).status_code != 200:
            raise RuntimeError(f"{path} was not shown")
        if number >= 3:
            found.append((time.perf_counter() - start) * 1_000)
    return found
