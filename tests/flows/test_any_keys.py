"""Whatever keys and taps come, the till keeps standing and the file keeps telling the truth."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.actor import everyone
from app.domain.draft import draft_of
from app.domain.sale import Outcome, RecordedSale
from app.storage.store import open_reader
from app.ui.theme import Scheme
from tests.flows.counter import ALT, COFFEE, COLA, CTRL, EVAP, NO_MODIFIER, RICE, SHIFT, Counter

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

CODES = (RICE, EVAP, COFFEE, COLA, "0049000028904", "49000028904", "4801234567890", "3010", "RICE5")
WORDS = (
    "mar", "maria santos", "Peña", "lola", "milk", "3*", "2.5*", "0*", "1000", "289", "20000",
    "12.50", "1,23", "x", " ", "0917", "-", "+", "%", "'; DROP TABLE", "ñ",
)  # fmt: skip
KEY = Qt.Key
PLAIN_KEYS = (
    KEY.Key_Return, KEY.Key_Return, KEY.Key_Enter, KEY.Key_Escape, KEY.Key_Escape, KEY.Key_Tab,
    KEY.Key_Backtab, KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Home, KEY.Key_End,
    KEY.Key_PageDown, KEY.Key_Delete, KEY.Key_Backspace, KEY.Key_Space, KEY.Key_F1, KEY.Key_F2,
    KEY.Key_F3, KEY.Key_F3, KEY.Key_F4, KEY.Key_F10, KEY.Key_F11, KEY.Key_F12, KEY.Key_F12,
)  # fmt: skip
CHORDS = (
    (KEY.Key_Return, CTRL), (KEY.Key_Return, SHIFT), (KEY.Key_Z, CTRL), (KEY.Key_Z, CTRL | SHIFT),
    (KEY.Key_C, ALT), (KEY.Key_G, ALT), (KEY.Key_E, ALT), (KEY.Key_D, ALT),
    (KEY.Key_B, ALT), (KEY.Key_Q, ALT), (KEY.Key_F, CTRL), (KEY.Key_N, CTRL),
    (KEY.Key_E, CTRL), (KEY.Key_S, CTRL), (KEY.Key_A, CTRL),
)  # fmt: skip


class Monkey:
    """Works the till without a thought; the same seed does the same again."""

    def __init__(self, counter: Counter, seed: int) -> None:
        self._counter = counter
        self._dice = random.Random(seed)
        self.done: list[str] = []
        self._deeds: tuple[tuple[Callable[[], None], int], ...] = (
            (self._scan, 6), (self._write, 5), (self._press, 8), (self._chord, 3),
            (self._tap, 4), (self._breathe, 3), (self._switch_look, 1),
        )  # fmt: skip

    def act(self) -> None:
        deeds, weights = zip(*self._deeds, strict=True)
        self._counter.stopwatch.now += self._dice.choice((0, 100, 500))
        self._counter.clock.pass_time(seconds=1)
        self._dice.choices(deeds, weights)[0]()

    def _scan(self) -> None:
        code = self._dice.choice(CODES)
        self.done.append(f"scan {code}")
        self._counter.scan(code)

    def _write(self) -> None:
        word = self._dice.choice(WORDS)
        self.done.append(f"write {word}")
        self._counter.write(word)

    def _press(self) -> None:
        key = self._dice.choice(PLAIN_KEYS)
        self.done.append(key.name)
        self._counter.press(key, NO_MODIFIER)

    def _chord(self) -> None:
        key, modifiers = self._dice.choice(CHORDS)
        self.done.append(f"{modifiers} {key.name}")
        self._counter.press(key, modifiers)

    def _tap(self) -> None:
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

    def _breathe(self) -> None:
        QApplication.processEvents()

    def _switch_look(self) -> None:
        self._counter.till.theme.set_scheme(self._dice.choice(list(Scheme)))


def assert_draft_is_the_cart(counter: Counter) -> None:
    counter.settle()
    kept = counter.rows(
        "SELECT sale_key, content FROM cart_drafts "
        "WHERE sale_key NOT IN (SELECT sale_key FROM sales)"
    )
    cart = counter.cart
    is_nothing = cart.is_empty and cart.customer is None and not cart.parts
    assert kept == ([] if is_nothing else [(cart.key, draft_of(cart).content)])


def assert_books_are_true(counter: Counter, recorded: list[RecordedSale], before: int) -> None:
    outcomes = {each.outcome for each in recorded}
    assert outcomes <= {Outcome.RECORDED}
    assert len({each.sale_id for each in recorded}) == len(recorded)
    assert counter.count("sales") == before + len(recorded)
    assert counter.rows("SELECT max(n) FROM (SELECT count(*) n FROM sales GROUP BY sale_key)") == [
        (1,)
    ]
    counter.close()
    store = open_reader(counter.folder, counter.clock)
    report = store.verify(by=everyone())
    store.close()
    assert report.discrepancies == ()
    assert report.unlinked == 0


def play(counter: Counter, seed: int, keys: int, check_every: int) -> list[RecordedSale]:
    recorded: list[RecordedSale] = []
    counter.shop.sale_recorded.connect(recorded.append)
    before = counter.count("sales")
    monkey = Monkey(counter, seed)
    try:
        for turn in range(keys):
            monkey.act()
            if turn % check_every == check_every - 1:
                assert_draft_is_the_cart(counter)
        assert_draft_is_the_cart(counter)
        assert_books_are_true(counter, recorded, before)
    except BaseException:
        print("last keys:", monkey.done[-40:])
        raise
    return recorded


def test_four_hundred_keys_without_a_thought(counter: Counter) -> None:
    recorded = play(counter, seed=11, keys=400, check_every=50)
    assert recorded, "a till on which nothing is sold was not tried"


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_thousands_of_keys_without_a_thought(counter: Counter, seed: int) -> None:
    play(counter, seed=seed, keys=2_000, check_every=100)
