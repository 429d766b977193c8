"""The command `suki`: reads the arguments and starts what they ask for."""

import argparse
import sys
from collections.abc import Sequence

from app import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 done, 1 refused; wrong usage leaves with 2."""
    parser = argparse.ArgumentParser(prog="suki", description="An offline point of sale.")
    parser.add_argument("--version", action="version", version=f"suki {__version__}")
    parser.parse_args(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
