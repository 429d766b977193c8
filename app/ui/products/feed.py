"""The process that reads a file of products for the window: what it says, and what it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QProcess, Signal, Slot

from app.domain.money import Money
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity

Row = tuple[int, Product]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is left out; `number` is the spreadsheet's, the header is row 1."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a file. `columns` is `ours=theirs, ...`, `first` its beginning."""

    columns: str
    first: tuple[Product, ...]
    added: int
    changed: int
    known: int
    refused: tuple[Refused, ...]
    remarks: tuple[str, ...]


class ProductFeed(QObject):
    """Starts reading when made; ends with `done` or `failed`, or when it is stopped."""

    previewed = Signal(object)
    """Preview"""
    fed = Signal(object)
    """list[Row]: the next batch, after `go` and after each `next_batch`"""
    done = Signal()
    failed = Signal(str)

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._has_ended = False
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_finished)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)
        program, *arguments = command
        self._process.start(program, arguments)

    def go(self) -> None:
        """Have the first batch sent."""
        self._process.write(b"go\n")

    def next_batch(self) -> None:
        self._process.write(b"next\n")

    @Slot()
    def stop(self) -> None:
        """Read no more; nothing is said after this."""
        self._has_ended = True
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        self._process.kill()
        self._process.waitForFinished(1_000)

    @Slot()
    def _read(self) -> None:
        while self._process.canReadLine() and not self._has_ended:
            self._take(json.loads(bytes(self._process.readLine().data())))

    def _take(self, said: Mapping[str, Any]) -> None:
        if "problem" in said:
            self._fail(str(said["problem"]))
        elif "batch" in said:
            self.fed.emit([(int(row), _product(facts)) for row, facts in said["batch"]])
        elif "done" in said:
            self._has_ended = True
            self.done.emit()
        else:
            self.previewed.emit(_preview(said))

    @Slot()
    def _on_finished(self) -> None:
        self._read()
        if not self._has_ended:
            self._fail(self.tr("The file could not be read to its end."))

    def _fail(self, words: str) -> None:
        self.stop()
        self.failed.emit(words)


def _preview(said: Mapping[str, Any]) -> Preview:
    return Preview(
        columns=said["columns"],
        first=tuple(_product(facts) for facts in said["rows"]),
        added=said["added"],
        changed=said["changed"],
        known=said["known"],
        refused=tuple(Refused(row, reason) for row, reason in sorted(said["refused"])),
        remarks=tuple(said["remarks"]),
    )


def _product(facts: Mapping[str, Any]) -> Product:
    cost, stock, low = facts["cost"], facts["stock"], facts["min_stock"]
    return Product(
        0,
        facts["sku"],
        facts["name"],
        Money(facts["price"]),
        facts["barcode"],
        facts["unit"],
        facts["category"],
        facts["brand"],
        TaxCode(facts["tax"]),
        cost=None if cost is None else Money(cost),
        stock=None if stock is None else Quantity(stock),
        min_stock=None if low is None else Quantity(low),
    )
