"""An agency begins with the procedures and forms that come with the program."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.conftest import ROOT

Command = Callable[..., Result]


def test_a_procedure_and_its_forms_are_filed_as_they_are_made(qms: Command, tmp_path: Path) -> None:
    texts, out = ROOT / "procedures", tmp_path / "word"
    made = qms("documents", "make", str(texts), str(out))
    assert made.exit_code == 0, made.output
    assert len(list(out.iterdir())) == len(list(texts.rglob("*.vi.md")))
    audits = sorted(out.glob("*.HT.03*"))
    assert len(audits) == 7
    for file in audits:
        kind = "form" if file.name.startswith("BM") else "procedure"
        filed = qms("documents", "import", str(file), "--as", "thao", "--kind", kind)
        key = file.stem.replace(".", "-")
        assert filed.stdout.strip() == f"/documents/{key}/editions/1", filed.output
