"""Products of another system, read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.errors import InvalidAmount, InvalidInput
from app.domain.money import ZERO, Money
from app.domain.names import one_line
from app.domain.product import Product, TaxCode, barcode_key, has_right_check_digit
from app.domain.quantity import Quantity
from app.exchange.amounts import Decimals, read_count, shown
from app.exchange.columns import described, find_places, missing_column, read_choices
from app.exchange.product_columns import PRODUCT_COLUMNS, branches, variant_columns
from app.exchange.rows import (
    LONGEST_ARTICLE,
    LONGEST_CODE,
    BadRow,
    Row,
    checked_text,
    read_rows,
    refuse_lost_digits,
    whole_again,
)
from app.exchange.table import open_table

_NO_VARIANT = {"", "regular", "default", "default title"}
_YES = {"y", "yes", "true", "1"}
_TAX_CODES = {
    **dict.fromkeys(("", "v", "vat", "vatable", "standard"), TaxCode.STANDARD),
    **dict.fromkeys(("e", "exempt", "vat exempt", "vat-exempt"), TaxCode.EXEMPT),
    **dict.fromkeys(("z", "zero", "zero rated", "zero-rated"), TaxCode.ZERO),
}


class ProductsFile:
    """A file of products. A row without SKU goes by its barcode."""

    def __init__(self, path: Path, *, columns: Sequence[str] = ()) -> None:
        """Look at the header. Raises InvalidInput, WrongColumns."""
        self.table = open_table(path)
        header = self.table.header
        chosen = read_choices(columns, PRODUCT_COLUMNS)
        self.places = find_places(header, PRODUCT_COLUMNS, chosen)
        if "family" not in self.places:
            self.places.pop("variant", None)  # only ours has both
        for needed in ("name", "price"):
            if needed not in self.places:
                raise missing_column(f"{needed} of the product", header, PRODUCT_COLUMNS)
        if not {"sku", "barcode"} & self.places.keys():
            raise missing_column("sku or the barcode", header, PRODUCT_COLUMNS)
        self._variants = variant_columns(header, set(self.places.values()))
        self.branches = () if "price" in chosen else branches(header)
        self.columns = described(self.places, header)
        self.row = 0
        """The row that was read last."""
        self.rows = 0
        """The last row of the file."""
        self.repaired = 0
        """Barcodes that a spreadsheet had turned into numbers and that were mended."""
        self.repeated = 0
        """Rows that say the same again of a product as a row above"""
        self.priced_apart = 0
        """Products that have another price in another store of the file"""
        self.weighed = 0
        """Products sold by weight of which the file says no unit: they are taken for kilos"""
        self._amounts = Decimals()
        self._survey()

    def read(self) -> Iterator[Product | BadRow]:
        """Give the products (their id is 0) and the rows that are of no use.

        A SKU or barcode that came before is a bad row: the file does not say which one counts.
        One that says the same again is passed over.
        """
        self.repaired = self.repeated = self.priced_apart = self.weighed = 0
        self._amounts.repaired = 0
        codes: dict[str, tuple[int, int]] = {}
        titles = _Titles()
        for row in read_rows(self.table, self.places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            if row.text("handle") and not any(map(row.text, ("name", "sku", "barcode", "price"))):
                continue  # a further picture of the article above
            try:
                product = self._product(self._in_its_store(row), titles)
                if _is_repeated(product, row.number, codes):
                    self.repeated += 1
                    continue
            except InvalidInput as reason:
                yield BadRow(row.number, str(reason))
            else:
                yield product

    @property
    def commas(self) -> int:
        """Count the amounts with a comma for their decimals that were read."""
        return self._amounts.repaired

    def _survey(self) -> None:
        """Learn how many rows there are and how amounts are written."""
        kinds = ("price", "cost", "lowest_price")
        places = {self.places[ours] for ours in kinds if ours in self.places}
        places.update(branch.places["price"] for branch in self.branches)
        for row in read_rows(self.table, self.places):
            self.rows = row.number
            if isinstance(row, Row):
                for place in places:
                    self._amounts.learn(row.cells[place])

    def _in_its_store(self, row: Row) -> Row:
        """Give the row with the price and stock of the first store that has a price for it."""
        priced = [each for each in self.branches if row.cells[each.places["price"]].strip()]
        if not priced:
            return row
        prices = {row.cells[each.places["price"]].strip() for each in priced}
        self.priced_apart += len(prices) > 1
        return Row(row.number, row.cells, {**row.places, **priced[0].places})

    def _product(self, row: Row, titles: _Titles) -> Product:
        name = titles.of(row)
        if not name:
            raise InvalidInput("The name is missing.")
        barcode = self._barcode(row)
        sku = row.text("sku") or barcode
        refuse_lost_digits(sku, "SKU")
        if not sku:
            raise InvalidInput("The row has neither a SKU nor a barcode.")
        return Product(
            id=0,
            sku=checked_text(sku, "SKU", LONGEST_CODE),
            name=checked_text(self._with_variants(name, row), "name", LONGEST_ARTICLE),
            price=self._price(row),
            barcode=checked_text(barcode, "barcode", LONGEST_CODE),
            unit=self._unit(row),
            category=checked_text(row.text("category"), "category", LONGEST_CODE),
            brand=checked_text(row.text("brand"), "brand", LONGEST_CODE),
            tax_code=_tax_code(row.text("tax")),
            cost=self._at_most_rounded(row, "cost"),
            stock=_count(row, "stock"),
            min_stock=_count(row, "min_stock"),
            family=checked_text(row.text("family"), "family", LONGEST_CODE),
            variant=checked_text(row.text("variant"), "variant", LONGEST_CODE),
            lowest_price=self._at_most_rounded(row, "lowest_price"),
        )

    def _unit(self, row: Row) -> str:
        unit = checked_text(row.text("unit"), "unit", LONGEST_CODE)
        if not unit and row.text("by_weight").casefold() in _YES:
            self.weighed += 1
            return "kg"
        return unit or "pc"

    def _price(self, row: Row) -> Money:
        text = row.text("price")
        if not text:
            raise InvalidAmount("The price is missing.")
        price = self._amounts.read(text)
        if price.has_more_places_than(2):
            raise InvalidAmount(f"The price {shown(text)} has more than two decimals.")
        if price.money() < ZERO:
            raise InvalidAmount(f"The price {shown(text)} is below zero.")
        return price.money()

    def _at_most_rounded(self, row: Row, ours: str) -> Money | None:
        """Round once: a cost is often an average with many decimals."""
        text = row.text(ours)
        if not text:
            return None
        amount = self._amounts.read(text).money()
        if amount < ZERO:
            raise InvalidAmount(f"The {ours.replace('_', ' ')} {shown(text)} is below zero.")
        return amount

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
        refuse_lost_digits(text, "barcode")
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


def _is_repeated(product: Product, number: int, codes: dict[str, tuple[int, int]]) -> bool:
    """Note a product's codes; says whether all of it came before. Raises InvalidInput."""
    keys = {f"s{product.sku}": product.sku}
    if product.barcode:
        keys[f"b{barcode_key(product.barcode)}"] = product.barcode
    content = hash(product)
    if all(codes.get(key, (0, ~content))[1] == content for key in keys):
        return True
    for key, code in keys.items():
        if key in codes:
            raise InvalidInput(f"{shown(code)} is already the code of row {codes[key][0]}.")
    codes.update(dict.fromkeys(keys, (number, content)))
    return False


def _count(row: Row, ours: str) -> Quantity | None:
    text = row.text(ours)
    return read_count(text).quantity() if text else None


def _tax_code(text: str) -> TaxCode:
    code = _TAX_CODES.get(text.casefold())
    if code is None:
        raise InvalidInput(f"{shown(text)} is not a tax code. Use V, E (exempt) or Z (zero-rated).")
    return code
