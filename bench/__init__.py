"""What is measured: one module a measurement, each with ``run() -> list[Figure]``."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Figure:
    """One measured value, beside a reference measured in the same run and a target.

    ``target`` is a floor when ``more_is_better``, else a ceiling; with ``on_ratio`` it speaks of
    value / reference. A figure without target only informs.
    """

    name: str
    value: float
    unit: str = ""
    target: float | None = None
    more_is_better: bool = True
    on_ratio: bool = False
    reference_name: str = ""
    reference_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """Value / reference."""
        return self.value / self.reference_value if self.reference_value else None

    @property
    def ok(self) -> bool:
        """Whether the target is met."""
        judged = self.ratio if self.on_ratio else self.value
        if self.target is None or judged is None:
            return True
        return judged >= self.target if self.more_is_better else judged <= self.target

    def __str__(self) -> str:
        parts = [
            f"{'ok  ' if self.ok else 'MISS'} {self.name}: {self.value:.3f} {self.unit}".strip()
        ]
        if self.reference_value is not None and self.ratio is not None:
            reference = f"{self.reference_name} {self.reference_value:.3f} {self.unit}".strip()
            parts.append(f"{reference}, ratio {self.ratio:.2f}")
        if self.target is not None:
            what = "ratio " if self.on_ratio else ""
            parts.append(f"target {what}{'>=' if self.more_is_better else '<='} {self.target:g}")
        return " | ".join(parts)


class NoSampleDataError(Exception):
    """The sample data a measurement needs is not there."""


def sample_data(name: str) -> Path:
    """A folder or file of the sample data: ``QMS_SAMPLE_DATA``, or ``shared/data`` beside us."""
    folder = Path(os.environ.get("QMS_SAMPLE_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / name).exists():
        raise NoSampleDataError(f"needs sample data: {name} in the folder QMS_SAMPLE_DATA names")
    return folder / name
