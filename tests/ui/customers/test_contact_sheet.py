"""Writing down a customer, changing one, and being refused without losing a letter."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.customer import Contact, Customer
from app.domain.errors import StoreUnavailable
from app.ui.customers.contact_sheet import ContactSheet
from app.ui.customers.dialog import CustomersDialog
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.wording import Wording
from tests.ui.customers.staged import StagedStore
from tests.ui.keys import press, type_text

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def open_sheet(window: QWidget) -> ContactSheet:
    sheet = window.findChild(ContactSheet)
    assert isinstance(sheet, ContactSheet)
    return sheet


def is_asking(window: QWidget) -> bool:
    """Say whether a sheet is open; a closed one goes away altogether."""
    return any(sheet.is_open for sheet in window.findChildren(ContactSheet))


def retype(window: QWidget, text: str) -> None:
    press(window, Key.Key_A, CTRL)
    type_text(window, text)


def on_record(shop: Shop, name: str) -> Customer:
    customer = shop.reader.customers.named(name, by=shop.by)
    assert customer is not None
    return customer


def test_ctrl_e_opens_the_record_with_everything_known(
    dialog: CustomersDialog, window: QWidget
) -> None:
    press(window, Key.Key_E, CTRL)
    sheet = open_sheet(window)
    assert sheet.contact == Contact("Maria Santos", "0917 555 0142")
    assert sheet.name.edit.hasFocus()
    assert sheet.name.edit.selectedText() == "Maria Santos"


def test_enter_saves_and_list_and_head_follow_in_place(
    dialog: CustomersDialog, window: QWidget, shop: Shop, qtbot: QtBot
) -> None:
    press(window, Key.Key_E, CTRL)
    retype(window, "Maria Santos-Cruz")
    press(window, Key.Key_Tab, times=2)
    type_text(window, "maria@example.com")
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_Return)
    assert not is_asking(window)
    assert dialog.list.model.index(0, 0).data() == "Maria Santos-Cruz"
    assert dialog.detail.head.name_label.text() == "Maria Santos-Cruz"
    assert "maria@example.com" in dialog.detail.head.contact_label.text()
    kept = on_record(shop, "maria santos-cruz")
    assert (kept.id, kept.transaction_count, kept.phone) == (1, 3, "0917 555 0142")


def test_a_rename_that_only_changes_case_is_no_other_customer(
    dialog: CustomersDialog, window: QWidget, shop: Shop, qtbot: QtBot
) -> None:
    press(window, Key.Key_E, CTRL)
    retype(window, "MARIA SANTOS")
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_S, CTRL)
    assert dialog.detail.head.name_label.text() == "MARIA SANTOS"


def test_a_taken_name_is_refused_at_the_name_and_nothing_is_lost(
    dialog: CustomersDialog, window: QWidget, shop: Shop, qtbot: QtBot
) -> None:
    press(window, Key.Key_E, CTRL)
    sheet = open_sheet(window)
    press(window, Key.Key_Tab)
    retype(window, "0999")
    sheet.name.edit.setFocus()
    retype(window, "marlon REYES")
    with qtbot.waitSignal(shop.customers.refused):
        press(window, Key.Key_S, CTRL)
    assert sheet.is_open
    assert "already has this name" in sheet.name.error
    assert sheet.name.edit.hasFocus()
    assert sheet.name.edit.selectedText() == "marlon REYES"
    assert sheet.phone.text() == "0999"
    assert sheet.save_button.isEnabled()
    type_text(window, "M")
    assert sheet.name.error == ""
    assert on_record(shop, "Maria Santos").phone == "0917 555 0142"


@pytest.mark.parametrize("name", ["   ", "x" * 121])
def test_a_name_that_is_none_is_refused_before_anything_is_asked(
    dialog: CustomersDialog, window: QWidget, shop: Shop, qtbot: QtBot, name: str
) -> None:
    press(window, Key.Key_E, CTRL)
    sheet = open_sheet(window)
    sheet.name.set_text(name)
    with qtbot.assertNotEmitted(shop.customers.refused):
        press(window, Key.Key_Return)
    assert sheet.name.error.startswith("A customer's name")
    assert sheet.is_open


def test_notes_of_several_lines_that_nobody_touched_stay_as_they_are(
    staged_dialog: CustomersDialog,
    staged: StagedStore,
    staged_shop: Shop,
    window: QWidget,
    qtbot: QtBot,
) -> None:
    staged.put(replace(staged.people[0], notes="Owes a crate.\nCall after five."))
    staged_dialog.close_sheet()
    staged_dialog.open()
    press(window, Key.Key_E, CTRL)
    press(window, Key.Key_Tab)
    retype(window, "0999")
    with qtbot.waitSignal(staged_shop.changed):
        press(window, Key.Key_Return)
    (maria,) = (customer for customer in staged.people if customer.name == "Maria Santos")
    assert (maria.phone, maria.notes) == ("0999", "Owes a crate.\nCall after five.")


def test_esc_leaves_everything_as_it_was_and_goes_back_where_one_was(
    dialog: CustomersDialog, window: QWidget, shop: Shop
) -> None:
    press(window, Key.Key_E, CTRL)
    retype(window, "Somebody Else")
    press(window, Key.Key_Escape)
    assert dialog.is_open
    assert dialog.list.search.edit.hasFocus()
    assert shop.reader.customers.named("Somebody Else", by=shop.by) is None


def test_ctrl_n_writes_a_new_customer_down_and_goes_to_them(
    dialog: CustomersDialog, window: QWidget, shop: Shop, qtbot: QtBot
) -> None:
    press(window, Key.Key_N, CTRL)
    type_text(window, "Zoe Lim")
    press(window, Key.Key_Tab)
    type_text(window, "0918 555 0000")
    with qtbot.waitSignal(shop.changed):
        press(window, Key.Key_Return)
    assert on_record(shop, "zoe lim").phone == "0918 555 0000"
    assert dialog.list.count_label.text() == "5 customers"
    current = dialog.list.view.current
    assert current is not None
    assert current.name == "Zoe Lim"
    assert dialog.detail.head.name_label.text() == "Zoe Lim"
    assert dialog.detail.history.empty.isVisible()
    assert dialog.detail.figures.average.text == "none yet"


def test_while_it_is_being_saved_nothing_can_be_asked_or_closed(
    dialog: CustomersDialog, shop: Shop, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Contact] = []
    monkeypatch.setattr(shop.customers, "add", asked.append)
    press(window, Key.Key_N, CTRL)
    type_text(window, "Zoe Lim")
    press(window, Key.Key_Return, times=2)
    press(window, Key.Key_S, CTRL)
    press(window, Key.Key_Escape)
    assert asked == [Contact("Zoe Lim")]
    assert open_sheet(window).is_open
    assert not open_sheet(window).save_button.isEnabled()


def test_a_new_customer_far_down_the_list_is_shown_though_no_row_is_lit(
    staged_dialog: CustomersDialog, staged_shop: Shop, window: QWidget, qtbot: QtBot
) -> None:
    press(window, Key.Key_N, CTRL)
    type_text(window, "Zoe Lim")
    with qtbot.waitSignal(staged_shop.changed):
        press(window, Key.Key_Return)
    assert staged_dialog.detail.head.name_label.text() == "Zoe Lim"
    assert staged_dialog.list.view.current is None
    assert not staged_dialog.list.view.selectionModel().hasSelection()
    press(window, Key.Key_End)
    qtbot.waitUntil(lambda: staged_dialog.list.view.currentIndex().row() == 412)
    assert staged_dialog.list.view.currentIndex().data() == "Zoe Lim"


def test_a_refusal_of_another_kind_stands_above_the_buttons(
    staged_shop: Shop, staged: StagedStore, theme: Theme, wording: Wording, window: QWidget,
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def refuse(*_: object, **__: object) -> Customer:
        raise StoreUnavailable("The disk is full.", advice="Free some space, then try again.")

    monkeypatch.setattr(staged, "add", refuse)
    sheet = ContactSheet(staged_shop, theme, wording, window, name="Zoe Lim")
    sheet.open(sheet.name)
    with qtbot.waitSignal(staged_shop.customers.refused):
        press(window, Key.Key_S, CTRL)
    assert sheet.problem.isVisible()
    assert sheet.problem.text() == "The disk is full. Free some space, then try again."
    assert sheet.name.text() == "Zoe Lim"
    assert sheet.name.error == ""


def test_somebody_elses_answer_does_not_close_the_sheet(
    dialog: CustomersDialog, window: QWidget, shop: Shop, qtbot: QtBot
) -> None:
    press(window, Key.Key_E, CTRL)
    sheet = open_sheet(window)
    with qtbot.waitSignal(shop.customers.saved):
        shop.customers.add(Contact("Zoe Lim"))
    assert sheet.is_open
    with qtbot.waitSignal(shop.customers.refused):
        shop.customers.add(Contact("Zoe Lim"))
    assert sheet.name.error == ""


def test_every_field_has_a_name_that_can_be_heard(dialog: CustomersDialog, window: QWidget) -> None:
    press(window, Key.Key_N, CTRL)
    heard = []
    for _ in range(5):
        widget = QApplication.focusWidget()
        assert widget is not None
        heard.append(widget.accessibleName())
        press(window, Key.Key_Tab)
    assert heard == ["Name", "Phone", "Email", "Address", "Notes"]
