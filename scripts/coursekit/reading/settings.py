"""`pyproject.toml` in, the exemptions of `[[tool.course.allow]]` out."""

import tomllib
from pathlib import Path

from coursekit.checks import Exemption
from coursekit.model import CourseError
from coursekit.reading.course import read, shown


def exemptions(pyproject: Path) -> list[Exemption]:
    """The exemptions; raises `CourseError` when one lacks a key or a reason."""
    try:
        data = tomllib.loads(read(pyproject))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{shown(pyproject)}: {error}; mend the TOML") from error
    entries = data.get("tool", {}).get("course", {}).get("allow", [])
    return [_exemption(entry, shown(pyproject)) for entry in entries]


def _exemption(entry: dict[str, str], path: str) -> Exemption:
    keys = {"code", "path", "match", "reason"}
    if set(entry) != keys or not all(entry.values()):
        have = ", ".join(sorted(entry)) or "nothing"
        raise CourseError(
            f"{path}: an entry of [[tool.course.allow]] has {have}; "
            "it needs code, path, match and reason"
        )
    return Exemption(**entry)
