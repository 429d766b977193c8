"""Every command that has a key, in one table: shortcuts, keycaps and the key help read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

SELL, TENDER, DIALOGS = "sell", "tender", "dialogs"


class Action(NamedTuple):
    """One command: its words (untranslated), its keys (the first is shown), where it works.

    `is_shortcut` is false for keys a screen reads itself, such as Enter in an empty field.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    is_shortcut: bool = True

    @property
    def label(self) -> str:
        return QCoreApplication.translate("actions", self.text)


def _row(
    id_: str, text: object, *keys: str, group: str = SELL, is_shortcut: bool = True
) -> tuple[str, Action]:
    return id_, Action(id_, str(text), keys, group, is_shortcut)


def _key(id_: str, text: object, *keys: str, group: str = SELL) -> tuple[str, Action]:
    return _row(id_, text, *keys, group=group, is_shortcut=False)


ACTIONS: dict[str, Action] = dict(
    (
        _row("help", QT_TRANSLATE_NOOP("actions", "Help"), "F1"),
        _row("scan_field", QT_TRANSLATE_NOOP("actions", "Scan field"), "F2"),
        _row("customer", QT_TRANSLATE_NOOP("actions", "Customer"), "F3"),
        _row("quantity", QT_TRANSLATE_NOOP("actions", "Quantity"), "F4"),
        _row("discount", QT_TRANSLATE_NOOP("actions", "Discount"), "F5"),
        _row("sale_discount", QT_TRANSLATE_NOOP("actions", "Discount on the sale"), "Shift+F5"),
        _row("price", QT_TRANSLATE_NOOP("actions", "Price"), "F6"),
        _row("park", QT_TRANSLATE_NOOP("actions", "Park the sale"), "F7"),
        _row("recall", QT_TRANSLATE_NOOP("actions", "Parked sales"), "F8"),
        _row("sell_anyway", QT_TRANSLATE_NOOP("actions", "Sell an unknown barcode"), "Ins"),
        _row("item", QT_TRANSLATE_NOOP("actions", "Item without a code"), "Ctrl+I"),
        _row("all_keys", QT_TRANSLATE_NOOP("actions", "All quick keys"), "Ctrl+K"),
        _row("price_check", QT_TRANSLATE_NOOP("actions", "Price check"), "Shift+F2"),
        _row("customers", QT_TRANSLATE_NOOP("actions", "Customers"), "F10"),
        _row("settings", QT_TRANSLATE_NOOP("actions", "Settings"), "Ctrl+,"),
        _row("lock", QT_TRANSLATE_NOOP("actions", "Lock the owner's pages"), "Ctrl+L"),
        _row("full_screen", QT_TRANSLATE_NOOP("actions", "Full screen"), "F11"),
        _row("charge", QT_TRANSLATE_NOOP("actions", "Charge"), "F12"),
        _row("exact_cash", QT_TRANSLATE_NOOP("actions", "Exact cash"), "Ctrl+Return", "Ctrl+Enter"),
        _row("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z"),
        _row("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z"),
        _key("charge_empty", QT_TRANSLATE_NOOP("actions", "Charge, scan field empty"), "Enter"),
        _key("remove", QT_TRANSLATE_NOOP("actions", "Remove line"), "Del"),
        _key("line_up", QT_TRANSLATE_NOOP("actions", "Line above"), "Up"),
        _key("line_down", QT_TRANSLATE_NOOP("actions", "Line below"), "Down"),
        _key("page_up", QT_TRANSLATE_NOOP("actions", "Lines above"), "PgUp"),
        _key("page_down", QT_TRANSLATE_NOOP("actions", "Lines below"), "PgDown"),
        _key("more", QT_TRANSLATE_NOOP("actions", "One more of this line"), "+"),
        _key("fewer", QT_TRANSLATE_NOOP("actions", "One fewer of this line"), "\N{MINUS SIGN}"),
        _key("times", QT_TRANSLATE_NOOP("actions", "Three of the next item"), "3*"),
        _key("for_money", QT_TRANSLATE_NOOP("actions", "Next item for ₱50"), "₱50*"),
        _row("account_payment", QT_TRANSLATE_NOOP("actions", "Payment on an account"), "Shift+F12"),
        _row("swap_customer", QT_TRANSLATE_NOOP("actions", "Take who was meant"), "Shift+F3"),
        _row(
            "often_buys",
            QT_TRANSLATE_NOOP("actions", "Add what they often buy"),
            "Alt+1",
            "Alt+2",
            "Alt+3",
            "Alt+4",
        ),
        _row("another_person", QT_TRANSLATE_NOOP("actions", "Another person"), "Ctrl+F3"),
        _key("variant", QT_TRANSLATE_NOOP("actions", "Size or colour in the list"), "Right"),
        _key("new_customer", QT_TRANSLATE_NOOP("actions", "New customer as typed"), "Shift+Enter"),
        _key(
            "method",
            QT_TRANSLATE_NOOP("actions", "Way to pay, by its letter"),
            "Alt+C",
            group=TENDER,
        ),
        _row("exact", QT_TRANSLATE_NOOP("actions", "Exact amount"), "Alt+E", group=TENDER),
        _row("tender_customer", QT_TRANSLATE_NOOP("actions", "Customer"), "F3", group=TENDER),
        _row(
            "old_balance",
            QT_TRANSLATE_NOOP("actions", "Pay the old balance"),
            "Alt+O",
            group=TENDER,
        ),
        _key("complete", QT_TRANSLATE_NOOP("actions", "Complete sale"), "Enter", group=TENDER),
        _key("primary", QT_TRANSLATE_NOOP("actions", "Do it"), "Enter", group=DIALOGS),
        _key(
            "tick", QT_TRANSLATE_NOOP("actions", "Tick, switch on or off"), "Space", group=DIALOGS
        ),
        _key("back", QT_TRANSLATE_NOOP("actions", "Back, close"), "Esc", group=DIALOGS),
        _row("search", QT_TRANSLATE_NOOP("actions", "Search"), "Ctrl+F", group=DIALOGS),
        _row("new", QT_TRANSLATE_NOOP("actions", "New"), "Ctrl+N", group=DIALOGS),
        _row("edit", QT_TRANSLATE_NOOP("actions", "Edit"), "Ctrl+E", group=DIALOGS),
        _row(
            "change_customer", QT_TRANSLATE_NOOP("actions", "Change customer"), "F3", group=DIALOGS
        ),
        _row("save", QT_TRANSLATE_NOOP("actions", "Save"), "Ctrl+S", group=DIALOGS),
        _row("tab_customers", QT_TRANSLATE_NOOP("actions", "Customers"), "Ctrl+1", group=DIALOGS),
        _row(
            "tab_accounts",
            QT_TRANSLATE_NOOP("actions", "Accounts receivable"),
            "Ctrl+2",
            group=DIALOGS,
        ),
        _row(
            "record_payment",
            QT_TRANSLATE_NOOP("actions", "Record payment"),
            "Ctrl+R",
            group=DIALOGS,
        ),
    )
)


def keycap(action_id: str) -> str:
    """Give the key as it stands on a keycap: `F12`, `Ctrl+Enter`."""
    return ACTIONS[action_id].keys[0].replace("Return", "Enter")


def answer_key(event: QKeyEvent, slots: Mapping[str, Callable[[], object]]) -> bool:
    """Do what a key of these actions asks for; say whether it was one of theirs.

    For sheets: as a shortcut their key would be ambiguous with the same one on the page behind
    them, and Qt would give it to neither.
    """
    pressed = QKeySequence(event.keyCombination())
    for action_id, slot in slots.items():
        if any(pressed == QKeySequence(key) for key in ACTIONS[action_id].keys):
            if not event.isAutoRepeat():
                slot()
            event.accept()
            return True
    return False


def make_action(
    action_id: str,
    parent: QObject,
    slot: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    *,
    which: int | None = None,
) -> QAction:
    """Make the QAction of a row; the caller adds it to the widget where it should work.

    `which` makes that of one key alone, where each key of the row means another thing.
    """
    row = ACTIONS[action_id]
    action = QAction(row.label, parent)
    action.setObjectName(f"action_{row.id}")
    if row.is_shortcut:
        keys = row.keys if which is None else row.keys[which : which + 1]
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(context)
        action.setAutoRepeat(False)
    action.triggered.connect(slot)
    return action
