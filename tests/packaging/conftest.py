"""A checkout of its own for dev.py, with a space in its path and a Python that only reports."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

# Says what it was started with, and fails at whatever the file `fails` names.
REPORTING_PYTHON = """\
#!/bin/sh
echo "pid=$$"
echo "cwd=$(pwd)"
for argument in "$@"; do echo "argument=$argument"; done
env | grep -E '^(PYTHON|QT_|SUKI_|LC_)' | sort
for word in $(cat "$(dirname "$0")/fails" 2>/dev/null); do
    case " $* " in *" $word "*) exit 7;; esac
done
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder that dev.py takes for its own."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def dev(
        self,
        *arguments: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(self.root / "packaging" / "dev.py"), *arguments],
            cwd=cwd or self.root.parent,
            env=dict(os.environ if env is None else env),
            capture_output=True,
            text=True,
            check=False,
        )

    def stand_in(self) -> None:
        """Put a complete `.venv` there whose Python only reports."""
        python = self.venv / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(REPORTING_PYTHON)
        python.chmod(0o755)
        self.stamp()

    def stamp(self) -> None:
        """Leave the stamps of a complete installation of both locks."""
        code = (
            "import dev_setup as d\n"
            "for lock in (d.RUNTIME_LOCK, d.DEV_LOCK):\n"
            "    d._stamp(lock).write_text(d._stamp_text(lock), encoding='utf-8')\n"
        )
        env = os.environ | {"PYTHONPATH": str(self.root / "packaging")}
        subprocess.run([sys.executable, "-c", code], env=env, check=True)

    def fail_at(self, *words: str) -> None:
        """Let the reporting Python exit with 7 when one of its arguments is one of these."""
        (self.venv / "bin" / "fails").write_text(" ".join(words))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A copy of packaging/ with locks that name nothing, and no `.venv` yet."""
    root = tmp_path / "my shop"
    packaging = root / "packaging"
    packaging.mkdir(parents=True)
    for script in (CHECKOUT / "packaging").glob("dev*.py"):
        shutil.copy(script, packaging)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (packaging / lock).write_text("# nothing\n")
    return Checkout(root)
