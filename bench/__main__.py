"""``python -m bench [NAME]``: run one measurement or all, print it, keep it in ``results/``.

Ends with 1 when a target is missed, 2 when there is no such measurement.
"""

import importlib
import json
import pkgutil
import sys
from dataclasses import asdict
from pathlib import Path

from bench import Figure, NoSampleDataError

HERE = Path(__file__).parent
RESULTS = HERE / "results"


def main(wanted: list[str]) -> int:
    """Run the measurements ``wanted``, or all."""
    known = [m.name for m in pkgutil.iter_modules([str(HERE)]) if not m.name.startswith("_")]
    if unknown := set(wanted) - set(known):
        print(f"no measurement {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
        return 2
    met = [measure(name) for name in wanted or known]
    return int(not all(met))


def measure(name: str) -> bool:
    """Run one; answer whether it met its targets."""
    figures: list[Figure] = []
    try:
        for figure in importlib.import_module(f"bench.{name}").run():
            print(f"{name}: {figure}", flush=True)
            figures.append(figure)
    except NoSampleDataError as missing:
        print(f"{name}: left out, {missing}")
        return True
    RESULTS.mkdir(exist_ok=True)
    told = [{**asdict(f), "ratio": f.ratio, "ok": f.ok} for f in figures]
    (RESULTS / f"{name}.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return all(figure.ok for figure in figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
