from collections.abc import Callable
from pathlib import Path

import pytest

WriteSample = Callable[[str, str], Path]


@pytest.fixture
def sample(tmp_path: Path) -> WriteSample:
    """Writes one file of a made-up project and gives the project's folder."""

    def write(path: str, text: str) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return tmp_path

    return write
