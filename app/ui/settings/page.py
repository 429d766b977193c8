"""The Settings page: what can be decided at the left, one page of it beside the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import ShopError
from app.domain.settings import ShopSettings
from app.domain.tender import PaymentMethod
from app.ui.actions import keycap, make_action
from app.ui.pages import Page
from app.ui.scan_gate import ScanGate
from app.ui.settings.audit_section import AuditSection
from app.ui.settings.labels_section import LabelsSection
from app.ui.settings.look_section import LookSection
from app.ui.settings.methods_section import MethodsSection
from app.ui.settings.people_section import PeopleSection
from app.ui.settings.scanner_section import ScannerSection
from app.ui.settings.section import FormSection, Section
from app.ui.settings.section_list import SectionList
from app.ui.settings.selling_section import SellingSection
from app.ui.settings.shop_section import ShopSection
from app.ui.settings.sounds_section import SoundsSection
from app.ui.shop import Shop
from app.ui.sounds import Sounds
from app.ui.theme import Theme
from app.ui.widgets.buttons import GhostButton
from app.ui.widgets.labels import Label
from app.ui.widgets.rows import style_view
from app.ui.wording import Wording

if TYPE_CHECKING:
    from app.ui.copies.office import CopiesOffice
    from app.ui.files.desk import FileDesk
    from app.ui.old_pos.desk import OldPosDesk

_STEPS_BACK = 20

Step = Callable[[], None]


class SettingsPage(Page):
    """Hands wishes to the shop and shows what was saved; every step can be taken back."""

    def __init__(
        self,
        shop: Shop,
        theme: Theme,
        wording: Wording,
        sounds: Sounds,
        gate: ScanGate,
        copies: CopiesOffice | None = None,
        old_pos: OldPosDesk | None = None,
        files: FileDesk | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`copies` is left out where nothing is copied, as in a throw-away shop."""
        super().__init__(parent)
        self.setObjectName("settings_page")
        self._shop, self._theme = shop, theme
        self._steps: list[Step] = []
        self._asked: list[Step | None] = []
        """What waits for an answer: a step back, or None for a step ahead."""
        self._methods: tuple[PaymentMethod, ...] = ()
        self.methods = MethodsSection(theme, Wording(shop.clock))
        self.sections: list[Section] = [
            ShopSection(theme, wording),
            LookSection(theme),
            SoundsSection(theme, sounds),
            SellingSection(theme, wording),
            ScannerSection(theme, wording, gate),
            self.methods,
            LabelsSection(shop, theme, wording),
            PeopleSection(shop, theme),
            AuditSection(shop, theme, wording),
        ]
        if copies is not None:
            self.sections.append(_backups(theme, wording, copies))
        if files is not None:
            self.sections.append(_files(theme, files))
        if old_pos is not None:
            self.sections.append(_old_pos(theme, old_pos))
        self.undo = GhostButton(theme, self.tr("Undo"), icon="undo-2", key=keycap("undo"))
        self.undo.setObjectName("settings_undo")
        self.list = SectionList(theme, self.sections)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_settings(shop.settings)
        self._read_methods()
        self.undo.setEnabled(False)

    # What the window asks of it

    @property
    def section(self) -> Section:
        return self.sections[self.stack.currentIndex()]

    def show_section(self, name: str) -> None:
        for index, section in enumerate(self.sections):
            if section.key == name:
                self.stack.setCurrentIndex(index)
                self.list.set_current(name)

    def take_focus(self) -> None:
        """Go to the list: arrows choose, Tab goes into the page."""
        self.list.take_focus()

    def handle_scan(self, code: str) -> bool:
        return self.section.handle_scan(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.color("canvas"))

    # Building

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 14, 8, 0)
        whole.setSpacing(14)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.addWidget(Label(self._theme, self.tr("Settings"), "page-title"))
        head.addStretch(1)
        self.undo.setFixedHeight(52)
        head.addWidget(self.undo)
        whole.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        whole.addLayout(row, 1)
        for section in self.sections:
            self.stack.addWidget(self._scrolled(section))

    def _scrolled(self, section: Section) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setObjectName(f"scroll_{section.key}")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        style_view(self._theme, scroll)
        scroll.setWidget(section)
        section.setAutoFillBackground(False)  # setWidget turned it on
        return scroll

    def _connect(self) -> None:
        for section in self.sections:
            section.wished.connect(self._wish)
        self.list.chosen.connect(self.show_section)
        self.methods.methods_wished.connect(self._wish_for_methods)
        self._shop.settings_saved.connect(self._on_saved)
        self._shop.settings_saved.connect(self._show_settings)
        self._shop.refused.connect(self._on_refused)
        self._shop.methods.saved.connect(self._on_saved)
        self._shop.methods.saved.connect(self._on_methods_saved)
        self._shop.methods.refused.connect(self._on_refused)
        self.undo.clicked.connect(self.take_back)
        self.addAction(make_action("undo", self, self.take_back))
        self._theme.changed.connect(self.update)

    # Saving

    @Slot(object)
    def _wish(self, settings: ShopSettings) -> None:
        """Remember only what changes: something else may be decided elsewhere meanwhile."""
        now = self._shop.settings
        before = self.section.settings
        names = [field.name for field in fields(settings)]
        changed = {n: getattr(settings, n) for n in names
                   if getattr(settings, n) != getattr(before, n)}  # fmt: skip
        self._remember(partial(self._put_back, {name: getattr(now, name) for name in changed}))
        self._shop.save_settings(replace(now, **changed))
        if not isinstance(self.section, FormSection):
            self.section.settings = self._shop.settings  # a second tap may come before the answer

    @Slot(object)
    def _wish_for_methods(self, methods: tuple[PaymentMethod, ...]) -> None:
        self._remember(partial(self._shop.methods.save, self._methods))
        self._shop.methods.save(methods)

    def _put_back(self, values: dict[str, object]) -> None:
        self._shop.save_settings(replace(self._shop.settings, **values))  # type: ignore[arg-type]

    def _remember(self, step: Step) -> None:
        self._steps = [*self._steps, step][-_STEPS_BACK:]
        self._asked.append(None)
        self.undo.setEnabled(True)

    @Slot()
    def take_back(self) -> None:
        """Take the last step back that was saved here."""
        if self._steps:
            step = self._steps.pop()
            self._asked.append(step)
            step()
            self.undo.setEnabled(bool(self._steps))

    # Answers

    @Slot()
    def _on_saved(self) -> None:
        del self._asked[:1]

    @Slot(object)
    def _show_settings(self, settings: ShopSettings) -> None:
        for section in self.sections:
            section.show_settings(settings)

    def _read_methods(self) -> None:
        try:
            self._on_methods_saved(self._shop.reader.methods.methods(by=self._shop.by))
        except ShopError as problem:
            self.methods.show_problem(problem)

    @Slot(object)
    def _on_methods_saved(self, methods: tuple[PaymentMethod, ...]) -> None:
        self._methods = methods
        self.methods.show_methods(methods)

    @Slot(object)
    def _on_refused(self, problem: ShopError) -> None:
        """Show what is still so, and why: the step ahead was not taken, or that back not."""
        if self._asked:
            step = self._asked.pop(0)
            if step is not None:
                self._steps.append(step)
            elif self._steps:
                self._steps.pop()
            self.undo.setEnabled(bool(self._steps))
        self._show_settings(self._shop.settings)
        self.section.show_problem(problem)


def _files(theme: Theme, files: FileDesk) -> Section:
    from app.ui.settings.files_section import FilesSection

    section = FilesSection(theme)
    section.import_requested.connect(files.ask_for_file)
    section.export_requested.connect(files.export)
    return section


def _old_pos(theme: Theme, desk: OldPosDesk) -> Section:
    from app.ui.settings.old_pos_section import OldPosSection

    return OldPosSection(theme, desk)


def _backups(theme: Theme, wording: Wording, copies: CopiesOffice) -> Section:
    from app.ui.settings.backups_section import BackupsSection

    section = BackupsSection(theme, wording, copies.keeper, copies.desk.is_selling)
    section.restore_requested.connect(copies.desk.ask)
    return section
