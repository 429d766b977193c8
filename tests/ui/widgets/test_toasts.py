"""Messages: one at a time, the newest first, never in the way and never with the focus."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.widgets.buttons import SecondaryButton
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastAction, ToastHost, ToastMessage

LEFT = Qt.MouseButton.LeftButton
UNKNOWN = ToastMessage("No product has barcode 4801", "Set the item aside.", "error")
REMOVED = ToastMessage("Removed Fresh eggs", kind="undo")
SAVED = ToastMessage("Saved to Maria Santos", kind="success")
EMPTY = ToastMessage("Receipt not printed", kind="warning")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def host(theme: Theme, window: QWidget) -> ToastHost:
    return ToastHost(theme, window)


def timer(host: ToastHost) -> QTimer:
    return host.findChildren(QTimer)[0]


def pass_time(host: ToastHost) -> None:
    """Let the shown message's time run out without waiting for it."""
    assert timer(host).isActive()
    timer(host).timeout.emit()


def test_a_message_shows_what_happened_and_what_to_do(host: ToastHost, qtbot: QtBot) -> None:
    with qtbot.waitSignal(host.posted):
        host.post(UNKNOWN)
    assert host.toast.isVisible()
    assert host.toast.title.text() == "No product has barcode 4801"
    assert host.toast.detail.text() == "Set the item aside."
    assert host.toast.height() == 64


@pytest.mark.parametrize(("message", "lasts"), [
    (ToastMessage("Done"), 4000), (SAVED, 4000), (REMOVED, 8000), (UNKNOWN, 0), (EMPTY, 0),
])  # fmt: skip
def test_how_long_a_message_stays(host: ToastHost, message: ToastMessage, lasts: int) -> None:
    host.post(message)
    assert timer(host).isActive() == bool(lasts)
    if lasts:
        assert timer(host).interval() == lasts


def test_a_passing_message_goes_by_itself(host: ToastHost, qtbot: QtBot) -> None:
    host.post(SAVED)
    with qtbot.waitSignal(host.closed):
        pass_time(host)
    assert not host.toast.isVisible()


def test_the_newest_comes_first_and_the_rest_wait(host: ToastHost) -> None:
    host.post(UNKNOWN)
    host.post(EMPTY)
    host.post(REMOVED)
    assert host.toast.title.text() == "Removed Fresh eggs"
    assert host.toast.more.text() == "+2 more"
    pass_time(host)
    assert host.toast.title.text() == "Receipt not printed"
    assert host.toast.more.text() == "+1 more"
    QTest.mouseClick(host.toast.close_button, LEFT)
    assert host.toast.title.text() == "No product has barcode 4801"
    assert not host.toast.more.isVisible()
    host.dismiss()
    assert host.current is None


def test_a_passing_message_gives_way_for_good(host: ToastHost) -> None:
    host.post(SAVED)
    host.post(UNKNOWN)
    assert host.waiting == 0
    host.dismiss()
    assert not host.toast.isVisible()


def test_the_same_message_again_is_not_counted_twice(host: ToastHost) -> None:
    host.post(UNKNOWN)
    host.post(EMPTY)
    host.post(UNKNOWN)
    assert host.waiting == 1


def test_a_good_scan_answers_errors_but_not_an_undo(host: ToastHost) -> None:
    host.post(REMOVED)
    host.post(UNKNOWN)
    host.clear_errors()
    assert host.current == REMOVED
    assert host.toast.isVisible()
    host.close_all()
    host.post(UNKNOWN)
    host.clear_errors()
    assert not host.toast.isVisible()


def test_an_action_is_done_once_and_closes_its_message(host: ToastHost, qtbot: QtBot) -> None:
    done: list[str] = []
    host.post(
        ToastMessage(
            "Removed", kind="undo", actions=(ToastAction("Undo", lambda: done.append("x")),)
        )
    )
    button = host.toast.findChild(SecondaryButton, "toast_action")
    assert isinstance(button, SecondaryButton)
    with qtbot.waitSignal(host.acted) as acted:
        QTest.mouseClick(button, LEFT)
    assert done == ["x"]
    assert acted.args == ["Undo"]
    assert host.current is None


def test_an_action_may_post_the_next_message(host: ToastHost) -> None:
    again = ToastAction("Try again", lambda: host.post(EMPTY))
    host.post(ToastMessage("Sale not saved", kind="error", actions=(again,)))
    button = host.toast.findChild(SecondaryButton, "toast_action")
    assert isinstance(button, SecondaryButton)
    button.click()
    assert host.current == EMPTY
    assert host.toast.isVisible()


def test_a_message_never_takes_the_focus(host: ToastHost, window: QWidget) -> None:
    scan = QLineEdit(window)
    scan.show()
    scan.setFocus()
    host.post(ToastMessage("Removed", kind="undo", actions=(ToastAction("Undo", lambda: None),)))
    assert scan.hasFocus()
    QTest.mouseClick(host.toast, LEFT)
    QTest.mouseClick(host.toast.close_button, LEFT)
    assert scan.hasFocus()


def test_it_sits_at_the_foot_of_its_anchor_and_follows_it(host: ToastHost, window: QWidget) -> None:
    card = QWidget(window)
    card.setGeometry(96, 84, 853, 596)
    card.show()
    host.set_anchor(card)
    host.post(UNKNOWN)
    assert host.toast.geometry().getRect() == (101, 612, 843, 64)
    card.setGeometry(96, 84, 900, 500)
    assert host.toast.geometry().getRect() == (101, 516, 890, 64)


def test_without_an_anchor_it_sits_at_the_bottom_of_the_window(
    host: ToastHost, window: QWidget
) -> None:
    host.post(UNKNOWN)
    window.resize(1280, 720)
    box = host.toast.geometry()
    assert (box.bottom() + 1 + 24, box.center().x()) == (720, 639)


def test_motion_ends_where_the_message_belongs(theme: Theme, host: ToastHost, qtbot: QtBot) -> None:
    theme.set_reduce_motion(reduce=False)
    host.post(UNKNOWN)
    end = 768 - 64 - 24
    qtbot.waitUntil(lambda: host.toast.y() == end)


def test_over_a_sheet_it_sits_above_and_then_goes_back(
    theme: Theme, host: ToastHost, window: QWidget
) -> None:
    sheet = Sheet(theme, window, "Take payment", width=1080, height=608)
    sheet.open()
    host.post(UNKNOWN)
    assert host.toast.geometry().getRect() == (303, 8, 760, 64)
    assert not host.toast.geometry().intersects(sheet.panel.geometry())
    sheet.close_sheet()
    assert host.toast.y() == 768 - 64 - 24
