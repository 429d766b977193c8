"""The running till looks at the PIN a command was typed, from its opening to its end."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.flows.counter import RICE, Counter
from tests.storage.cheap_pins import cheap_pins
from tests.ui.test_people_desk import PIN, begin
from tests.ui.test_wicket import told

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")


def test_a_command_reads_while_the_till_sells_and_not_after_it_was_closed(
    counter: Counter, qtbot: QtBot
) -> None:
    begin(counter.shop, qtbot)
    counter.scan(RICE)
    assert told(counter.shop, PIN, qtbot)["name"] == "Nena"
    assert len(counter.lines) == 1
    wicket = counter.till._wicket
    assert wicket is not None
    counter.close()
    assert not wicket._server.isListening()
