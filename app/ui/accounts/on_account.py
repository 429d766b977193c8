"""What the tender asks about accounts: which one, how much of the old balance, who allows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.actor import Right
from app.domain.credit import AccountTerms
from app.domain.errors import NotAllowed, ShopError
from app.domain.money import Money
from app.domain.people import ACT_RIGHTS, Act, Wanted
from app.ui.accounts.account_picker import AccountPicker
from app.ui.accounts.account_sheet import AccountSheet
from app.ui.accounts.amount_sheet import AmountSheet
from app.ui.shop import Shop
from app.ui.tender.account_stand import AccountStand
from app.ui.tender.checkout import Checkout
from app.ui.theme import Theme
from app.ui.wording import Wording


class OnAccount(QObject):
    """Opens the dialogs over the tender and hands their answers to the checkout."""

    def __init__(
        self, shop: Shop, theme: Theme, wording: Wording, window: QWidget, checkout: Checkout
    ) -> None:
        super().__init__(window)
        self._shop, self._theme, self._wording, self._window = shop, theme, wording, window
        self._checkout = checkout

    @Slot()
    def find_account(self) -> None:
        """Ask for an account to be opened for whoever buys, or for one to be picked."""
        if self._checkout.buyer is None:
            self.pick()
        else:
            self.open_new()

    @Slot()
    def pick(self) -> None:
        title = self.tr("Which account?")
        sheet = AccountPicker(self._shop, self._theme, self._wording, self._window, title,
                              offers_new=True)  # fmt: skip
        sheet.picked.connect(self._checkout.use_account)
        sheet.new_requested.connect(self.open_new)
        sheet.ask()

    @Slot(str)
    def open_new(self, name: str = "") -> None:
        """Ask for what an account needs; who may not open one has it allowed."""
        buyer = self._checkout.buyer
        customer = buyer.customer if buyer else None
        asks = Right.ACCOUNTS not in self._shop.by.rights
        sheet = AccountSheet(
            self._shop,
            self._theme,
            self._wording,
            self._window,
            name=name or (buyer.name if buyer else ""),
            phone=customer.phone if customer else "",
            customers=[(customer.id, customer.name)] if customer else [],
            asks_first=asks,
            offers_other=True,
        )
        sheet.saved.connect(self._checkout.use_account)
        sheet.other_requested.connect(self.pick)
        sheet.wished.connect(lambda terms: self._have_opened(sheet, terms))
        sheet.ask()

    @Slot(object)
    def change_rider(self, stand: AccountStand) -> None:
        """Ask how much of the old balance is paid along."""
        balance, rider = stand.account.balance, stand.rider
        sheet = AmountSheet(
            self._theme,
            self._wording,
            self._window,
            self.tr("How much of the old balance?"),
            amount=rider.amount if rider else balance,
            sums=[balance],
            note=self.tr("{name} owes {amount}. More than that becomes credit.").format(
                name=stand.account.name, amount=self._wording.money(balance)
            ),
        )
        sheet.decided.connect(self._checkout.set_rider)
        sheet.ask()

    @Slot(object, object)
    def allow_over_limit(self, stand: AccountStand, balance: Money) -> None:
        """Have a balance over the limit allowed, for this sale only."""
        account = stand.account
        what = self.tr("{name} would owe {balance}, the limit is {limit}").format(
            name=account.name,
            balance=self._wording.money(balance),
            limit=self._wording.money(account.limit),
        )
        wanted = Wanted(self._checkout.sale_key, Act.CREDIT, account.code, balance.minor)
        self._have_allowed(
            wanted, what, lambda: self._checkout.allow(balance), self._checkout.show_problem
        )

    # Inside

    def _have_opened(self, sheet: AccountSheet, terms: AccountTerms) -> None:
        what = self.tr("Open an account for {name}, limit {limit}").format(
            name=terms.name, limit=self._wording.money(terms.limit)
        )
        key = self._checkout.sale_key
        wanted = Wanted(key, Act.OPEN_ACCOUNT, terms.name, terms.limit.minor)
        self._have_allowed(wanted, what, lambda: sheet.save_allowed(terms, key), sheet.explain)

    def _have_allowed(
        self,
        wanted: Wanted,
        what: str,
        then: Callable[[], None],
        refuse: Callable[[ShopError], None],
    ) -> None:
        """Go on where the person has the right; else ask somebody's PIN, where there is a pad."""
        if ACT_RIGHTS[wanted.act] in self._shop.by.rights:
            then()
        elif self._checkout.approve is not None:
            self._checkout.approve(wanted, what, then)
        else:
            refuse(
                NotAllowed(
                    self.tr("Somebody else has to allow this."),
                    advice=self.tr("Ask somebody who may, or take the payment another way."),
                )
            )
