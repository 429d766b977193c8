"""The window and everything in it.

PySide replaces Python's import by one that reads the source of every module imported after it,
to find out whether that module switches on `snake_case` names, and keeps that source in memory.
Nothing here does: the plain import comes back, which saves a tenth of the start and some 5 MB.
"""

import builtins

_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - for what it does to the import

builtins.__import__ = _plain_import
