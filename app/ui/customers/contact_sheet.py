"""Name and contact of a customer: written down anew, or changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.customer import Contact, Customer
from app.domain.errors import InvalidName, NameTaken, ShopError
from app.domain.names import clean_name
from app.ui.actions import answer_key, keycap
from app.ui.shop import Shop
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import PrimaryButton, SecondaryButton
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Label
from app.ui.widgets.sheet import Sheet
from app.ui.wording import Wording


class ContactSheet(Sheet):
    """Asks for name, phone, email, address and notes; stays open, text kept, until saved."""

    saved = Signal(object)

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        window: QWidget,
        customer: Customer | None = None,
        *,
        name: str = "",
    ) -> None:
        """Without a customer a new record is opened, its name begun with `name`."""
        title = self.tr("Edit customer") if customer else self.tr("New customer")
        super().__init__(theme, window, title, width=600, height=560, delete_on_close=True)
        self._shop = shop
        self._wording = wording
        self._customer = customer
        self._is_saving = False
        self.setObjectName("contact_sheet")
        self._create()
        self._lay_out()
        self._fill(customer or Customer(0, name))
        self._connect()

    def _create(self) -> None:
        self.name = self._field("contact_name", self.tr("Name"))
        self.phone = self._field("contact_phone", self.tr("Phone"))
        self.email = self._field("contact_email", self.tr("Email"))
        self.address = self._field("contact_address", self.tr("Address"))
        self.notes = self._field("contact_notes", self.tr("Notes"))
        self.problem_label = Label(self.theme, "", "body", "danger_text", wrap=True)
        self.problem_label.setObjectName("contact_problem")
        self.problem_label.hide()
        self.cancel_button = SecondaryButton(self.theme, self.tr("Cancel"), key=keycap("back"))
        self.cancel_button.setObjectName("contact_cancel")
        words = self.tr("Save") if self._customer else self.tr("Save customer")
        self.save_button = PrimaryButton(self.theme, words, icon="check", key=keycap("save"))
        self.save_button.setObjectName("contact_save")

    def _field(self, name: str, label: str) -> Field:
        field = Field(self.theme, label=label, height=48)
        field.setObjectName(name)
        return field

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(14)
        pair.addWidget(self.phone)
        pair.addWidget(self.email)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(14)
        column.addWidget(self.name)
        column.addLayout(pair)
        column.addWidget(self.address)
        column.addWidget(self.notes)
        column.addStretch(1)
        column.addWidget(self.problem_label)
        column.addLayout(buttons)

    def _fill(self, customer: Customer) -> None:
        fields = (self.name, self.phone, self.email, self.address, self.notes)
        facts = (customer.name, customer.phone, customer.email, customer.address, customer.notes)
        self._known: dict[Field, tuple[str, str]] = {}
        for field, fact in zip(fields, facts, strict=True):
            field.set_text(fact)
            self._known[field] = (field.text(), fact)

    def _connect(self) -> None:
        self.set_primary(self.save_button)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.close_sheet)
        self.name.text_edited.connect(self._clear_problem)
        self._shop.customers.saved.connect(self._on_saved)
        self._shop.customers.refused.connect(self._on_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer_key(event, {"save": self.save}):
            super().keyPressEvent(event)

    # What it does

    @property
    def contact(self) -> Contact:
        """What is written now. A fact nobody touched stays as it was, line breaks and all."""
        fields = (self.name, self.phone, self.email, self.address, self.notes)
        return Contact(*(self._written(field) for field in fields))

    def _written(self, field: Field) -> str:
        shown, fact = self._known[field]
        return fact if field.text() == shown else field.text().strip()

    @Slot()
    def save(self) -> None:
        """Ask the shop to keep what is written; nothing more can be asked until it answers."""
        if self._is_saving:
            return
        self._clear_problem()
        try:
            clean_name(self.name.text())
        except InvalidName as problem:
            self._explain(problem)
            return
        self._set_saving(True)
        if self._customer:
            self._shop.customers.edit(self._customer.id, self.contact)
        else:
            self._shop.customers.add(self.contact)

    # Answers

    @Slot(object)
    def _on_saved(self, customer: Customer) -> None:
        if self._is_saving:
            self._set_saving(False)
            self.close_sheet()
            self.saved.emit(customer)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        if self._is_saving:
            self._set_saving(False)
            self._explain(problem)

    def _explain(self, problem: ShopError) -> None:
        """Say it where it can be mended: at the name, or above the buttons."""
        words = " ".join(part for part in self._wording.error(problem) if part)
        if isinstance(problem, NameTaken | InvalidName):
            self.name.set_error(words)
            self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.select_all()
        else:
            self.problem_label.setText(words)
            self.problem_label.show()
            announce(self, words, at_once=True)

    @Slot()
    def _clear_problem(self) -> None:
        self.name.set_error("")
        self.problem_label.hide()

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self.save_button.setEnabled(not saving)
        self.cancel_button.setEnabled(not saving)
        self.set_closable(not saving)
