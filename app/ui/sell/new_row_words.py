"""What the row of the new customer says about the text as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.customer import Customer
from app.domain.errors import InvalidName
from app.domain.names import is_only_digits
from app.ui.actions import keycap
from app.ui.sell.customer_lookup import CustomerLookup


@dataclass(frozen=True, slots=True)
class RowWords:
    """The row's text, the smaller line under it with its key, and whether it can be taken."""

    text: str
    hint: str = ""
    hint_key: str = ""
    can_be_new: bool = True


def row_words(
    lookup: CustomerLookup,
    text: str,
    alike: Customer | None = None,
    *,
    another: bool = False,
    must_choose: bool = False,
    owner: Customer | None = None,
) -> RowWords:
    """Say who would be new; then what to do next, or who else may be meant, or the number.

    `owner` is whom Enter takes for the text.
    """
    if is_only_digits(text):
        hint = _tr("Type the name, or choose from the list")
        if owner is not None:
            hint = _tr("Enter takes {name}").format(name=owner.name)
        return RowWords(_tr("A number alone is not a name"), hint, can_be_new=False)
    if lookup.is_no_name(text):
        hint = _tr("Enter to sell without a name")
        return RowWords(no_name_words(text), hint, can_be_new=False)
    name, phone = " ".join(text.split()), ""
    try:
        if new := lookup.as_new(text, another=another):
            name, phone = new.name, new.phone
    except InvalidName:
        pass  # it is said when it is asked for
    words = _tr("New customer “{name}”").format(name=name)
    if must_choose:
        hint = _tr("Down to choose, Shift+Enter for new “{name}”")
        return RowWords(words, hint.format(name=name))
    if alike is not None:
        return RowWords(words, did_you_mean(alike.name), keycap("swap_customer"))
    return RowWords(words, phone)


def did_you_mean(name: str) -> str:
    """Ask about somebody whose name looks like the one typed."""
    return _tr("Did you mean {name}?").format(name=name)


def no_name_words(text: str) -> str:
    """Say that this is what the shop types for nobody."""
    return _tr("“{text}” counts as no name").format(text=" ".join(text.split()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)
