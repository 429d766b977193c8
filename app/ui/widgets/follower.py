"""A mouse-transparent sibling that keeps its place around another widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

_WATCHED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.ZOrderChange,
    }
)


class Follower(QWidget):
    """Shares its target's parent, place and visibility; lets every click through."""

    # On the class too: Qt still filters while Python takes a closing window apart.
    _is_whole = False

    def __init__(self, target: QWidget, margins: QMargins) -> None:
        super().__init__(target.parentWidget())
        self._target = target
        self._margins = margins
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        target.installEventFilter(self)
        target.destroyed.connect(self.deleteLater)
        self._is_whole = True
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_whole and watched is self._target and event.type() in _WATCHED:
            self._follow()
        return False

    def place(self) -> QRect:
        """Where to sit, in the parent's coordinates."""
        return self._target.geometry().marginsAdded(self._margins)

    def restack(self) -> None:
        """Take the place above or below the target."""

    def is_wanted(self) -> bool:
        return True

    def _follow(self) -> None:
        if self.parent() is not self._target.parent():
            self.setParent(self._target.parentWidget())
        self.setGeometry(self.place())
        self.setVisible(not self._target.isHidden() and self.is_wanted())
        self.restack()
