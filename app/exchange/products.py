"""Products of another system, read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.errors import InvalidAmount, InvalidInput
from app.domain.money import ZERO, Money
from app.domain.names import one_line
from app.domain.product import Product, TaxCode, barcode_key, has_right_check_digit
from app.domain.quantity import Quantity
from app.exchange.amounts import read_amount, read_count, shown
from app.exchange.columns import described, find_places, missing_column, read_choices
from app.exchange.product_columns import PRODUCT_COLUMNS, variant_columns
from app.exchange.rows import (
    LONGEST_ARTICLE,
    LONGEST_CODE,
    BadRow,
    Row,
    checked_text,
    read_rows,
    whole_again,
)
from app.exchange.table import open_table

_NO_VARIANT = {"", "regular", "default", "default title"}
_TAX_CODES = {
    **dict.fromkeys(("", "v", "vat", "vatable", "standard"), TaxCode.STANDARD),
    **dict.fromkeys(("e", "exempt", "vat exempt", "vat-exempt"), TaxCode.EXEMPT),
    **dict.fromkeys(("z", "zero", "zero rated", "zero-rated"), TaxCode.ZERO),
}


class ProductsFile:
    """A file of products. A row without SKU goes by its barcode."""

    def __init__(self, path: Path, *, columns: Sequence[str] = ()) -> None:
        """Look at the header. Raises InvalidInput, WrongColumns."""
        self._table = open_table(path)
        header = self._table.header
        self._places = find_places(header, PRODUCT_COLUMNS, read_choices(columns, PRODUCT_COLUMNS))
        for needed in ("name", "price"):
            if needed not in self._places:
                raise missing_column(f"{needed} of the product", header, PRODUCT_COLUMNS)
        if not {"sku", "barcode"} & self._places.keys():
            raise missing_column("sku or the barcode", header, PRODUCT_COLUMNS)
        self._variants = variant_columns(header, set(self._places.values()))
        self.columns = described(self._places, header)
        self.row = 0
        """The row that was read last."""
        self.repaired = 0
        """Barcodes that a spreadsheet had turned into numbers and that were mended."""

    def read(self) -> Iterator[Product | BadRow]:
        """Give the products (their id is 0) and the rows that are of no use.

        A SKU or barcode that came before is a bad row: the file does not say which one counts.
        """
        self.repaired = 0
        codes: dict[str, int] = {}
        titles = _Titles()
        for row in read_rows(self._table, self._places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            if row.text("handle") and not any(map(row.text, ("name", "sku", "barcode", "price"))):
                continue  # a further picture of the article above
            try:
                product = self._product(row, titles)
                _refuse_repeated(product, row.number, codes)
            except InvalidInput as reason:
                yield BadRow(row.number, str(reason))
            else:
                yield product

    def _product(self, row: Row, titles: _Titles) -> Product:
        name = titles.of(row)
        if not name:
            raise InvalidInput("The name is missing.")
        barcode = self._barcode(row)
        sku = row.text("sku") or barcode
        if not sku:
            raise InvalidInput("The row has neither a SKU nor a barcode.")
        return Product(
            id=0,
            sku=checked_text(sku, "SKU", LONGEST_CODE),
            name=checked_text(self._with_variants(name, row), "name", LONGEST_ARTICLE),
            price=_price(row),
            barcode=checked_text(barcode, "barcode", LONGEST_CODE),
            unit=checked_text(row.text("unit"), "unit", LONGEST_CODE) or "pc",
            category=checked_text(row.text("category"), "category", LONGEST_CODE),
            brand=checked_text(row.text("brand"), "brand", LONGEST_CODE),
            tax_code=_tax_code(row.text("tax")),
            cost=_cost(row),
            stock=_count(row, "stock"),
            min_stock=_count(row, "min_stock"),
        )

    def _with_variants(self, name: str, row: Row) -> str:
        """Add size and colour: a cashier must not see one name fifteen times."""
        for place in self._variants:
            part = one_line(row.cells[place])
            if part.casefold() not in _NO_VARIANT and part.casefold() not in name.casefold():
                name = f"{name} {part}"
        return name

    def _barcode(self, row: Row) -> str:
        """Mend what a spreadsheet did: `.0` behind, a UPC-A's leading zero lost.

        Raises InvalidInput for `4.80012E+12`: its digits are gone.
        """
        text = row.text("barcode")
        bare = text.replace(".", "").replace("+", "").casefold()
        if "e" in bare and bare.replace("e", "", 1).isdigit() and text[0].isdigit():
            raise InvalidInput(
                f"The barcode {shown(text)} has lost its digits in a spreadsheet. "
                "Format that column as text and save the file again."
            )
        code = whole_again(text)
        if len(code) == 11 and code.isdigit() and has_right_check_digit("0" + code):
            code = "0" + code
        if code != text:
            self.repaired += 1
        return code


class _Titles:
    """Some systems name an article on its first row only; further sizes repeat its handle."""

    def __init__(self) -> None:
        self._handle = ""
        self._name = ""

    def of(self, row: Row) -> str:
        name, handle = row.text("name"), row.text("handle")
        if not name and handle and handle == self._handle:
            return self._name
        self._handle, self._name = handle, name
        return name


def _refuse_repeated(product: Product, number: int, codes: dict[str, int]) -> None:
    keys = {f"s{product.sku}": product.sku}
    if product.barcode:
        keys[f"b{barcode_key(product.barcode)}"] = product.barcode
    for key, code in keys.items():
        if key in codes:
            raise InvalidInput(f"{shown(code)} is already the code of row {codes[key]}.")
    codes.update(dict.fromkeys(keys, number))


def _price(row: Row) -> Money:
    text = row.text("price")
    if not text:
        raise InvalidAmount("The price is missing.")
    price = read_amount(text)
    if price.has_more_places_than(2):
        raise InvalidAmount(f"The price {shown(text)} has more than two decimals.")
    if price.money() < ZERO:
        raise InvalidAmount(f"The price {shown(text)} is below zero.")
    return price.money()


def _cost(row: Row) -> Money | None:
    """Round once: a cost is often an average with many decimals."""
    text = row.text("cost")
    if not text:
        return None
    cost = read_amount(text).money()
    if cost < ZERO:
        raise InvalidAmount(f"The cost {shown(text)} is below zero.")
    return cost


def _count(row: Row, ours: str) -> Quantity | None:
    text = row.text(ours)
    return read_count(text).quantity() if text else None


def _tax_code(text: str) -> TaxCode:
    code = _TAX_CODES.get(text.casefold())
    if code is None:
        raise InvalidInput(f"{shown(text)} is not a tax code. Use V, E (exempt) or Z (zero-rated).")
    return code
