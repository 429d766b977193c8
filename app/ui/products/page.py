"""Products: find one, change it, take it off sale, bring in a whole list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.errors import ShopError
from app.domain.product import Product
from app.domain.stock import MoveReason
from app.ui.actions import keycap, make_action
from app.ui.pages import Page
from app.ui.products.archiving import Archiving
from app.ui.products.editor import ProductEditor
from app.ui.products.leave_sheet import LeaveSheet
from app.ui.products.list_pane import ProductListPane
from app.ui.products.scans import Scans
from app.ui.products.stock_desk import StockDesk
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.toast import ToastHost, ToastMessage
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.files.desk import FileDesk

_FILES = "products"
_EDITOR_AFTER_MS = 60
"""The arrow key held down runs through the list; an open editor follows when it rests."""


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
        self._next: Product | None = None
        self.setObjectName("products_page")
        self.new_button = PrimaryButton(
            theme, self.tr("New product"), icon="plus", key=keycap("new"), height=48
        )
        self.new_button.setObjectName("product_new")
        self.import_button = SecondaryButton(theme, self.tr("Import"), icon="upload", height=48)
        self.import_button.setObjectName("product_import")
        self.count_button = SecondaryButton(
            theme, self.tr("Count stock"), icon="clipboard-list", height=48
        )
        self.count_button.setObjectName("product_count")
        self.export_button = SecondaryButton(theme, self.tr("Export"), icon="download", height=48)
        self.export_button.setObjectName("product_export")
        self.files = files
        self.archiving = Archiving(shop, toasts, self)
        self.stock = StockDesk(shop, theme, wording, sounds, toasts, self)
        self.list = ProductListPane(shop, theme, wording, can_import=files is not None)
        self.editor = ProductEditor(shop, theme, wording)
        self.scans = Scans(shop, wording, sounds, toasts, self.editor, self)
        self._rest = QTimer(self, singleShot=True, interval=_EDITOR_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(Label(self._theme, self.tr("Products"), "page-title"), 1)
        self._head.addWidget(self.import_button)
        self._head.addWidget(self.export_button)
        self._head.addWidget(self.count_button)
        self._head.addWidget(self.new_button)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list, 1)
        row.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(16)
        column.addLayout(self._head)
        column.addLayout(row, 1)
        for button in (self.import_button, self.export_button):
            button.setVisible(self.files is not None)

    def _connect(self) -> None:
        for name, slot in (
            ("search", self.focus_search),
            ("new", self.begin_new),
            ("save", self.editor.save),
        ):
            self._offer(name, slot)
        self.new_button.clicked.connect(self.begin_new)
        self.count_button.clicked.connect(self.count_stock)
        self.import_button.clicked.connect(self.import_list)
        self.export_button.clicked.connect(self.export_list)
        self.list.import_requested.connect(self.import_list)
        if self.files is not None:
            self.files.imported.connect(self._on_imported)
        self.list.lit.connect(self._on_lit)
        self.list.opened.connect(self.open_product)
        self.list.new_requested.connect(self.begin_named)
        self.editor.leave_requested.connect(self.leave_editor)
        self.editor.saved.connect(self._on_saved)
        self.editor.form.stock_requested.connect(self._change_stock)
        self.stock.moved.connect(self._on_stock_moved)
        self._rest.timeout.connect(self._follow)
        self._shop.changed.connect(self._on_changed)
        self.archiving.done.connect(self._on_archived)
        self.scans.found.connect(self._on_found)
        self.scans.nothing_found.connect(self.list.look_for)
        self.scans.new_wished.connect(self._begin_scanned)
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
            self._reopen()

    def handle_scan(self, code: str) -> bool:
        """Go to what was scanned."""
        self.scans.take(code)
        return True

    def handle_escape(self) -> bool:
        if self.editor.is_open:
            self.leave_editor()
        elif self.list.search.searched:
            self.list.forget_search()
            self.list.search.begin()
        else:
            return False
        return True

    # Commands

    @Slot()
    def focus_search(self) -> None:
        self.list.search.begin()

    @Slot()
    def begin_new(self) -> None:
        self._unless_dirty(lambda: self._begin("", is_code=False))

    @Slot(str)
    def begin_named(self, text: str) -> None:
        """Begin a new product from what was searched for: a code, or the beginning of a name."""
        is_code = len(text) >= 6 and text.isascii() and text.isdigit()
        self._unless_dirty(lambda: self._begin(text, is_code=is_code))

    @Slot(object)
    def open_product(self, product: Product) -> None:
        """Open a product in the editor, after what was typed there is decided."""
        self._rest.stop()
        if self.editor.is_open and self.editor.product.id == product.id and product.id:
            return
        self._unless_dirty(lambda: self._open(product))

    @Slot()
    def leave_editor(self) -> None:
        """Close the editor; ask first when something would be lost."""
        self._unless_dirty(self.close_editor)

    @Slot()
    def close_editor(self) -> None:
        self.editor.hide()
        self.list.search.begin()

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

    def _unless_dirty(self, act: Callable[[], None]) -> None:
        if not self.editor.is_dirty:
            act()
            return
        if Sheet.top(self.window()) is not None:
            return
        name = self.editor.product.full_name or self.tr("the new product")
        sheet = LeaveSheet(self._theme, self.window(), name)
        sheet.thrown_away.connect(act)
        sheet.closed.connect(self._light_what_is_open)
        sheet.open(sheet.keep_button)

    def _open(self, product: Product) -> None:
        try:
            whole = self._shop.reader.products.product(product.id, by=self._shop.by)
            self.editor.open(whole)
        except ShopError as problem:
            self._post_problem(problem)
            return
        self._suggest()
        self.list.light(product.id)

    def _begin(self, text: str, *, is_code: bool) -> None:
        self.list.view.clear_current()
        self.editor.begin(text, is_code=is_code)
        self._suggest()
        self.editor.focus_first()

    def _suggest(self) -> None:
        loaded = self.list.model.loaded()
        self.editor.suggest((p.category for p in loaded), (p.brand for p in loaded))

    @Slot(object)
    def _on_lit(self, product: Product | None) -> None:
        if product is not None and self.editor.is_open:
            self._next = product
            self._rest.start()

    @Slot()
    def _follow(self) -> None:
        if self._next is not None:
            self.open_product(self._next)

    def _refresh_row(self, product_id: int) -> None:
        """Take in a changed row; its neighbour, lit meanwhile, is not what anybody chose."""
        self.list.refresh(product_id)
        self._rest.stop()

    @Slot()
    def _light_what_is_open(self) -> None:
        if self.editor.is_open:
            self.list.light(self.editor.product.id)

    def _reopen(self) -> None:
        """Show what is open as it is now, unless somebody is at it."""
        if self.editor.is_open and self.editor.product.id and not self.editor.is_dirty:
            self._open(self.editor.product)

    # Answers

    @Slot(object)
    def _on_found(self, product: Product) -> None:
        self.list.light(product.id)
        self.open_product(product)

    @Slot(str, bool)
    def _begin_scanned(self, code: str, asks_first: bool) -> None:
        if asks_first:
            self.begin_named(code)
        else:
            self._begin(code, is_code=True)

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
            self._reopen()
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
        self._light_what_is_open()

    @Slot(int, bool)
    def _on_archived(self, product_id: int, archived: bool) -> None:
        self._refresh_row(product_id)
        if not self.editor.is_open or self.editor.product.id != product_id:
            return
        if archived:
            self.close_editor()
        else:
            self._open(self.editor.product)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        """What the editor asked for it explains itself."""
        if self.isVisible() and not self.editor.problem.text():
            self._post_problem(problem)

    @Slot(object)
    def _post_problem(self, problem: ShopError) -> None:
        self._toasts.post(ToastMessage(*self._wording.error(problem), "error"))
