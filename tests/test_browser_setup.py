"""A browser is found where there is one, and installed only by means this machine has."""

import sys
from pathlib import Path

import pytest

from coursekit import browser
from coursekit.browser import Machine

LINUX = Machine("Linux", root=True)
DEBIAN_ROOT = Machine("Linux", apt=True, root=True)
DEBIAN_SUDO = Machine("Linux", apt=True, sudo=True)
DEBIAN_USER = Machine("Linux", apt=True)
MAC = Machine("Darwin")


def program(path: Path, code: int = 0) -> Path:
    """A program that ends with this code, whatever it is asked."""
    path.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def path_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, and no CHROME."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME", raising=False)
    return tmp_path


def test_debian_gets_chromium_and_chinese_fonts_from_apt() -> None:
    update, install = browser.ways(DEBIAN_ROOT)[0]
    assert update == ["apt-get", "update"]
    assert install[:3] == ["apt-get", "install", "-y"]
    assert {"chromium", "fonts-noto-cjk"} <= set(install)


def test_where_apt_has_no_working_chromium_playwright_brings_one() -> None:
    [[last]] = browser.ways(DEBIAN_ROOT)[1:]
    assert last == [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]


def test_sudo_never_stops_to_ask_for_a_password() -> None:
    apt = browser.ways(DEBIAN_SUDO)[0]
    assert [command[:3] for command in apt] == [["sudo", "-n", "apt-get"]] * 2


@pytest.mark.parametrize("machine", [LINUX, DEBIAN_USER, MAC])
def test_without_apt_or_rights_only_a_download_into_the_home_folder(machine: Machine) -> None:
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    assert browser.ways(machine) == [[download]]


@pytest.mark.parametrize(
    ("machine", "todo"),
    [(DEBIAN_USER, "apt-get install chromium"), (MAC, "Google Chrome"), (LINUX, "Chromium")],
)
def test_the_advice_is_one_line_and_fits_the_platform(machine: Machine, todo: str) -> None:
    line = browser.advice(machine)
    assert todo in line
    assert "CHROME" in line
    assert "\n" not in line


def test_a_browser_that_does_not_start_is_passed_over(path_folder: Path) -> None:
    program(path_folder / "chromium-browser", code=1)
    chrome = program(path_folder / "google-chrome")
    assert browser.find() == chrome


def test_chrome_names_the_browser_to_use(
    path_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path_folder / "chromium")
    mine = program(path_folder / "my browser")
    monkeypatch.setenv("CHROME", str(mine))
    assert browser.find() == mine


def test_a_wrong_chrome_is_said_and_nothing_is_installed(
    path_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(path_folder / "chromium")
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    assert browser.main() == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "CHROME is /nowhere/chrome, which does not start: correct it or unset it."
    ]


def test_the_browser_found_is_printed(
    path_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chromium = program(path_folder / "chromium")
    assert browser.main() == 0
    assert capsys.readouterr().out == f"{chromium}\n"
