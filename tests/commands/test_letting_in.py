"""What is the owner's is shown and changed on the command line only after a PIN."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.commands import letting_in
from app.commands.arguments import parser
from app.commands.session import Session
from app.domain.actor import LETTER, Actor, Right
from app.domain.customer import Contact
from app.domain.errors import NotAllowed
from app.storage.store import open_reader
from tests.clocks import HeldClock
from tests.commands.conftest import Suki
from tests.storage.builders import a_sale
from tests.storage.cheap_pins import cheap_pins

__all__ = ["cheap_pins"]

pytestmark = pytest.mark.usefixtures("cheap_pins")

PIN = "271828"
ASK = (
    ("customers",),
    ("customers", "--json"),
    ("verify",),
    ("verify", "--repair"),
    ("export", "customers", "out.csv"),
    ("accounts",),
    ("import", "customers", "in.csv"),
    ("restore", "nowhere.db"),
    ("backup", "out.db"),
    ("backup", "--check", "out.db"),
)
ASK_NOT = (("sale", "1"), ("history", "Maria Santos"), ("backup",), ("backup", "--list"))


@pytest.fixture
def guarded_shop(writing: Any, by: Actor) -> str:
    """A shop with a sale, whose owner has a PIN."""
    with writing() as store:
        store.customers.add(Contact("Maria Santos"), by=by)
        store.sales.record(a_sale("Maria Santos"), by=by)
        return str(store.people.begin_owner("Nena", PIN))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    def types(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    types("")
    return types


@pytest.mark.usefixtures("guarded_shop")
@pytest.mark.parametrize("command", ASK, ids=" ".join)
def test_what_is_the_owners_is_refused_without_the_right_pin(
    suki: Suki,
    typed: Any,
    tmp_path: Path,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("", "999998\n"):
        typed(text)
        said = suki(*command)
        assert said.code == 1
        assert said.out == ""
        assert "Wrong PIN." in said.err
        assert "Maria" not in said.err
    assert not list(tmp_path.glob("out*"))


@pytest.mark.usefixtures("guarded_shop")
@pytest.mark.parametrize("command", [("customers",), ("verify",)], ids=" ".join)
def test_a_line_of_the_standard_input_with_the_pin_lets_in(
    suki: Suki, typed: Any, command: tuple[str, ...]
) -> None:
    typed(f"{PIN}\n")
    said = suki(*command)
    assert (said.code, said.err) == (0, "")
    assert said.out


@pytest.mark.usefixtures("guarded_shop")
@pytest.mark.parametrize("command", ASK_NOT, ids=" ".join)
def test_what_a_cashier_sees_at_the_counter_asks_for_no_pin(
    suki: Suki, typed: Any, command: tuple[str, ...]
) -> None:
    typed("")
    assert suki(*command).code == 0


@pytest.mark.parametrize("command", [("customers",), ("verify",)], ids=" ".join)
def test_a_shop_without_pins_asks_for_none(
    suki: Suki, typed: Any, writing: Any, command: tuple[str, ...]
) -> None:
    with writing():
        pass
    typed("")
    assert suki(*command).code == 0


@pytest.mark.usefixtures("guarded_shop")
def test_on_a_terminal_the_pin_is_typed_unseen(suki: Suki, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(letting_in, "getpass", lambda prompt, stream: f"{PIN} ")
    assert suki("customers").code == 0


@pytest.mark.usefixtures("guarded_shop")
def test_every_wrong_pin_counts_and_after_five_the_command_waits(
    suki: Suki, typed: Any, writing: Any, folder: Path, clock: HeldClock
) -> None:
    for _ in range(5):
        typed("999998\n")
        suki("customers")
    waited: list[float] = []
    said = io.StringIO()

    def wait(seconds: float) -> None:
        waited.append(seconds)

    typed(f"{PIN}\n")
    with pytest.raises(Exception, match="Too many wrong PINs"):
        letting_in.enter(folder, clock, said, wait)
    assert waited == [30]
    assert "Wait 30 seconds" in said.getvalue()
    with writing() as store:
        assert store.database.value("SELECT failed_tries FROM pin_gate") == 5


@pytest.mark.usefixtures("guarded_shop")
def test_while_the_till_is_open_it_alone_counts_pins(suki: Suki, typed: Any, writing: Any) -> None:
    with writing():
        typed(f"{PIN}\n")
        said = suki("customers")
    assert (said.code, said.out) == (1, "")
    assert "Close the till first" in said.err


def test_no_argument_takes_a_pin_and_help_says_where_it_is_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["--help"])
    help_text = " ".join(capsys.readouterr().out.split())
    assert "else as a line of the standard input" in help_text
    assert "--pin" not in help_text


@pytest.mark.usefixtures("guarded_shop")
def test_a_letter_of_the_till_lets_its_own_command_in_for_a_while(
    folder: Path, clock: HeldClock, writing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as store:
        owner = store.people.enter(PIN)
        letter = store.people.letter(by=owner)
        with pytest.raises(NotAllowed):
            store.people.letter(by=store.people.present())
    assert letting_in.admitted(folder, clock, letter) == owner
    reader = open_reader(folder, clock)
    forged = letter.replace("Nena", "Mallory")
    for other in (forged, "", ":", "ñ:[]", letter[1:]):
        with pytest.raises(NotAllowed):
            reader.people.admit(other)
    reader.close()
    clock.pass_time(minutes=11)
    with pytest.raises(NotAllowed):
        letting_in.admitted(folder, clock, letter)


@pytest.mark.usefixtures("guarded_shop")
def test_a_command_the_till_sent_acts_for_who_was_there(
    folder: Path, clock: HeldClock, writing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as store:
        monkeypatch.setenv(LETTER, store.people.letter(by=store.people.enter(PIN)))
    session = Session(folder, clock, io.StringIO(), io.StringIO())
    assert (session.by.name, session.by.rights) == ("Nena", frozenset(Right))
    monkeypatch.setenv(LETTER, "forged:[]")
    with pytest.raises(NotAllowed):
        _ = Session(folder, clock, io.StringIO(), io.StringIO()).by


@pytest.mark.usefixtures("guarded_shop")
def test_an_export_for_the_till_is_no_way_around_the_pin(
    suki: Suki, writing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "customers.csv"
    monkeypatch.setattr("sys.stdin", io.StringIO("0000\n"))
    assert suki("export", "customers", file, "--feed").code == 1  # asked for the PIN
    monkeypatch.setenv(LETTER, 'ab:["Nena", null, ["see_customers"], "2026-11-12T00:00:00.000Z"]')
    assert "problem" in suki("export", "customers", file, "--feed").out
    with writing() as store:
        present = store.people.present()
        with pytest.raises(NotAllowed):
            store.people.letter(by=present)
        letter = store.people.letter(by=store.people.enter(PIN))
    assert not file.exists()
    monkeypatch.setenv(LETTER, letter)
    assert json.loads(suki("export", "customers", file, "--feed").out) == {"written": 1}
    assert file.exists()


@pytest.mark.usefixtures("guarded_shop")
def test_a_file_read_for_the_till_tells_nothing_of_the_shop_without_a_letter(
    suki: Suki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name\nMaria Santos\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("0000\n"))
    said = suki("import", "customers", path, "--feed")
    assert (said.code, said.out) == (1, "")
    monkeypatch.setenv(LETTER, "forged:[]")
    assert set(json.loads(suki("import", "customers", path, "--feed").out)) == {"problem"}
