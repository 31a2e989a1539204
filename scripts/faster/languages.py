"""The build of one language in, those of the others at the same time, in processes of their own.

The i18n plugin builds a language, then the next; here the next is under way by then. What its
process logged is logged again where the plugin would have built it, and if it failed in any way
the plugin builds it after all and meets the same.
"""

from __future__ import annotations

import json
import logging
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mkdocs_static_i18n.plugin
from mkdocs import utils
from mkdocs.commands import build

from faster import finished, keys, rendering
from faster.ahead import can_fork

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FEW = 32  # pages that are not worth a second process
_original = mkdocs_static_i18n.plugin.build


@dataclass(frozen=True)
class _Process:
    id: int
    said: int  # where it leaves what it logged


class Languages:
    """`only_fill`: the languages are built here all the same, from what the processes cached."""

    def __init__(self, only_fill: bool) -> None:
        self._only_fill = only_fill
        self._running: dict[str, _Process] = {}
        self._templates: set[str] = set()

    def start(self, config: MkDocsConfig, pages: int) -> None:
        """Begin with the other languages, if there is a processor for them."""
        if pages < FEW or not can_fork():
            return
        plugin = keys.i18n(config)
        mkdocs_static_i18n.plugin.build = self._build
        others = [lang for lang in plugin.build_languages if lang != plugin.current_language]
        templates, config.theme.static_templates = config.theme.static_templates, set()
        for language in others:  # the files that all of them write are those of the last
            last = templates if language == others[-1] else set()
            self._running[language] = _fork(config, language, last)
        self._templates = templates

    def stop(self) -> None:
        """End what nobody waits for any more."""
        for process in self._running.values():
            os.kill(process.id, signal.SIGKILL)
            os.close(process.said)
            os.waitpid(process.id, 0)
        self._running.clear()

    def _build(self, config: MkDocsConfig, dirty: bool = False) -> None:
        """In place of `mkdocs.commands.build.build`, as the plugin calls it."""
        process = self._running.pop(keys.language(config), None)
        said = None
        if process:
            said = _wait(process)
            config.theme.static_templates = self._templates
        if said is None or self._only_fill:
            _original(config, dirty=dirty)
        else:
            rendering.replay(said)


def _fork(config: MkDocsConfig, language: str, templates: set[str]) -> _Process:
    """A process that builds a language as the plugin would, and these templates for the site."""
    read, write = os.pipe()
    if child := os.fork():
        os.close(write)
        return _Process(child, read)
    try:
        logger, records = logging.getLogger("mkdocs"), rendering.Records()
        logger.handlers = [finished.SAID, records]
        logger.propagate = False
        plugin = keys.i18n(config)
        plugin.building, plugin.current_language = True, language
        config.theme.static_templates = templates
        utils.clean_directory = lambda _: None  # type: ignore[assignment]
        build.build(config)
        with os.fdopen(write, "w", encoding="utf-8") as file:
            json.dump(records.kept, file)
    except BaseException:  # the plugin's own build meets it again and reports it
        os._exit(1)
    os._exit(0)


def _wait(process: _Process) -> list[tuple[str, int, str]] | None:
    """What a process logged, or None if it failed."""
    with os.fdopen(process.said, encoding="utf-8") as file:
        said = file.read()
    _, status = os.waitpid(process.id, 0)
    return json.loads(said) if status == 0 else None
