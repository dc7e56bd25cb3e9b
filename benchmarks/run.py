"""Measure parsing and publishing, each in a process of its own, and print one table.

    python benchmarks/run.py [--triples 1000000] [--repeats 3] [--quick]

`docs/benchmarks.md` says what the columns mean.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_QUICK_TRIPLES = 50_000
_REPEATS = 3
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a place to measure, not to keep anything
_KILOBYTES = 1024  # ru_maxrss counts kilobytes on Linux


class Work(NamedTuple):
    """What one process did: how many things, in how many seconds on the clock and on the processor.

    `megabytes` is its peak memory above what it had before.
    """

    things: int
    seconds: float
    processor: float
    megabytes: float


class _Silent:
    """A progress that nobody watches."""

    def start(self, step: str, total: int) -> None:
        """Nothing to say."""

    def advance(self) -> None:
        """Nothing to say."""


def _measured(work: Callable[[], int]) -> Work:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, processor = time.perf_counter(), time.process_time()
    things = work()
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return Work(things, seconds, processor, peak / _KILOBYTES)


def parse_rdflib(project: Path) -> Work:
    """The Turtle parser of rdflib, into one graph in memory."""
    import rdflib  # noqa: PLC0415 - a process imports only what it measures

    def work() -> int:
        graph = rdflib.Graph()
        for file in _turtle_files(project):
            graph.parse(file, format="turtle")
        return len(graph)

    return _measured(work)


def parse_pyoxigraph(project: Path) -> Work:
    """The Turtle parser of pyoxigraph, fed a line at a time as the Table feeds it; the triples are dropped."""
    import pyoxigraph as ox  # noqa: PLC0415

    class Lines:
        def __init__(self, data: bytes) -> None:
            self.read = BytesIO(data).readline

    def work() -> int:
        triples = 0
        for file in _turtle_files(project):
            for _ in ox.parse(Lines(file.read_bytes()), format=ox.RdfFormat.TURTLE):  # type: ignore[arg-type]
                triples += 1
        return triples

    return _measured(work)


def parse_table(project: Path) -> Work:
    """Our reader: every term, every triple and its line."""
    from medtown.project import Project  # noqa: PLC0415
    from medtown.table import read_table  # noqa: PLC0415

    opened = Project(project)
    return _measured(lambda: len(read_table([*opened.ontology_files, *opened.graph_files])))


def publish(project: Path, languages: tuple[str, ...], folder: Path) -> Work:
    """Every document of the site in all formats, on one core; reading and planning are not counted."""
    from medtown.data.document import Describer  # noqa: PLC0415
    from medtown.data.formats import Formats  # noqa: PLC0415
    from medtown.project import Project  # noqa: PLC0415
    from medtown.site.build import write_documents  # noqa: PLC0415
    from medtown.site.context import Context  # noqa: PLC0415
    from medtown.site.output import Output  # noqa: PLC0415
    from medtown.table import read_table  # noqa: PLC0415

    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    opened = Project(project)
    # `settings` is read once and kept: give it the languages to measure.
    opened.__dict__["settings"] = dataclasses.replace(opened.settings, languages=languages)
    data = read_table([*opened.ontology_files, *opened.graph_files])
    context = Context(opened, data, read_table(opened.shapes_files))

    def work() -> int:
        describer = Describer(data)
        formats = Formats.of(describer, context.settings)
        with Output(folder / "site") as output:
            write_documents(context, describer, formats, output, _Silent())
        return len(context.plan.documents)

    return _measured(work)


def _turtle_files(project: Path) -> list[Path]:
    return [*sorted((project / "ontology").glob("*.ttl")), *sorted((project / "graph").glob("*.ttl"))]


_PARSERS = {"rdflib": parse_rdflib, "pyoxigraph": parse_pyoxigraph, "read_table": parse_table}


def _run_one(name: str, project: Path, folder: Path) -> Work:
    """A measurement by its name: a parser, or the languages of the pages joined by `+`."""
    return _PARSERS[name](project) if name in _PARSERS else publish(project, tuple(name.split("+")), folder)


def _in_own_process(name: str, project: Path, folder: Path) -> Work:
    command = [sys.executable, __file__, "--one", name, "--project", str(project), "--folder", str(folder)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Work(**json.loads(answer))


def _median(name: str, project: Path, folder: Path, repeats: int) -> Work:
    runs = []
    for _ in range(repeats):
        runs.append(_in_own_process(name, project, folder))
        shutil.rmtree(folder / "site", ignore_errors=True)
    things, *figures = map(statistics.median, zip(*runs, strict=True))
    return Work(int(things), *figures)


def _report(triples: int, repeats: int, workplace: Path) -> None:
    project = workplace / "project"
    generator = Path(__file__).with_name("generate.py")
    subprocess.run([sys.executable, generator, project, "--triples", str(triples)], check=True)
    titles = f"{'things':>12}{'seconds':>10}{'things/s':>12}{'CPU s':>10}{'things/CPU s':>14}"
    print(f"{'work':28}{titles}{'peak MB':>10}{'to rdflib':>11}", flush=True)
    reference = None
    for name in _PARSERS:
        work = _median(name, project, workplace, repeats)
        reference = reference or work
        _line(f"parse, {name}", work, f"{reference.processor / work.processor:.1f} x")
    for place, label in ((workplace, "disk"), (_SHARED_MEMORY, "memory")):
        if place.is_dir():
            with tempfile.TemporaryDirectory(prefix="medtown-bench-", dir=place) as folder:
                for languages in ("en", "en+fr"):
                    _line(f"publish {languages}, to {label}", _median(languages, project, Path(folder), repeats), "")


def _line(name: str, work: Work, ratio: str) -> None:
    clock = f"{work.seconds:10.2f}{work.things / work.seconds:12,.0f}"
    processor = f"{work.processor:10.2f}{work.things / work.processor:14,.0f}"
    print(f"{name:28}{work.things:12,}{clock}{processor}{work.megabytes:10.0f}{ratio:>11}", flush=True)


def main() -> None:
    """Read the arguments; measure all, or in a process of its own one thing (`--one`)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_TRIPLES:,} triples, each measured once")
    parser.add_argument("--repeats", type=int, help=f"how often each thing is measured (default: {_REPEATS}; quick: 1)")
    parser.add_argument("--folder", type=Path, help="where to write (default: the system's temporary folder)")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_run_one(arguments.one, arguments.project, arguments.folder)._asdict()))
        return
    triples, repeats = (_QUICK_TRIPLES, 1) if arguments.quick else (arguments.triples, _REPEATS)
    repeats = arguments.repeats or repeats
    with tempfile.TemporaryDirectory(prefix="medtown-bench-", dir=arguments.folder) as workplace:
        _report(triples, repeats, Path(workplace))


if __name__ == "__main__":
    main()
