"""Where the plain files of the program lie: fonts, icons, help, demo data."""

from pathlib import Path

_APP = Path(__file__).resolve().parents[1]
# A wheel carries the folder inside `app`, a checkout beside it.
_HOMES = (_APP / "resources", _APP.parent / "resources")


class ResourceMissing(FileNotFoundError):
    """A file of the program itself is not where it belongs: the installation is damaged."""


def resource(*parts: str) -> Path:
    """Return the file or folder, which exists.

    Raises ResourceMissing, naming what was looked for.
    """
    for home in _HOMES:
        path = home.joinpath(*parts)
        if path.exists():
            return path
    wanted = "/".join(("resources", *parts))
    raise ResourceMissing(f"The program's file {wanted} is missing. Please install Suki again.")
