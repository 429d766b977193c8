"""What a person sees in the customers dialog, and the few things every test of it does."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.customers.dialog import CustomersDialog
from tests.ui.keys import type_text


def names(dialog: CustomersDialog) -> list[str]:
    model = dialog.list.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def chosen(dialog: CustomersDialog) -> str:
    current = dialog.list.view.current
    return current.name if current else ""


def wait_for_detail(qtbot: QtBot, dialog: CustomersDialog, name: str) -> None:
    qtbot.waitUntil(lambda: dialog.detail.head.name_label.text() == name)


def search_for(qtbot: QtBot, window: QWidget, dialog: CustomersDialog, text: str) -> None:
    with qtbot.waitSignal(dialog.list.model.modelReset):
        type_text(window, text)


def focus_name() -> str:
    widget = QApplication.focusWidget()
    if widget is None:
        return ""
    parent = widget.parentWidget()
    return widget.objectName() or (parent.objectName() if parent else "")


def texts(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
