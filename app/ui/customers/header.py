"""The head of the customers dialog: its two tabs, and what can be done beside them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.ui.theme import Theme
from app.ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording

CUSTOMERS, ACCOUNTS = "customers", "accounts"
"""The tabs, and what is imported and exported from them."""


class CustomersHeader(QObject):
    """Without `has_files` nothing is imported or exported."""

    def __init__(self, theme: Theme, wording: Wording, sheet: Sheet, *, has_files: bool) -> None:
        super().__init__(sheet)
        self._wording = wording
        self._has_files = has_files
        self._unlinked = 0
        self.tabs = SegmentedControl(theme)
        self.tabs.setObjectName("customers_tabs")
        self.tabs.add(CUSTOMERS, self.tr("Customers"))
        self.tabs.add(ACCOUNTS, self.tr("Accounts receivable"))
        self.unlinked_button = SecondaryButton(theme, "", icon="triangle-alert", height=44)
        self.unlinked_button.setObjectName("customers_unlinked")
        self.import_button = IconButton(theme, "upload", self.tr("Import customers"), framed=True)
        self.import_button.setObjectName("customers_import")
        self.export_button = IconButton(theme, "download", self.tr("Export"), framed=True)
        self.export_button.setObjectName("customers_export")
        self.new_button = PrimaryButton(
            theme, self.tr("New customer"), icon="plus", height=44, type_name="button"
        )
        self.new_button.setObjectName("customer_new")
        sheet.add_to_header(self.tabs)
        sheet.add_to_header(self.unlinked_button, at_right=True)
        if has_files:
            sheet.add_to_header(self.import_button, at_right=True)
            sheet.add_to_header(self.export_button, at_right=True)
        sheet.add_to_header(self.new_button, at_right=True)

    def show_tab(self, tab: str) -> None:
        """Offer what belongs to a tab."""
        self.tabs.set_current(tab)
        is_accounts = tab == ACCOUNTS
        self.new_button.setText(self.tr("New account") if is_accounts else self.tr("New customer"))
        self.new_button.refresh()
        self.import_button.setVisible(self._has_files and not is_accounts)
        self._offer_unlinked()

    def count_unlinked(self, count: int) -> None:
        """Say how many sales wait for a customer; nothing when there are none."""
        self._unlinked = count
        words = self.tr("{sales} without a customer").format(sales=self._wording.sales(count))
        self.unlinked_button.setText(words)
        self.unlinked_button.refresh()
        self._offer_unlinked()

    def _offer_unlinked(self) -> None:
        self.unlinked_button.setVisible(self._unlinked > 0 and self.tabs.current == CUSTOMERS)
