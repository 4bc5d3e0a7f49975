"""Procedures as different agencies print them, each with what an honest reader finds in it.

Written before the reader of facts was tuned; not changed to please it.
"""

from tests.documents.word.layouts.boxes import BOXES
from tests.documents.word.layouts.covers import COVERS
from tests.documents.word.layouts.dense import DENSE
from tests.documents.word.layouts.running import RUNNING
from tests.documents.word.layouts.sparse import SPARSE
from tests.documents.word.layouts.traces import TRACES
from tests.documents.word.layouts.truth import UNFILLED, Layout, Step, Truth

__all__ = ["LAYOUTS", "UNFILLED", "Layout", "Step", "Truth"]

LAYOUTS: dict[str, Layout] = {
    layout.name: layout for layout in (*RUNNING, *COVERS, *BOXES, *TRACES, *SPARSE, *DENSE)
}
