"""The command of the course; `python scripts/course.py --help` lists what it does."""

import sys

from coursekit.cli import main

sys.exit(main())
