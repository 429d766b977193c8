"""The one door for a newcomer: `python3 packaging/dev.py run` and `python3 packaging/dev.py test`.

Each makes everything it needs by itself. Standard library only.
"""

import os
import sys

# This file stays readable for old Pythons, or they could not say the sentence.
if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it has not seen pyproject.toml
    sys.exit("Suki needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

# A Python started in safe-path mode does not look beside its script.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120

from dev_checks import measure, mend, test
from dev_setup import run, write_locks
from dev_system import SetupFailed

USAGE = """\
usage: python3 packaging/dev.py COMMAND [ARGUMENTS...]

  run [ARGUMENTS]    start Suki; the arguments are its own: run --demo, run customers --json
  test [ARGUMENTS]   format, lint, types, arrows and all tests; the arguments are pytest's
  bench [ARGUMENTS]  measure what has a time to keep, with nothing else running
  format             put the code into the form that `test` asks for
  lock               choose new versions of the libraries and write them down (needs uv)

The first start makes .venv, which takes a minute; later ones take a moment."""

COMMANDS = {"run": run, "test": test, "bench": measure, "format": mend, "lock": write_locks}


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 done, 1 failed, 2 wrong usage; `run` leaves with Suki's own."""
    if arguments and arguments[0] in {"-h", "--help", "help"}:
        print(USAGE)
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
