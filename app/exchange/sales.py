"""Sales of another system, read row by row into sales of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path

from app.domain.errors import InvalidInput
from app.domain.names import clean_name
from app.domain.ports import ImportedSale
from app.exchange.columns import described, find_places, missing_column, read_choices
from app.exchange.identity import Occurrences, digest_of
from app.exchange.moments import DayOrder, MomentReader
from app.exchange.open_sale import OpenSale
from app.exchange.rows import LONGEST_LINE, BadRow, Row, checked_text, read_rows, whole_again
from app.exchange.sale_columns import sale_columns
from app.exchange.sale_lines import read_line
from app.exchange.table import Rows, open_table

LONGEST_NUMBER = 60

_RETURN_WORDS = {"refund", "refunded", "return", "returned"}


class SalesFile:
    """A file of sales. It is read twice: the first time to learn where each sale ends.

    So only the sales that are still open are held, however long the file is.
    """

    def __init__(
        self,
        path: Path,
        *,
        columns: Sequence[str] = (),
        returns: str | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        """Look at the header, and once through the file.

        `returns` is a case-sensitive glob on the whole sale number. `zone` is for times that
        name none, None means the machine's. Raises InvalidInput, WrongColumns.
        """
        self._table = open_table(path)
        self._places = _places(self._table, columns, needs_number=returns is not None)
        self._returns = returns
        self._zone = zone
        self.columns = described(self._places, self._table.header)
        self.has_numbers = "sale" in self._places
        self.row = 0
        """The row that was read last."""
        self.rows = 0
        """The last row of the file."""
        self.passed_over = 0
        """Rows of no quantity and no money: nothing was sold there."""
        self.first_passed_over = 0
        self.incomplete: list[str] = []
        """Numbers of the sales that come without a bad row of theirs."""
        self._last_rows: dict[str, int] = {}
        order = self._survey()
        self._day_first = order.is_day_first()
        self.month_first_guessed = order.is_guessed

    def read(self) -> Iterator[ImportedSale | BadRow]:
        """Give the sales in the order in which they end, and the rows that are of no use.

        Rows with one number are one sale: the first date, the first name and the first method
        count. Without numbers each row is a sale. Raises InvalidInput if the file is cut off.
        """
        moments = MomentReader(self._zone, day_first=self._day_first)
        self.passed_over = 0
        self.incomplete = []
        if self.has_numbers:
            yield from self._read_numbered(moments)
        else:
            yield from self._read_single(moments)

    def _survey(self) -> DayOrder:
        """Learn how many rows there are, the last one of each sale, and how dates are written."""
        order = DayOrder()
        last_date = None
        for row in read_rows(self._table, self._places):
            self.rows = row.number
            if isinstance(row, Row):
                if self.has_numbers:
                    self._last_rows[row.text("sale")] = row.number
                date = row.text("date")
                if date != last_date:
                    order.learn(_date_text(row), row.number)
                    last_date = date
        return order

    def _read_numbered(self, moments: MomentReader) -> Iterator[ImportedSale | BadRow]:
        open_sales: dict[str, OpenSale] = {}
        for row in read_rows(self._table, self._places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            number = row.text("sale")
            sale = open_sales.setdefault(number, OpenSale(f"number/{number}", number))
            try:
                _check_number(number)
                self._take(sale, row, moments)
            except InvalidInput as reason:
                sale.is_incomplete = True
                yield BadRow(row.number, str(reason))
            if self._last_rows.get(number) == row.number:
                yield from self._closed(open_sales.pop(number))
        for sale in open_sales.values():  # only when the file grew meanwhile
            yield from self._closed(sale)

    def _read_single(self, moments: MomentReader) -> Iterator[ImportedSale | BadRow]:
        occurrences = Occurrences()
        for row in read_rows(self._table, self._places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            digest = digest_of(self._table.header, row)
            sale = OpenSale(f"row/{digest}/{occurrences.next_of(digest)}")
            try:
                self._take(sale, row, moments)
            except InvalidInput as reason:
                yield BadRow(row.number, str(reason))
            yield from self._closed(sale)

    def _take(self, sale: OpenSale, row: Row, moments: MomentReader) -> None:
        """Add a row to its sale, or leave the sale exactly as it was. Raises InvalidInput."""
        date = _date_text(row)
        when = moments.read(date) if date else None
        if when is None and sale.when is None:
            raise InvalidInput("The date is missing.")
        name = whole_again(row.text("customer"))
        name = _clean(name) if name else ""
        method = checked_text(row.text("method"), "payment method", LONGEST_LINE)
        line = read_line(row)
        if line is None:
            self.first_passed_over = self.first_passed_over or row.number
            self.passed_over += 1
        else:
            sale.add(line)
        sale.when = sale.when or when
        sale.customer = sale.customer or name
        sale.method = sale.method or method
        sale.is_return = sale.is_return or row.text("kind").casefold() in _RETURN_WORDS

    def _closed(self, sale: OpenSale) -> Iterator[ImportedSale]:
        if finished := sale.finished(self._returns):
            if sale.is_incomplete and sale.number:
                self.incomplete.append(sale.number)
            yield finished


def _places(table: Rows, columns: Sequence[str], *, needs_number: bool) -> dict[str, int]:
    """Find the columns. Raises InvalidInput when one that is needed is not there."""
    known = sale_columns(table.header)
    places = find_places(table.header, known, read_choices(columns, known))
    if "date" not in places:
        raise missing_column("date of the sale", table.header, known)
    if not {"price", "total"} & places.keys():
        raise missing_column("price or the total", table.header, known)
    if needs_number and "sale" not in places:
        raise missing_column("sale number that --returns looks at", table.header, known)
    return places


def _check_number(number: str) -> None:
    if not number:
        raise InvalidInput("The sale number is missing.")
    if len(number) > LONGEST_NUMBER:
        raise InvalidInput(f"The sale number is longer than {LONGEST_NUMBER} signs.")


def _date_text(row: Row) -> str:
    date, time = row.text("date"), row.text("time")
    return f"{date} {time}" if time and date and ":" not in date else date


@lru_cache(maxsize=20_000)
def _clean(name: str) -> str:
    return clean_name(name)
