"""The head of the Products page: its name, and what is done with the whole shelf."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.actions import keycap
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label


class ProductsHead(QWidget):
    """Without `has_files` nothing is imported or exported."""

    def __init__(self, theme: Theme, *, has_files: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.import_button = SecondaryButton(theme, self.tr("Import"), icon="upload", height=48)
        self.import_button.setObjectName("product_import")
        self.export_button = SecondaryButton(theme, self.tr("Export"), icon="download", height=48)
        self.export_button.setObjectName("product_export")
        self.count_button = SecondaryButton(
            theme, self.tr("Count stock"), icon="clipboard-list", height=48
        )
        self.count_button.setObjectName("product_count")
        self.new_button = PrimaryButton(
            theme, self.tr("New product"), icon="plus", key=keycap("new"), height=48
        )
        self.new_button.setObjectName("product_new")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(theme, self.tr("Products"), "page-title"), 1)
        for button in (self.import_button, self.export_button, self.count_button, self.new_button):
            row.addWidget(button)
        for button in (self.import_button, self.export_button):
            button.setVisible(has_files)
