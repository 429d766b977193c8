"""Settings: what stands on every receipt."""

from __future__ import annotations

from PySide6.QtCore import Slot

from app.ui.settings.section import FormSection
from app.ui.shop_fields import ShopFields
from app.ui.theme import Theme
from app.ui.wording import Wording


class ShopSection(FormSection):
    """The answers of the first start, to be changed."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__(theme, "shop", "store")
        self.set_title(self.tr("Shop"))
        self.fields = ShopFields(theme, wording, self)
        box = self.add_card(
            self.tr("On every receipt"),
            self.tr("A new VAT rate is for sales from now on. Sales already made keep theirs."),
        )
        box.setSpacing(16)
        for field in self.fields.all:
            box.addWidget(field)
        self.fields.edited.connect(self.note_edits)
        self.fields.submitted.connect(self.try_to_save)
        self.end()
        self.refill()

    @property
    def is_edited(self) -> bool:
        return self.fields.differ_from(self.settings)

    @Slot()
    def try_to_save(self) -> None:
        settings = self.fields.answer(self.settings)
        if settings is not None and self.is_edited:
            self.wished.emit(settings)

    @Slot()
    def refill(self) -> None:
        self.fields.fill(self.settings)
        self.note_edits()
