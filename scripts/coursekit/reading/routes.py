"""The text of `docs/data/routes.yml` in, the routes of `docs/paths.md` and its faults out."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from coursekit.model import Problem, Route, Routes, Step, Where

_FORM = "a route is `name:` with zh, en and steps; a step is section, zh and en"
_LINE = "(line)"  # where a mapping keeps its line, under a key no author would write


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    section: str
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    line: int = Field(alias="(line)")


class _Route(BaseModel):
    model_config = ConfigDict(extra="forbid")

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    steps: list[_Step] = Field(min_length=1)
    line: int = Field(alias="(line)")


class _Loader(yaml.SafeLoader):
    """Every mapping remembers its line."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    return {**loader.construct_mapping(node, deep=True), _LINE: node.start_mark.line + 1}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def parse(text: str, path: str) -> Routes:
    """Read the routes; a file with a fault has no routes."""
    try:
        raw = yaml.load(text, _Loader)  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Routes(faults=(_fault(path, line, f"not valid YAML: {error.problem}"),))
    if not isinstance(raw, dict):
        return Routes(faults=(_fault(path, 1, "not a list of `name:` entries"),))
    raw.pop(_LINE)
    try:
        found = TypeAdapter(dict[str, _Route]).validate_python(raw)
    except ValidationError as error:
        return Routes(faults=tuple(_faults(error, raw, path)))
    return Routes(tuple(_route(name, route, path) for name, route in found.items()))


def _route(name: str, route: _Route, path: str) -> Route:
    steps = (
        Step(step.section, {"zh": step.zh, "en": step.en}, Where(path, step.line))
        for step in route.steps
    )
    return Route(name, {"zh": route.zh, "en": route.en}, tuple(steps))


def _faults(error: ValidationError, raw: Any, path: str) -> Iterator[Problem]:
    for detail in error.errors():
        place = ".".join(str(part) for part in detail["loc"])
        yield _fault(path, _line(raw, detail["loc"]), f"{place}: {detail['msg']}")


def _line(raw: Any, loc: Sequence[str | int]) -> int:
    """The line of the innermost mapping on the way to a place in the data."""
    line = 1
    for part in loc:
        try:
            raw = raw[part]
        except (LookupError, TypeError):  # what is missing has no line of its own
            break
        line = raw[_LINE] if isinstance(raw, dict) else line
    return line


def _fault(path: str, line: int, fact: str) -> Problem:
    return Problem(Where(path, line), "R101", fact, _FORM)
