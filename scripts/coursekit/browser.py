"""Facts about a machine in, the path of a Chromium-family browser out, installed where missing."""

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL

Command = list[str]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
DEBIAN = ("chromium", "fonts-noto-cjk", "libatomic1")  # the last for Playwright's own Node.js
ASK_PLAYWRIGHT = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)"""


@dataclass(frozen=True)
class Machine:
    """What decides how a browser gets here; `sudo` means without a password."""

    system: str
    apt: bool = False
    root: bool = False
    sudo: bool = False


def ways(machine: Machine) -> list[list[Command]]:
    """The ways to install a browser, best first; a way is commands to run in order."""
    deps = ["--with-deps"] if machine.apt and machine.root else []  # it knows no other than apt
    playwright = [sys.executable, "-m", "playwright", "install", *deps, "chromium"]
    if not (machine.apt and (machine.root or machine.sudo)):
        return [[playwright]]
    apt = ["apt-get"] if machine.root else ["sudo", "-n", "apt-get"]
    install = [*apt, "install", "-y", "--no-install-recommends", *DEBIAN]
    return [[[*apt, "update"], install], [playwright]]


def advice(machine: Machine) -> str:
    """What a person at this machine can do by hand, on one line."""
    todo = "install Chromium, Google Chrome or Microsoft Edge"
    if machine.apt:
        todo = "run 'apt-get install chromium' as root (on Ubuntu, install Google Chrome)"
    elif machine.system == "Darwin":
        todo = "install Google Chrome"
    return f"No browser for the tests: {todo}, or give the path of one in CHROME."


def find() -> Path | None:
    """The first browser that starts: the one CHROME names and no other, or one that is there."""
    named = os.environ.get("CHROME")
    apps = (f"/Applications/{app}.app/Contents/MacOS/{app}" for app in MAC_APPS)
    for name in [named] if named else [*NAMES, *apps]:
        path = shutil.which(name)
        if path and _starts(path):
            return Path(path)
    return None if named else _downloaded()


def main() -> int:
    """Print the path of a browser, installed first if need be; 2 when there is still none."""
    try:
        print(find() or _install())
    except LookupError as problem:
        print(problem.args[0], file=sys.stderr)
        return 2
    return 0


def _install() -> Path:
    if named := os.environ.get("CHROME"):
        raise LookupError(f"CHROME is {named}, which does not start: correct it or unset it.")
    machine = _machine()
    for way in ways(machine):
        for command in way:
            print("No browser yet; running:", *command, file=sys.stderr, flush=True)
            _runs(command, show=True)
        if browser := find():
            return browser
    raise LookupError(advice(machine))


def _machine() -> Machine:
    apt = shutil.which("apt-get") is not None
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Machine(platform.system(), apt, root, sudo=apt and _runs(["sudo", "-n", "true"]))


def _starts(path: str) -> bool:
    """Being there is not enough: Ubuntu's chromium-browser may be a stub that asks for a snap."""
    return _runs([path, "--version"])


def _downloaded() -> Path | None:
    """Playwright's own; asked in a process of its own, for its API cannot be entered twice."""
    ask = [sys.executable, "-c", ASK_PLAYWRIGHT]
    path = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    return Path(path) if _starts(path) else None


def _runs(command: Command, *, show: bool = False) -> bool:
    """Whether it ended well; shown output goes to stderr, stdout is for the answer."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    out, err, limit = (sys.stderr, None, None) if show else (DEVNULL, DEVNULL, 60)
    try:
        done = subprocess.run(
            command, stdin=DEVNULL, stdout=out, stderr=err, env=env, timeout=limit, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
