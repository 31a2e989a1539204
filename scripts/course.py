"""The command of the course; `python scripts/course.py --help` lists what it does."""

import sys

try:
    from coursekit.cli import main
except ModuleNotFoundError as error:
    fact = f"course: {error.name} is not installed for {sys.executable}"
    print(f"{fact}; use .venv/bin/python, made by make check", file=sys.stderr)
    sys.exit(2)

sys.exit(main())
