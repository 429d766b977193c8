"""Whatever keys, scans and taps come, the till keeps standing and the file keeps the truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.actor import Actor
from app.domain.embedded import BarcodeRule
from app.domain.money import Money
from app.domain.product import Pack, Product, QuickKey
from app.domain.quantity import Quantity
from app.domain.sale import Outcome
from app.storage.store import open_reader, open_store
from app.ui.actions import ACTIONS
from app.ui.theme import Scheme
from tests.clocks import HeldClock
from tests.flows.conftest import OpenCounter
from tests.flows.counter import ALT, COFFEE, COLA, CTRL, EVAP, NO_MODIFIER, RICE, SHIFT, Counter
from tests.flows.ledger import Ledger
from tests.people import everyone

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

KEYS_A_SEQUENCE = 10
GOES_ON = 0.9
BOX, WEIGHED, PRICED = "4800000000019", "2120410012504", "2220410012501"
CODES = (
    RICE, EVAP, COFFEE, COLA, "0049000028904", "49000028904", "4801234567890", "3010", "RICE5",
    BOX, WEIGHED, PRICED, "2120410000006", "4809999999991",
)  # fmt: skip
WORDS = (
    "mar", "maria santos", "Peña", "lola", "milk", "shirt", "3*", "2.5*", "0*", "50*", "₱50*",
    "1000", "289", "20000", "12.50", "1,23", "10", "5%", "50", "0", "x", " ", "0917",
    "maria santso", "lola 0917 555 0142", "none", "GC 4471", "4471902", "loyal customer",
    "-", "+", "%", "'; DROP TABLE", "ñ",
)  # fmt: skip
REMOVING_WORDS = frozenset({"-", "+", " ", "maria santos", "loyal customer"})
KEY = Qt.Key
PLAIN_KEYS = (
    KEY.Key_Return, KEY.Key_Return, KEY.Key_Return, KEY.Key_Enter, KEY.Key_Escape, KEY.Key_Escape,
    KEY.Key_Escape, KEY.Key_Tab, KEY.Key_Backtab, KEY.Key_Up, KEY.Key_Down, KEY.Key_Left,
    KEY.Key_Right, KEY.Key_Home, KEY.Key_End, KEY.Key_PageUp, KEY.Key_PageDown, KEY.Key_Delete,
    KEY.Key_Backspace, KEY.Key_Space, KEY.Key_Insert, KEY.Key_F1, KEY.Key_F2, KEY.Key_F2,
    KEY.Key_F3, KEY.Key_F3, KEY.Key_F4, KEY.Key_F5, KEY.Key_F6, KEY.Key_F7, KEY.Key_F8,
    KEY.Key_F8, KEY.Key_F10, KEY.Key_F11, KEY.Key_F12, KEY.Key_F12,
)  # fmt: skip
CHORDS = (
    (KEY.Key_Return, CTRL), (KEY.Key_Return, SHIFT), (KEY.Key_Z, CTRL), (KEY.Key_Z, CTRL | SHIFT),
    (KEY.Key_C, ALT), (KEY.Key_G, ALT), (KEY.Key_E, ALT), (KEY.Key_D, ALT),
    (KEY.Key_B, ALT), (KEY.Key_Q, ALT), (KEY.Key_F, CTRL), (KEY.Key_N, CTRL),
    (KEY.Key_E, CTRL), (KEY.Key_S, CTRL), (KEY.Key_A, CTRL), (KEY.Key_I, CTRL),
    (KEY.Key_K, CTRL), (KEY.Key_Comma, CTRL), (KEY.Key_F2, SHIFT), (KEY.Key_F3, SHIFT),
    (KEY.Key_F3, CTRL), (KEY.Key_F5, SHIFT), (KEY.Key_F12, SHIFT), (KEY.Key_L, CTRL),
    (KEY.Key_1, CTRL), (KEY.Key_2, CTRL), (KEY.Key_R, CTRL), (KEY.Key_A, ALT), (KEY.Key_O, ALT),
    (KEY.Key_1, ALT), (KEY.Key_2, ALT), (KEY.Key_3, ALT), (KEY.Key_4, ALT),
)  # fmt: skip
REMOVING_KEYS = frozenset({KEY.Key_Return, KEY.Key_Enter, KEY.Key_Delete, KEY.Key_Space, KEY.Key_Z})
"""An Enter applies a sheet or presses the button that has the focus, as the space bar does."""


Step = str | tuple[Qt.Key, Qt.KeyboardModifier]
ENTER = (KEY.Key_Return, NO_MODIFIER)


def key(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> Step:
    return key, modifiers


PLANS: tuple[tuple[Step, ...], ...] = (
    (key(KEY.Key_F5), "10", ENTER),
    (key(KEY.Key_F5), "5", ENTER),
    (key(KEY.Key_F5, SHIFT), "5%", ENTER),
    (key(KEY.Key_F5, SHIFT), "20", ENTER),
    (key(KEY.Key_F6), "230", key(KEY.Key_Tab), key(KEY.Key_Space), ENTER),
    (key(KEY.Key_F4), "2.5", ENTER),
    (key(KEY.Key_I, CTRL), "25", ENTER),
    ("scan 4801234567890", key(KEY.Key_Insert), "Candle", ENTER, "12", ENTER),
    (key(KEY.Key_F7),),
    (key(KEY.Key_F8), ENTER),
    (key(KEY.Key_F3), "maria santos", ENTER),
    (key(KEY.Key_F3), "maria santos", ENTER, "", key(KEY.Key_1, ALT)),
    (key(KEY.Key_F3), "lola 0917 555 0142", key(KEY.Key_Return, SHIFT)),
    (key(KEY.Key_F3), "maria santso", ENTER, key(KEY.Key_F3, SHIFT)),
    (key(KEY.Key_F12), "20000", ENTER, ENTER),
    (key(KEY.Key_F12), ENTER),
    (key(KEY.Key_F12), key(KEY.Key_D, ALT), ENTER),
    (key(KEY.Key_F12), key(KEY.Key_G, ALT), ENTER, "GC 4471", ENTER, ENTER),
    (key(KEY.Key_F12), "10", ENTER, key(KEY.Key_G, ALT), "5", ENTER, "77", ENTER, ENTER, ENTER),
    (key(KEY.Key_F12), "10", ENTER, key(KEY.Key_Escape), key(KEY.Key_Escape)),
    (key(KEY.Key_Return, CTRL), "", key(KEY.Key_F3), "maria santos", ENTER),
    (key(KEY.Key_Return, CTRL), "", key(KEY.Key_F3), "juan", ENTER),
)
"""What a cashier does on purpose; the dice break into it at any key."""


class Monkey:
    """Works the till without a thought; the same seed does the same again."""

    def __init__(self, counter: Counter, seed: int) -> None:
        self._counter = counter
        self._dice = random.Random(seed)
        self.done: list[str] = []
        self._plan: list[Step] = []
        self._deeds: tuple[tuple[Callable[[], bool], int], ...] = (
            (self._scan, 6), (self._write, 5), (self._press, 9), (self._chord, 4),
            (self._tap, 4), (self._breathe, 3), (self._switch_look, 1), (self._go_back, 2),
            (self._begin, 4),
        )  # fmt: skip

    def act(self) -> bool:
        """Do anything; say whether it may take something out of the cart."""
        if self._plan and self._dice.random() < GOES_ON:
            return self._follow(self._plan.pop(0))
        deeds, weights = zip(*self._deeds, strict=True)
        self._counter.stopwatch.now += self._dice.choice((0, 100, 500))
        self._counter.clock.pass_time(seconds=1)
        deed: Callable[[], bool] = self._dice.choices(deeds, weights)[0]
        return deed()

    def _begin(self) -> bool:
        """Go back to the cart, and from there do something on purpose."""
        self._plan = list(self._dice.choice(PLANS))
        return self._go_back()

    def _follow(self, step: Step) -> bool:
        """Do the next key of a plan, as slowly as a person."""
        self.done.append(str(step))
        self._counter.stopwatch.now += 500
        if isinstance(step, tuple):
            self._counter.press(*step)
            return step[0] in REMOVING_KEYS
        if step.startswith("scan "):
            self._counter.scan(step.removeprefix("scan "))
        elif step:
            self._counter.write(step)
        else:
            self._counter.settle()
        return not step

    def _scan(self) -> bool:
        code = self._dice.choice(CODES)
        self.done.append(f"scan {code}")
        self._counter.scan(code)
        return False

    def _write(self) -> bool:
        word = self._dice.choice(WORDS)
        self.done.append(f"write {word}")
        self._counter.write(word)
        return word in REMOVING_WORDS or " " in word

    def _press(self) -> bool:
        key = self._dice.choice(PLAIN_KEYS)
        self.done.append(key.name)
        self._counter.press(key, NO_MODIFIER)
        return key in REMOVING_KEYS

    def _chord(self) -> bool:
        key, modifiers = self._dice.choice(CHORDS)
        self.done.append(f"{modifiers} {key.name}")
        self._counter.press(key, modifiers)
        return key in REMOVING_KEYS

    def _tap(self) -> bool:
        """Tap anywhere; most likely on something that can be pressed."""
        window = self._counter.window
        point = QPoint(self._dice.randrange(window.width()), self._dice.randrange(window.height()))
        buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
        if buttons and self._dice.random() < 0.8:
            button = self._dice.choice(buttons)
            point = button.mapTo(window, button.rect().center())
        under = window.childAt(point)
        if under is not None:
            self.done.append(f"tap {under.objectName() or type(under).__name__} {point.toTuple()}")
            place = under.mapFrom(window, point)
            QTest.mouseClick(under, Qt.MouseButton.LeftButton, NO_MODIFIER, place)
        return True

    def _breathe(self) -> bool:
        QApplication.processEvents()
        return False

    def _switch_look(self) -> bool:
        self._counter.till.theme.set_scheme(self._dice.choice(list(Scheme)))
        return False

    def _go_back(self) -> bool:
        """Close what is open and go to Sell, or it would never be seen again."""
        self.done.append("go back")
        for _ in range(3):
            self._counter.stopwatch.now += 500
            self._counter.escape()
        self._counter.press(KEY.Key_F2)
        return False


@pytest.fixture
def counter(
    open_counter: OpenCounter, shop_folder: Path, clock: HeldClock, owner: Actor
) -> Counter:
    """Open a till whose shop has boxes, sizes, scale labels, quick keys and a parked sale."""
    store = open_store(shop_folder, clock)
    cola = store.products.by_code(COLA, by=owner)
    assert cola is not None
    packs = (Pack(COLA), Pack(BOX, Quantity.of(12), Money(28_000), "box"))
    store.products.save(cola.product, packs, by=owner)
    for size in ("Small", "Large"):
        shirt = Product(0, f"S-{size}", f"Shirt {size}", Money(9900), family="Shirt", variant=size)
        store.products.save(shirt, (), by=owner)
    fish = Product(0, "20410", "Galunggong", Money(24_000), unit="kg", lowest_price=Money(20_000))
    keys = [store.products.save(fish, (), by=owner), cola.product]
    store.products.set_quick_keys([QuickKey(each) for each in keys], by=owner)
    settings = store.settings.load(by=owner)
    assert settings is not None
    rules = (BarcodeRule("21", 5, True, 3), BarcodeRule("22", 5, False, 2))
    store.settings.save(replace(settings, barcode_rules=rules, no_names=("none",)), by=owner)
    store.close()
    return open_counter(shop_folder)


def assert_books_are_true(counter: Counter, ledger: Ledger, before: int) -> None:
    recorded = ledger.recorded
    assert {each.outcome for each in recorded} <= {Outcome.RECORDED}
    assert len({each.sale_id for each in recorded}) == len(recorded)
    assert counter.count("sales") == before + len(recorded)
    assert len(ledger.sold_keys) == counter.count("sales"), "a cart was sold twice"
    counter.close()
    store = open_reader(counter.folder, counter.clock)
    report = store.verify(by=everyone())
    store.close()
    assert report.discrepancies == ()
    assert report.unlinked == 0


def play(counter: Counter, seed: int, sequences: int) -> Ledger:
    """Play sequences of keys; after every key no line is lost, after each the books are right."""
    before = counter.count("sales")
    ledger = Ledger(counter)
    monkey = Monkey(counter, seed)
    try:
        for _ in range(sequences):
            for _ in range(KEYS_A_SEQUENCE):
                ledger.look(may_lose=monkey.act())
            ledger.check()
        assert_books_are_true(counter, ledger, before)
    except BaseException:
        print("last keys:", monkey.done[-60:])
        raise
    return ledger


def test_sequences_of_keys_without_a_thought(counter: Counter) -> None:
    ledger = play(counter, seed=11, sequences=40)
    assert ledger.recorded, "a till on which nothing is sold was not tried"


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_ten_thousand_sequences_of_keys_without_a_thought(counter: Counter, seed: int) -> None:
    play(counter, seed=seed, sequences=500)


def test_every_key_of_the_table_is_among_the_random_ones() -> None:
    pressed = {str(QKeySequence(key).toString()) for key in PLAIN_KEYS}
    pressed |= {QKeySequence(QKeyCombination(mods, key)).toString() for key, mods in CHORDS}
    shortcuts = {
        QKeySequence(key).toString()
        for action in ACTIONS.values()
        if action.is_shortcut
        for key in action.keys
    }
    assert shortcuts - pressed <= {"Ctrl+Enter"}
