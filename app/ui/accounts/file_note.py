"""What became of a file that was to be saved, in words under what it shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import StoreUnavailable
from app.ui.theme import Theme
from app.ui.widgets.announce import announce
from app.ui.widgets.labels import Label
from app.ui.wording import Wording


class FileNote(Label):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, wording: Wording, name: str) -> None:
        super().__init__(theme, "", "body", "text2", wrap=True)
        self._wording = wording
        self.setObjectName(name)
        self.hide()

    def save(self, path: Path, write: Callable[[], None]) -> None:
        """Have a file written, which may raise StoreUnavailable, and say what came of it."""
        try:
            write()
        except StoreUnavailable as problem:
            self.say(self._wording.error_line(problem), wrong=True)
        else:
            self.say(self.tr("Saved as {file}").format(file=path.name))

    def say(self, words: str, *, wrong: bool = False) -> None:
        self.setText(words)
        self.set_color("danger_text" if wrong else "text2")
        self.show()
        announce(self, words, at_once=wrong)
