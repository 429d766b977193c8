"""Files that are read as a test wants, by a real process of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

HEADER = ("SKU", "Barcode", "Name", "Brand", "Category", "Unit", "Cost_Price", "Selling_Price")
FIRST = (
    ("SKU-634069-293", "4800123450999", "Spray Paint", "Champ", "Paint", "", "69.36", "99.09"),
    ("SKU-634069-294", "", "Paint Brush 2 inches, extra long handle", "", "Paint", "", "", "45"),
    ("SKU-634069-295", "", "Hammer", "Ingco", "Tools", "pc", "180", "₱1,250.00"),
)
COLUMNS = {
    "sku": "SKU",
    "barcode": "Barcode",
    "name": "Name",
    "brand": "Brand",
    "category": "Category",
    "unit": "Unit",
    "price": "Selling_Price",
    "cost": "Cost_Price",
}
_REGULAR = {"phone": "0917 555 0142", "transaction_count": 12, "usual_days": 7, "away_days": 30}
INSIGHTS: dict[str, Any] = {
    "sales": 400,
    "groups": [
        {"group": each, "customers": count, "spent": f"{count * 100}.00"}
        for each, count in {
            "best": 6, "regular": 20, "new": 4, "occasional": 3, "slipping": 5, "lapsed": 2,
        }.items()
    ],
    "best": [{"id": 1, "name": "Maria Santos", "spent": "48210.50", **_REGULAR}],
    "slipping": [{"id": 2, "name": "Maricel Dela Cruz", "spent": "15000.00", **_REGULAR}
                 | {"phone": "", "usual_days": 1, "away_days": 1_009}],
}  # fmt: skip
_READ = """import sys
print(sys.argv[1], flush=True)
for line in sys.stdin:
    print(sys.argv[2], flush=True)"""
_SAY = "import sys; print(sys.argv[1], flush=True); sys.stdin.read() if sys.argv[2] else None"


class Readings:
    """Answers with what is set here, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.missing = ""
        self.refused = [[7, "The price is missing."], [9, '"SKU-1" is already the code of row 2.']]
        self.written: dict[str, Any] | None = None
        """What an export says at its end; while it is None it goes on"""

    def __call__(self, arguments: Sequence[str]) -> list[str]:
        self.asked.append(list(arguments))
        if arguments[0] == "insights":
            return [sys.executable, "-S", "-c", _SAY, json.dumps(INSIGHTS), ""]
        if arguments[0] == "export":
            said = self.written or {"stage": "rows", "done": 12_500, "of": 0}
            waits = "" if self.written else "on"
            return [sys.executable, "-S", "-c", _SAY, json.dumps(said), waits]
        lines = "\n".join(map(json.dumps, self._lines(arguments[1])))
        return [sys.executable, "-S", "-c", _READ, lines, json.dumps({"done": True})]

    def _lines(self, what: str) -> list[dict[str, Any]]:
        ours = [*COLUMNS, "stock", "min_stock", "tax"]
        if what == "sales":
            ours = ["sale", "date", "customer", "name", "quantity", "price", "total", "method"]
        look = {
            "header": HEADER,
            "first": FIRST,
            "columns": {} if self.missing else COLUMNS,
            "ours": ours,
            "missing": self.missing,
        }
        preview = {
            "added": 1_250,
            "changed": 3,
            "known": 17,
            "customers": 12,
            "refused": self.refused,
            "remarks": ["2 barcodes mended that a spreadsheet had turned into a number."],
        }
        return [look] if self.missing else [look, preview]
