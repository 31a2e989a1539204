"""A lab in, what its run gave out: each in its own process, with a time limit.

A lab says that it cannot run here by exit code 77 and the reason as its last line of output.
Its output is held against the captured one: words have to agree, numbers within its tolerance;
a line that begins with `~` reports what was measured, so there only the words have to agree.
"""

import datetime as dt
import importlib.metadata
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final, Literal

from coursekit.model import Lab, Passport
from coursekit.reading.labs import digest

Verdict = Literal["passed", "skipped", "differs", "failed", "timed out"]
SKIPPED: Final = 77
MEASURED: Final = "~"
_NUMBER: Final = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Result:
    """How a run ended; `said` is one line about it, `output` what it printed."""

    verdict: Verdict
    said: str
    output: str
    seconds: float


def run(lab: Lab, file: Path) -> Result:
    """Run a lab with this Python, one thread a process, in a folder of its own."""
    if missing := _missing(lab):
        said = f"needs {', '.join(missing)}; make labs installs them"
        return Result("failed", said, "", 0)
    start = time.monotonic()
    output, code = _output(file, lab.seconds)
    seconds = time.monotonic() - start
    last = output.rstrip().rpartition("\n")[2]
    if code is None:
        return Result("timed out", f"not done after {lab.seconds} s", output, seconds)
    if code == SKIPPED:
        return Result("skipped", last, output, seconds)
    if code:
        return Result("failed", f"exit code {code}: {last}", output, seconds)
    if lab.output is None:
        return Result("passed", "no captured output yet", output, seconds)
    if difference := next(differences(lab.output, output, lab.tolerance), ""):
        return Result("differs", difference, output, seconds)
    return Result("passed", "", output, seconds)


def _output(file: Path, limit: float) -> tuple[str, int | None]:
    """What it printed, and its exit code; None when it was stopped, with all its processes."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, str(file.resolve())],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            return output, None
    return output, process.returncode


def differences(captured: str, output: str, tolerance: float) -> Iterator[str]:
    """Each line in which two outputs differ, said in one line."""
    pairs = zip_longest(captured.rstrip().splitlines(), output.rstrip().splitlines())
    for number, (old, new) in enumerate(pairs, 1):
        if old is None or new is None:
            yield f"line {number}: captured {old!r}, now {new!r}"
        elif _NUMBER.sub("#", old).split() != _NUMBER.sub("#", new).split() or not (
            old.startswith(MEASURED) or _close(old, new, tolerance)
        ):
            yield f"line {number}: captured {old.strip()!r}, now {new.strip()!r}"


def _close(old: str, new: str, tolerance: float) -> bool:
    values = ([float(n.replace(",", "")) for n in _NUMBER.findall(line)] for line in (old, new))
    return all(abs(a - b) <= tolerance * max(abs(a), abs(b)) for a, b in zip(*values, strict=True))


def record(lab: Lab, result: Result) -> dict[str, str]:
    """Suffix → text of the files that keep a run: what it printed, and its passport."""
    names = [re.split(r"[\[=]", dependency)[0] for dependency in lab.dependencies]
    versions = {name: importlib.metadata.version(name) for name in names}
    passport = Passport(
        date=dt.date.today().isoformat(),  # noqa: DTZ011 (the author's day)
        machine=", ".join([_processor(), f"{len(os.sched_getaffinity(0))} CPU", *_graphics()]),
        system=f"{platform.system()} {platform.machine()}",
        versions={"python": platform.python_version(), **versions},
        seconds=round(result.seconds, 1),
        code=lab.code,
        output=digest(result.output),
    )
    kept = json.dumps(asdict(passport), ensure_ascii=False, indent=2)
    return {".out.txt": result.output, ".run.json": f"{kept}\n"}


def _missing(lab: Lab) -> list[str]:
    """Dependencies that are not there in the version asked for; local builds (+cpu) count."""
    missing = []
    for dependency in lab.dependencies:
        name, _, wanted = dependency.partition("==")
        try:
            found = importlib.metadata.version(name.partition("[")[0])
        except importlib.metadata.PackageNotFoundError:
            found = ""
        if found.partition("+")[0] != wanted:
            missing.append(dependency)
    return missing


def _graphics() -> list[str]:
    """The NVIDIA GPUs of this machine by name, as their driver lists them."""
    files = sorted(Path("/proc/driver/nvidia/gpus").glob("*/information"))
    found = [re.search(r"^Model:\s*(.+)$", f.read_text(), re.MULTILINE) for f in files]
    return [match[1].strip() for match in found if match]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1] if found else platform.machine()
