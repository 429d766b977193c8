"""Files as other systems leave them."""

from __future__ import annotations

from pathlib import Path


def a_file(folder: Path, *lines: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
