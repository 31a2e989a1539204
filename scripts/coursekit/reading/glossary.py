"""Text of `docs/data/glossary.yml` in, `Term`s out.

The file is a list of entries; the keys of `Entry` are its form.
"""

from collections.abc import Iterator

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coursekit.model import CourseError, Term, Where


class Names(BaseModel):
    """Further names of a term in each language."""

    model_config = ConfigDict(extra="forbid")

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Entry(BaseModel):
    """One entry: names, a one-sentence definition in each language, the section that teaches it.

    `aliases` are names that readers type and texts use, `avoid` names that authors must not use.
    """

    model_config = ConfigDict(extra="forbid")

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    abbr: str = ""
    zh_def: str = Field(min_length=1)
    en_def: str = Field(min_length=1)
    aliases: Names = Names()
    avoid: Names = Names()
    page: str = Field(min_length=1)


def parse(text: str, path: str) -> tuple[Term, ...]:
    """All terms, in the order of the file; raises `CourseError` at an entry it cannot read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)  # the C one is ten times faster
    try:
        root = loader.get_single_node()
        entries = loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise CourseError(
            f"{path}:{mark.line + 1 if mark else 1}: not valid YAML: {what}; "
            'put a value that contains ": " in double quotes'
        ) from error
    if not isinstance(root, yaml.SequenceNode):
        raise CourseError(f"{path}:1: not a list; write each term as `- zh: …` with its keys below")
    lines = [node.start_mark.line + 1 for node in root.value]
    return tuple(_terms(zip(entries, lines, strict=True), path))


def _terms(entries: Iterator[tuple[object, int]], path: str) -> Iterator[Term]:
    for raw, line in entries:
        try:
            entry = Entry.model_validate(raw)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"]) or "entry"
            known = ", ".join(Entry.model_fields)
            raise CourseError(
                f"{path}:{line}: term key {key!r}: {first['msg']}; the keys are {known}"
            ) from error
        yield Term(
            zh=(entry.zh, *entry.aliases.zh),
            en=(entry.en, *entry.aliases.en),
            abbr=entry.abbr,
            definition={"zh": entry.zh_def, "en": entry.en_def},
            avoid={"zh": entry.avoid.zh, "en": entry.avoid.en},
            page=entry.page,
            where=Where(path, line),
        )
