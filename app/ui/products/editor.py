"""The panel beside the list in which one product is read, changed, saved and taken off sale."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import ShopError, StoreUnavailable
from app.domain.money import ZERO
from app.domain.product import Pack, Product, barcode_key
from app.ui.actions import keycap
from app.ui.products.archive_button import ArchiveButton
from app.ui.products.form import Filled, ProductForm
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from app.ui.widgets.card import Card
from app.ui.widgets.field import Field
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording

WIDTH = 404


class ProductEditor(Card):
    """Stays open, what is typed kept, until the shop has answered."""

    saved = Signal(object)
    leave_requested = Signal()

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, clip=True, parent=parent)
        self._shop = shop
        self._wording = wording
        self._product = Product(0, "", "", ZERO)
        self._as_filled: tuple[object, ...] = ()
        self._is_saving = False
        self._soon = QTimer(self, singleShot=True, interval=0)  # a new barcode has no place before
        self.setObjectName("product_editor")
        self.setFixedWidth(WIDTH)
        self._create()
        self._lay_out()
        self._connect()
        self.hide()

    def _create(self) -> None:
        theme = self.theme
        self.title = ElidedLabel(theme, "", "section", "text")
        self.title.setObjectName("product_title")
        self.close_button = IconButton(theme, "x", self.tr("Close"))
        self.close_button.setObjectName("product_close")
        self.check = Card(theme, fill="warning_soft", edge="", outside="surface")
        self.check.setObjectName("product_check")
        self.looks_right = SecondaryButton(theme, self.tr("Looks right"), icon="check", height=44)
        self.looks_right.setObjectName("product_looks_right")
        self.form = ProductForm(theme, self._wording)
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style_view(theme, self.view)
        self.view.setWidget(self.form)
        self.form.setAutoFillBackground(False)
        self.problem = Label(theme, "", "body", "danger_text", wrap=True)
        self.problem.setObjectName("product_problem")
        self.problem.hide()
        self.archive_button = ArchiveButton(theme, self.tr("Archive"), height=52)
        self.archive_button.setObjectName("product_archive")
        self.save_button = PrimaryButton(
            theme, self.tr("Save"), icon="check", key=keycap("save"), height=52
        )
        self.save_button.setObjectName("product_save")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 14, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        words = Label(
            self.theme, self.tr("Made at the counter, to check"), "body", "warning_text", wrap=True
        )
        check = QHBoxLayout(self.check)
        check.setContentsMargins(12, 6, 6, 6)
        check.addWidget(words, 1)
        check.addWidget(self.looks_right)
        noted = QHBoxLayout()
        noted.setContentsMargins(20, 0, 20, 0)
        noted.addWidget(self.check)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 17)
        foot.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.archive_button, 1)
        buttons.addWidget(self.save_button, 1)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(noted)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.leave_requested)
        self.save_button.clicked.connect(self.save)
        self.looks_right.clicked.connect(self.save)
        self.archive_button.clicked.connect(self._archive)
        self.form.edited.connect(self._on_edited)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._soon.start)
        self._soon.timeout.connect(self._reveal)
        self._shop.shelf.saved.connect(self._on_saved)
        self._shop.shelf.refused.connect(self._on_refused)

    # What it shows

    @property
    def product(self) -> Product:
        """Give the product as it was when it was opened; id 0 for a new one."""
        return self._product

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def is_dirty(self) -> bool:
        """Say whether anything was typed that is not saved."""
        return self.is_open and self.form.texts() != self._as_filled

    @property
    def takes_scans(self) -> bool:
        """Say whether a scan is meant for this product and not to find another."""
        is_being_made = not self._product.id or self.is_dirty or self.form.barcodes.has_focus()
        return self.is_open and is_being_made

    def open(self, product: Product) -> None:
        """Show a saved product. Raises StoreUnavailable."""
        packs = self._shop.reader.products.packs(product.id, by=self._shop.by)
        self._show_product(product, packs)

    def begin(self, text: str, *, is_code: bool) -> None:
        """Begin a new product from what was scanned or searched for."""
        packs = [Pack(text)] if is_code else []
        self._show_product(Product(0, "", "" if is_code else text, ZERO), packs)
        if text:
            self._as_filled = ()  # what was scanned or searched for is not saved either

    def suggest(self, categories: Iterable[str], brands: Iterable[str]) -> None:
        self.form.suggest(categories, brands)

    def show_stock(self, product: Product) -> None:
        """Show what is on the shelf now of the product that is open; what is typed stays."""
        if self.is_open and product.id == self._product.id:
            self._product = product
            self.form.show_stock(product)

    def focus_first(self) -> None:
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.name.select_all()

    def take_scan(self, code: str) -> None:
        """Put a scanned code into the barcodes, or say at once whose it is."""
        field = self.form.barcodes.take(code)
        self.view.ensureWidgetVisible(field)
        owner = self._owner_of(code)
        if owner:
            field.set_error(owner)

    # Saving

    @Slot()
    def save(self) -> None:
        """Ask the shop to keep what is typed; nothing more can be asked until it answers."""
        if self._is_saving or not self.is_open:
            return
        self._say("")
        filled = self.form.read()
        if filled is not None:
            self._find_owners(filled)
        wrong = self.form.first_error()
        if wrong is not None or filled is None:
            self._point_at(wrong or self.form.name)
            return
        self._set_saving(True)
        self._shop.shelf.save(filled.product, filled.packs, counts_stock=not filled.product.id)

    def _find_owners(self, filled: Filled) -> None:
        for pack in filled.packs:
            if owner := self._owner_of(pack.barcode):
                self.form.barcodes.field_of(pack.barcode).set_error(owner)
        sku = filled.product.sku
        found = self._found(sku) if sku else None
        if found is not None and found.sku == sku and found.id != self._product.id:
            self.form.sku.set_error(self.tr("This SKU is of {name}.").format(name=found.name))

    def _owner_of(self, code: str) -> str:
        """Say whose barcode this is when it is another product's on sale."""
        found = self._found(code)
        if found is None or found.id == self._product.id:
            return ""
        packs = self._shop.reader.products.packs(found.id, by=self._shop.by)
        if barcode_key(code) not in {pack.barcode for pack in packs}:
            return ""
        return self.tr("This barcode is of {name}.").format(name=found.name)

    def _found(self, code: str) -> Product | None:
        try:
            found = self._shop.reader.products.by_code(code, by=self._shop.by)
        except StoreUnavailable:
            return None  # the shop itself refuses it then
        return found.product if found else None

    def _point_at(self, field: Field) -> None:
        self.view.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.select_all()

    # Answers

    @Slot(object)
    def _on_saved(self, product: Product) -> None:
        if not self._is_saving:
            return
        self._set_saving(False)
        try:
            self.open(product)
        except StoreUnavailable as problem:
            self._on_problem(problem)
        self.saved.emit(product)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._is_saving:
            self._set_saving(False)
            self._on_problem(problem)

    def _on_problem(self, problem: ShopError) -> None:
        self._say(self._wording.error_line(problem))

    @Slot()
    def _archive(self) -> None:
        self._shop.shelf.archive(self._product.id, archived=self._product.is_active)

    # Inside

    def _show_product(self, product: Product, packs: Iterable[Pack]) -> None:
        self._product = product
        self.form.fill(product, tuple(packs), self._shop.settings)
        self._as_filled = self.form.texts()
        self._say("")
        is_new = not product.id
        self.title.setText(self.tr("New product") if is_new else product.full_name)
        self.check.setVisible(product.to_check and product.is_active)
        self.archive_button.setVisible(not is_new)
        words = self.tr("Archive") if product.is_active else self.tr("Put on sale")
        self.archive_button.show_state(words, is_active=product.is_active)
        self.show()
        self.view.verticalScrollBar().setValue(0)
        self._on_edited()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words:
            announce(self, words, at_once=True)

    @Slot()
    def _reveal(self) -> None:
        """Bring the field with the cursor into sight, its label too."""
        focused = self.form.focused()
        if focused is not None:
            self.view.ensureWidgetVisible(focused, 0, 8)

    @Slot()
    def _on_edited(self) -> None:
        self.archive_button.setEnabled(not self.is_dirty and not self._is_saving)

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        for button in (self.save_button, self.looks_right, self.close_button):
            button.setEnabled(not saving)
        self._on_edited()
