"""Products: find one, change it, take it off sale, bring in a whole list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import ShopError
from app.domain.product import Product
from app.domain.stock import MoveReason
from app.ui.actions import make_action
from app.ui.pages import Page
from app.ui.products.archiving import Archiving
from app.ui.products.editor import ProductEditor
from app.ui.products.head import ProductsHead
from app.ui.products.list_pane import ProductListPane
from app.ui.products.opening import Opening
from app.ui.products.scans import Scans
from app.ui.products.stock_desk import StockDesk
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.files.desk import FileDesk

_FILES = "products"


class ProductsPage(Page):
    """The list at the left, one product at the right when it is asked for."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        toasts: ToastHost,
        files: FileDesk | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """Without `files` nothing is imported or exported."""
        super().__init__(parent)
        self._shop, self._theme, self._wording = shop, theme, wording
        self._toasts = toasts
        self._is_stale = True
        self.setObjectName("products_page")
        self.files = files
        self.head = ProductsHead(theme, has_files=files is not None)
        self.archiving = Archiving(shop, toasts, self)
        self.stock = StockDesk(shop, theme, wording, sounds, toasts, self)
        self.list = ProductListPane(shop, theme, wording, can_import=files is not None)
        self.editor = ProductEditor(shop, theme, wording)
        self.opening = Opening(shop, theme, self.list, self.editor, self)
        self.scans = Scans(shop, wording, sounds, toasts, self.editor, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list, 1)
        row.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        for name, slot in (
            ("search", self.list.search.begin),
            ("new", self.opening.begin_new),
            ("save", self.editor.save),
        ):
            self._offer(name, slot)
        self.head.new_button.clicked.connect(self.opening.begin_new)
        self.head.count_button.clicked.connect(self.count_stock)
        self.head.import_button.clicked.connect(self.import_list)
        self.head.export_button.clicked.connect(self.export_list)
        self.list.import_requested.connect(self.import_list)
        if self.files is not None:
            self.files.imported.connect(self._on_imported)
        self.list.opened.connect(self.opening.open)
        self.list.new_requested.connect(self.opening.begin_named)
        self.opening.failed.connect(self._post_problem)
        self.editor.leave_requested.connect(self.opening.leave)
        self.editor.saved.connect(self._on_saved)
        self.editor.form.stock_requested.connect(self._change_stock)
        self.stock.moved.connect(self._on_stock_moved)
        self._shop.changed.connect(self._on_changed)
        self.archiving.done.connect(self._on_archived)
        self.scans.found.connect(self._on_found)
        self.scans.nothing_found.connect(self.list.look_for)
        self.scans.new_wished.connect(self.opening.begin_scanned)
        self.scans.failed.connect(self._post_problem)
        self._shop.shelf.refused.connect(self._on_refused)

    def _offer(self, name: str, slot: Callable[[], object]) -> QAction:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action = make_action(name, self, slot, context)
        self.addAction(action)
        return action

    # The page

    def take_focus(self) -> None:
        if self.editor.is_dirty:
            self.editor.focus_first()
        else:
            self.list.search.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.list.reload()
            self.opening.reopen()

    def handle_scan(self, code: str) -> bool:
        """Go to what was scanned."""
        self.scans.take(code)
        return True

    def handle_escape(self) -> bool:
        if self.editor.is_open:
            self.opening.leave()
        elif self.list.search.searched:
            self.list.forget_search()
            self.list.search.begin()
        else:
            return False
        return True

    # Commands

    @Slot()
    def count_stock(self) -> None:
        """Count one product after the other, beginning with the one that is open."""
        is_saved = self.editor.is_open and self.editor.product.id
        self.stock.count(self.editor.product if is_saved else None)

    @Slot()
    def import_list(self) -> None:
        """Bring in a list of products from a file."""
        if self.files is not None:
            self.files.ask_for_file(_FILES)

    @Slot()
    def export_list(self) -> None:
        """Write all products into a file."""
        if self.files is not None:
            self.files.export(_FILES)

    @Slot(object)
    def _change_stock(self, reason: MoveReason) -> None:
        self.stock.change(self.editor.product, reason)

    # Inside

    def _refresh_row(self, product_id: int) -> None:
        self.list.refresh(product_id)
        self.opening.stay()

    # Answers

    @Slot(object)
    def _on_found(self, product: Product) -> None:
        self.list.light(product.id)
        self.opening.open(product)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not changes.products:
            return
        if self.files is not None and self.files.is_importing:
            return
        if self.isVisible():
            self.list.count()
        else:
            self._is_stale = True

    @Slot(str)
    def _on_imported(self, what: str) -> None:
        if what != _FILES:
            return
        if self.isVisible():
            self.list.reload()
            self.opening.reopen()
        else:
            self._is_stale = True

    @Slot(object)
    def _on_saved(self, product: Product) -> None:
        self._refresh_row(product.id)
        self.list.light(product.id)
        self._toasts.post(
            ToastMessage(self.tr("Saved {name}").format(name=product.full_name), kind="success")
        )

    @Slot(object)
    def _on_stock_moved(self, product: Product) -> None:
        self.editor.show_stock(product)
        self._refresh_row(product.id)
        self.opening.light()

    @Slot(int, bool)
    def _on_archived(self, product_id: int, archived: bool) -> None:
        self._refresh_row(product_id)
        if not self.editor.is_open or self.editor.product.id != product_id:
            return
        if archived:
            self.opening.close()
        else:
            self.opening.show(self.editor.product)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        """What the editor asked for it explains itself."""
        if self.isVisible() and not self.editor.problem.text():
            self._post_problem(problem)

    @Slot(object)
    def _post_problem(self, problem: ShopError) -> None:
        self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))
