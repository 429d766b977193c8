"""Some weeks of made-up sales as another system exports them: a list to import."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from app.commands.demo import SHOP
from app.commands.demo_year import demo_year
from app.domain.product import Product
from app.domain.resources import resource
from app.domain.sale import Kind
from app.exchange.products import ProductsFile

HEADER = ("Receipt no.", "Date", "Customer", "SKU", "Item", "Qty", "Unit price", "Payment")
_SALES = 900
_TO_CORRECT = (
    ("R-9001", "2025-02-28 10:00", "", "", "Rice", "two", "52.00", "Cash"),
    ("R-9002", "2025-02-31 10:00", "", "", "Eggs", "1", "9.00", "Cash"),
)
"""Rows as people leave them, which nobody but them can read."""


def make_sales_file(path: Path, *, seed: int, now: datetime) -> int:
    """Write it; gives how many sales it has beside the rows to correct. `now` is aware."""
    rows = ProductsFile(resource("demo", "products.csv")).read()
    products = [row for row in rows if isinstance(row, Product)]
    year = demo_year(products, SHOP, seed=seed, now=now)
    sales = [sale for sale in year.sales if sale.kind is Kind.SALE][-_SALES:]
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(HEADER)
        for number, sale in enumerate(sales, 1):
            at = f"{sale.sold_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
            name = sale.customer.name if sale.customer else ""
            for line in sale.lines:
                goods = (line.sku, line.name, str(line.quantity), str(line.unit_price))
                written.writerow((f"R-{number:04d}", at, name, *goods, sale.method))
        written.writerows(_TO_CORRECT)
    return len(sales)
