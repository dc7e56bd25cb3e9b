"""Measure what it costs that findings have places: validation with and without them, and pySHACL by itself.

    python benchmarks/locate.py [--triples 100000] [--repeats 3]

Every 50th resource of the generated project gets a mistake. `docs/benchmarks.md` says what the rows mean.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_EVERY = 50  # a mistake in one of so many resources
_WAYS = ("pyshacl", "without", "with")


def spoil(project: Path) -> int:
    """Make one date in fifty a text; give how many."""
    spoilt = 0
    for file in sorted((project / "graph").glob("*.ttl")):
        parts = re.split(r"(\"\^\^xsd:date)", file.read_text("utf-8"))
        for number in range(1, len(parts), 2 * _EVERY):
            parts[number] = '"'
            spoilt += 1
        file.write_text("".join(parts), "utf-8")
    return spoilt


def run_one(way: str, project: Path) -> tuple[float, int]:
    """Processor seconds and findings of one way, from the files on."""
    from medtown.check.locate import Locator  # noqa: PLC0415 - a process imports only what it measures
    from medtown.check.region import Region  # noqa: PLC0415
    from medtown.check.run import check  # noqa: PLC0415
    from medtown.project import Project  # noqa: PLC0415

    opened = Project(project)
    if way == "without":
        nowhere = Region(project)
        Locator.region = lambda *_: nowhere  # type: ignore[method-assign]
    start = time.process_time()
    if way == "pyshacl":
        return _pyshacl(project), 0
    findings = check(opened).report.findings
    return time.process_time() - start, len(findings)


def _pyshacl(project: Path) -> float:
    import pyshacl  # noqa: PLC0415
    import rdflib  # noqa: PLC0415

    start = time.process_time()
    data, shapes = rdflib.Graph(), rdflib.Graph()
    for folder, graph in (("ontology", data), ("graph", data), ("shapes", shapes)):
        for file in sorted((project / folder).glob("*.ttl")):
            graph.parse(file)
    pyshacl.validate(data, shacl_graph=shapes)
    return time.process_time() - start


def report(triples: int, repeats: int, project: Path) -> None:
    """Run the ways one after the other, so often, and print the medians."""
    generator = Path(__file__).with_name("generate.py")
    subprocess.run([sys.executable, generator, project, "--triples", str(triples)], check=True)
    spoilt = spoil(project)
    seconds: dict[str, list[float]] = {way: [] for way in _WAYS}
    found = 0
    for _ in range(repeats):
        for way in _WAYS:
            command = [sys.executable, __file__, "--one", way, "--project", str(project)]
            time_taken, findings = json.loads(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout
            )
            seconds[way].append(time_taken)
            found = max(found, findings)
    medians = {way: statistics.median(times) for way, times in seconds.items()}
    print(f"{triples:,} triples, {spoilt:,} mistakes, {found:,} findings")
    for way, median in medians.items():
        print(f"{way:10}{median:8.2f} s{median / medians['without']:8.3f} x")


def main() -> None:
    """Read the arguments; measure all ways, or in a process of its own one (`--one`)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(run_one(arguments.one, arguments.project)))
        return
    with tempfile.TemporaryDirectory(prefix="medtown-bench-") as workplace:
        report(arguments.triples, arguments.repeats, Path(workplace) / "project")


if __name__ == "__main__":
    main()
