"""The first start: fills an empty store with the published figures, and what `make run` starts."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

import store
from store import Saved
from vocab.codes import VersionKind
from vocab.people import Person

ROOT = Path(__file__).parents[1]
PROGRAM = Person(name="Cakupan")
"""Who loads the sample when nobody has asked for it: the program itself."""
EXAMPLE = {"CAKUPAN_FIRST_REGION": "16.07", "CAKUPAN_FIRST_PERIOD": "2016-08"}
"""What `make run` opens on, unless the environment says otherwise."""


def main() -> int:
    """Open the dashboard on the Banyuasin example."""
    environment = EXAMPLE | dict(os.environ)
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *sys.argv[1:]]
    try:
        return subprocess.call(command, cwd=ROOT, env=environment)  # noqa: S603 - our own interpreter and file
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
