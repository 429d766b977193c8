"""Sales of another system, read row by row into sales of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from operator import itemgetter
from pathlib import Path

from app.domain.errors import InvalidInput
from app.domain.imported import ImportedSale
from app.exchange.amounts import Decimals
from app.exchange.columns import described, find_places, missing_column, read_choices
from app.exchange.identity import Occurrences, digest_of
from app.exchange.moments import DayOrder, MomentReader
from app.exchange.open_sale import OpenSale
from app.exchange.rows import BadRow, Row, read_rows
from app.exchange.sale_columns import is_net, is_squares, sale_columns
from app.exchange.sale_heads import (
    OF_A_HEAD,
    RETURN_WORDS,
    SAYS_CANCELLED,
    date_text,
    is_cancelled,
    read_head,
)
from app.exchange.sale_lines import LineReader
from app.exchange.table import Rows, open_table

LONGEST_NUMBER = 60
_AMOUNTS = ("price", "total", "discount", "gross", "tax_on_top", "whole", "refunded")


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
        whole: bool = False,
    ) -> None:
        """Look at the header, and once through the file.

        `returns` is a case-sensitive glob on the whole sale number. `zone` is for times that
        name none, None means the machine's. With `whole` a sale with a bad row is left out with
        all its rows, so that it can come in once they are corrected. Raises InvalidInput,
        WrongColumns.
        """
        self.table = open_table(path)
        self.places = _places(self.table, columns, needs_number=returns is not None)
        self._returns = returns
        self._zone = zone
        self._whole = whole
        self._amounts = Decimals()
        self._lines = LineReader(self.places, self._amounts)
        self._may_be_cancelled = not self.places.keys().isdisjoint(SAYS_CANCELLED)
        head = [self.places[ours] for ours in OF_A_HEAD if ours in self.places]
        self._head_of = itemgetter(*head, head[0])  # at least two, so that a tuple comes of it
        self.columns = described(self.places, self.table.header)
        self.has_numbers = "sale" in self.places
        self._is_net = "total" in self.places and is_net(self.table.header[self.places["total"]])
        self._is_squares = is_squares(self.table.header)
        self.row = 0
        """The row that was read last."""
        self.item_rows: tuple[int, ...] = ()
        """The rows of the sale that was given last."""
        self.rows = 0
        """The last row of the file."""
        self.passed_over = 0
        """Rows of no quantity and no money: nothing was sold there."""
        self.first_passed_over = 0
        self.cancelled = 0
        """Rows of sales that were cancelled or voided: they count as nothing."""
        self.cancelled_sales: list[str] = []
        self.untold_tax = 0
        """Rows with a tax of which the file does not say whether it is in the amount."""
        self.incomplete: list[str] = []
        """Numbers of the sales that come without a bad row of theirs."""
        self._last_rows: dict[str, int] = {}
        order = self._survey()
        self.day_first = order.is_day_first()
        self.month_first_guessed = order.is_guessed

    def read(self) -> Iterator[ImportedSale | BadRow]:
        """Give the sales in the order in which they end, and the rows that are of no use.

        Rows with one number are one sale: the first date, the first name and the first method
        count. Without numbers each row is a sale. Raises InvalidInput if the file is cut off.
        """
        moments = MomentReader(self._zone, day_first=self.day_first)
        self.passed_over = self.cancelled = self.untold_tax = self._amounts.repaired = 0
        self.incomplete, self.cancelled_sales = [], []
        if self.has_numbers:
            yield from self._read_numbered(moments)
        else:
            yield from self._read_single(moments)

    @property
    def repaired(self) -> int:
        """Count the amounts with a comma for their decimals that were read."""
        return self._amounts.repaired

    def _survey(self) -> DayOrder:
        """Learn how many rows there are, the last one of each sale, how dates are written and
        how amounts are.
        """
        order = DayOrder()
        last_date = None
        amounts = [self.places[ours] for ours in _AMOUNTS if ours in self.places]
        for row in read_rows(self.table, self.places):
            self.rows = row.number
            if isinstance(row, Row):
                for place in amounts:
                    self._amounts.learn(row.cells[place])
                if self.has_numbers:
                    self._last_rows[self._group(row)] = row.number
                date = row.text("date")
                if date != last_date:
                    order.learn(date_text(row), row.number)
                    last_date = date
        return order

    def _read_numbered(self, moments: MomentReader) -> Iterator[ImportedSale | BadRow]:
        open_sales: dict[str, OpenSale] = {}
        for row in read_rows(self.table, self.places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            number = self._group(row)
            sale = open_sales.get(number)
            if sale is None:
                sale = open_sales[number] = _begun(row, number)
            try:
                _check_number(row.text("sale"))
                self._take(sale, row, moments)
            except InvalidInput as reason:
                sale.bad_row = row.number
                yield BadRow(row.number, str(reason))
            if self._last_rows.get(number) == row.number:
                yield from self._closed(open_sales.pop(number))
        for sale in open_sales.values():  # only when the file grew meanwhile
            yield from self._closed(sale)

    def _group(self, row: Row) -> str:
        """Say which rows are one sale: Square may write a refund under the sale's own number."""
        number = row.text("sale")
        is_apart = self._is_squares and row.text("kind").casefold() in RETURN_WORDS
        return f"{number}/refund" if is_apart else number

    def _read_single(self, moments: MomentReader) -> Iterator[ImportedSale | BadRow]:
        occurrences = Occurrences()
        for row in read_rows(self.table, self.places):
            self.row = row.number
            if isinstance(row, BadRow):
                yield row
                continue
            digest = digest_of(self.table.header, row, moments.one_way(date_text(row)))
            sale = OpenSale(f"import/row/{digest}/{occurrences.next_of(digest)}")
            try:
                self._take(sale, row, moments)
            except InvalidInput as reason:
                yield BadRow(row.number, str(reason))
            yield from self._closed(sale)

    def _take(self, sale: OpenSale, row: Row, moments: MomentReader) -> None:
        """Add a row to its sale, or leave the sale exactly as it was. Raises InvalidInput.

        One row that says so cancels all of its sale.
        """
        if sale.is_cancelled or (self._may_be_cancelled and is_cancelled(row)):
            sale.is_cancelled = True
            sale.rows.append(row.number)
            return
        said = self._head_of(row.cells)
        if said != sale.said:  # the rows of one sale nearly always say the same of it
            head = read_head(row, moments, self._amounts)
            if head.when is None and sale.when is None:
                raise InvalidInput("The date is missing.")
            self._take_line(sale, row)
            sale.take(head)
            sale.said = said
        else:
            self._take_line(sale, row)
        sale.rows.append(row.number)

    def _take_line(self, sale: OpenSale, row: Row) -> None:
        line = self._lines.read(row)
        if line is None:
            self.first_passed_over = self.first_passed_over or row.number
            self.passed_over += 1
        else:
            sale.add(line)
            self.untold_tax += self._is_net and row.text("taxes").strip("0.,") != ""

    def _closed(self, sale: OpenSale) -> Iterator[ImportedSale | BadRow]:
        if sale.is_cancelled:
            self.cancelled += len(sale.rows)
            self.cancelled_sales.append(sale.number or f"in row {sale.rows[0]:,}")
        elif sale.bad_row and self._whole:
            for number in sale.rows:
                yield BadRow(number, left_with(sale.bad_row))
        elif finished := sale.finished(self._returns):
            if sale.bad_row and sale.number:
                self.incomplete.append(sale.number)
            self.item_rows = tuple(sale.rows)
            yield finished
            if (refund := sale.refund()) and (back := refund.finished(None)):
                yield back


def left_with(number: int) -> str:
    """Say why a row is left out that could be read."""
    return f"Its sale is left out with row {number}."


def _begun(row: Row, group: str) -> OpenSale:
    """Begin a sale: our own export says under which key it lies in the shop it came from."""
    number = row.text("foreign_number") or row.text("sale")
    return OpenSale(row.text("key") or f"import/number/{group}", number)


def _places(table: Rows, columns: Sequence[str], *, needs_number: bool) -> dict[str, int]:
    """Find the columns. Raises InvalidInput when one that is needed is not there."""
    known = sale_columns(table.header)
    places = find_places(table.header, known, read_choices(columns, known))
    if "tax_on_top" in places and not is_net(table.header[places.get("total", 0)]):
        del places["tax_on_top"]
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
