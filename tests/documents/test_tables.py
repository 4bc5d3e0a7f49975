"""Documents and editions name tables of their neighbours: none may be missing."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("first", ["qms.demo", "qms.documents.register.columns"])
def test_any_module_may_be_read_first(first: str) -> None:
    asked = f"import {first}; from sqlalchemy.orm import configure_mappers; configure_mappers()"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
