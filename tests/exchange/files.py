"""Files as other systems leave them."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook


def a_file(folder: Path, *lines: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def as_workbook(path: Path) -> Path:
    """Save a CSV file as a spreadsheet would: numbers as numbers, dates as dates."""
    book = Workbook()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            book.active.append([_typed(cell) for cell in row])
    made = path.with_suffix(".xlsx")
    book.save(made)
    return made


def _typed(cell: str) -> object:
    for kind in (int, float, datetime.fromisoformat):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell
