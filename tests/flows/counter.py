"""The whole till at work: keys go in, rows on disk and words on the screen come out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.actor import Actor
from app.domain.cart import Cart
from app.domain.clock import business_day
from app.domain.credit import AccountTerms
from app.domain.customer import CustomerRef
from app.domain.money import Money
from app.domain.ports import Store
from app.domain.sale import Payment, RecordedSale, Sale
from app.storage.store import WriterStore, open_reader, open_store
from app.ui.sounds import Sounds
from app.ui.start import Premises, Till
from app.ui.tender.questions import DEAF_MS
from app.ui.theme import Scheme
from app.ui.widgets.money_label import MoneyLabel
from app.ui.widgets.sheet import Sheet
from tests.clocks import HeldClock
from tests.ui import keys
from tests.ui.copies.errands import Errands
from tests.ui.files.readings import Readings

RICE, EVAP, COFFEE, COLA = "4800123450173", "4800552100418", "4800016330091", "0049000028904"
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_PATIENCE_SECONDS = 20
NO_MODIFIER = Qt.KeyboardModifier.NoModifier

Row = tuple[Any, ...]
Seen = TypeVar("Seen", bound=QWidget)


def rows(folder: Path, sql: str, *parameters: object) -> list[Row]:
    """Ask the file itself, past every layer of ours."""
    uri = f"file:{folder / 'shop.db'}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return connection.execute(sql, parameters).fetchall()


@contextmanager
def other_hand(folder: Path) -> Iterator[sqlite3.Connection]:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(folder / "shop.db")) as connection, connection:
        yield connection


class Stopwatch:
    """The milliseconds of the tender, moved on by hand."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


class Counter:
    """One running till over one folder, worked by keys alone."""

    def __init__(
        self,
        folder: Path,
        clock: HeldClock,
        by: Actor | None,
        application: QApplication,
        qtbot: QtBot,
    ) -> None:
        self.folder, self.clock, self._qtbot = folder, clock, qtbot
        self._is_closed = False
        self.heard: list[str] = []
        self.errands = Errands()
        self.readings = Readings()
        self.stopwatch = Stopwatch()
        self.before_saving: Callable[[WriterStore], object] | None = None
        self.after_saving: Callable[[], object] | None = None
        premises = Premises(
            self._open_writer,
            lambda: open_reader(folder, clock),
            clock,
            by,
            str(folder),
            run_for_files=self.readings,
            run_again=self.errands,
        )
        sounds = Sounds(player=self._hear)
        self.till = Till(application, premises, sounds, self.stopwatch)
        self.till.theme.set_scheme(Scheme.LIGHT)
        self.till.theme.set_reduce_motion(True)
        self.window, self.shop = self.till.window, self.till.shop

    def open(self) -> None:
        with self._qtbot.waitSignal(self.shop.opened):
            self.till.start()
        QTest.qWaitForWindowActive(self.window)

    def close(self) -> None:
        """Close in order; twice is harmless."""
        if not self._is_closed:
            self._is_closed = True
            self.window.close()
            self.till.stop()

    def _open_writer(self) -> Store:
        """Open the store; something may happen just before a sale is saved, or just after."""
        store = open_store(self.folder, self.clock)
        record = store.sales.record

        def prepared(sale: Sale, *, by: Actor) -> RecordedSale:
            if self.before_saving is not None:
                self.before_saving(store)
            recorded = record(sale, by=by)
            if self.after_saving is not None:
                self.after_saving()
            return recorded

        store.sales.record = prepared  # type: ignore[method-assign]
        return store

    def _hear(self, sound: Path, volume: int) -> None:
        self.heard.append(sound.stem)

    # Doing

    def scan(self, *codes: str) -> None:
        for code in codes:
            keys.scan(self.window, code)

    def write(self, text: str) -> None:
        keys.type_text(self.window, text)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1
    ) -> None:
        keys.press(self.window, key, modifiers, times)

    def enter(self, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self.press(Qt.Key.Key_Return, modifiers)

    def escape(self) -> None:
        self.press(Qt.Key.Key_Escape)

    def hold(self, key: Qt.Key, text: str, times: int) -> None:
        """Keep a key down: one press, then repeats, then the release."""
        for turn in range(times):
            event = keys.key_event(QEvent.Type.KeyPress, key, text, repeat=turn > 0)
            keys.send(self.window, event)
        keys.send(self.window, keys.key_event(QEvent.Type.KeyRelease, key, text))

    def name(self, text: str) -> None:
        """Go to the customer field and type."""
        self.press(Qt.Key.Key_F3)
        self.write(text)

    def let_enter_be_heard(self) -> None:
        """Pass the time in which the tender does not listen to Enter."""
        self.stopwatch.now += DEAF_MS

    def pay_exactly(self) -> None:
        """Press Ctrl+Enter and wait for the answer."""
        with self._qtbot.waitSignal(self.shop.sale_recorded):
            self.enter(CTRL)

    def ring_up_elsewhere(self, sku: str, who: CustomerRef) -> None:
        """Let a sale land that was not rung up on this screen."""
        found = self.shop.reader.products.by_code(sku, by=self.shop.by)
        assert found is not None
        cart = Cart(self.shop.settings)
        cart.add(found.product)
        cart.set_customer(who)
        paid = Payment("cash", cart.total, tendered=cart.total)
        at = self.clock.now()
        sale = cart.complete((paid,), at, business_day(self.clock, at))
        with self._qtbot.waitSignal(self.shop.changed):
            self.shop.record(sale)

    def open_account(
        self, name: str, owed: int = 0, limit: int = 500_000, code: str = "AR-0007", days: int = 14
    ) -> None:
        """Open an account, of the customer of this name where there is one; amounts in centavos.

        What is owed on it is owed since so many days.
        """
        reader, by, ledgers = self.shop.reader, self.shop.by, self.shop.ledgers
        customer = reader.customers.named(name, by=by)
        whose = () if customer is None else (customer.id,)
        terms = AccountTerms(name, Money(limit), code, customer_ids=whose)
        since = self.clock.now() - timedelta(days=days)
        with self._qtbot.waitSignal(ledgers.saved) as answer:
            ledgers.open(terms, since)
        if owed:
            with self._qtbot.waitSignal(ledgers.entered):
                ledgers.adjust(answer.args[0].id, Money(owed), "From the notebook", since)
        self.settle()

    def balance(self, code: str = "AR-0007") -> int:
        """Read what is owed on an account from the file, in centavos."""
        sql = "SELECT balance FROM customer_accounts WHERE code = ?"
        return int(self.rows(sql, code)[0][0])

    def open_tender(self) -> None:
        self.press(Qt.Key.Key_F12)
        assert self.window.checkout.tender.is_open
        self.let_enter_be_heard()

    def tab_to(self, name: str) -> None:
        for _ in range(30):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reached {name}")

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()))

    @contextmanager
    def slow_disk(self) -> Iterator[None]:
        """Let no sale be saved before the end of the block."""
        go_on = Event()
        self.before_saving = lambda store: go_on.wait(_PATIENCE_SECONDS)
        try:
            yield
        finally:
            self.before_saving = None
            go_on.set()

    def settle(self) -> None:
        """Wait until everything wished for so far is done."""
        for _ in range(2):  # a draft may be waiting behind the one that is being written
            with self._qtbot.waitSignal(self.shop.settings_saved):
                self.shop.save_settings(self.shop.settings)

    # Seeing

    @property
    def cart(self) -> Cart:
        return self.window.sell.cart

    @property
    def customer(self) -> str:
        """The name of the cart's customer."""
        who = self.cart.customer
        return "" if who is None else who.name

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(line.sku, str(line.quantity)) for line in self.cart.lines]

    @property
    def is_ready(self) -> bool:
        """Say whether the next scan or letter lands in the scan field."""
        return self.window.sell.scan_field.edit.hasFocus()

    @property
    def messages(self) -> list[str]:
        """Title and detail of the message on screen; nothing when there is none."""
        current = self.window.toasts.current
        return [] if current is None else [current.title, current.detail]

    @property
    def sheet(self) -> str:
        """The name of the dialog on top."""
        top = Sheet.top(self.window)
        return "" if top is None else top.objectName()

    @property
    def focus(self) -> str:
        """The name of what has the focus."""
        focused = QApplication.focusWidget()
        return "" if focused is None else focused.objectName()

    def focus_is_in(self, name: str) -> bool:
        """Say whether the widget with this name, or a part of it, has the focus."""
        widget = QApplication.focusWidget()
        while widget is not None and widget.objectName() != name:
            widget = widget.parentWidget()
        return widget is not None

    def find(self, kind: type[Seen], name: str) -> Seen:
        found: Seen | None = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def is_shown(self, name: str) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def words(self, name: str) -> str:
        """Read the text of the widget with this name that can be seen."""
        for widget in self.window.findChildren(QWidget, name):
            if widget.isVisible():
                text = getattr(widget, "text", None) or widget.accessibleName
                return str(text())
        raise AssertionError(f"{name} is not to be seen")

    def amount(self, name: str) -> str:
        """Read an amount that is painted and not a text of its own."""
        return self.find(MoneyLabel, name).amount

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        return rows(self.folder, sql, *parameters)

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def last_sale(self, columns: str) -> Row:
        """Read columns of the sale with the highest id."""
        return self.rows(f"SELECT {columns} FROM sales ORDER BY id DESC LIMIT 1")[0]
