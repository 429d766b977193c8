"""The program's entry: where the shop lies, what is imported, what happens without a display."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app import __version__
from app.__main__ import _is_reader_gone
from app.commands.arguments import opens_the_till, parser
from app.commands.display import has_display
from app.commands.session import Session
from app.commands.text_table import counted, grouped, table
from app.commands.till import open_till
from app.domain.money import Money
from tests.clocks import HeldClock
from tests.commands.conftest import Suki
from tests.conftest import CHECKOUT
from tests.exchange.files import a_file

NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SUKI_DATA")


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=bare | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_version_is_said(suki: Suki) -> None:
    assert suki("--version").out == f"suki {__version__}\n"


def test_help_names_every_command_and_option(suki: Suki) -> None:
    told = suki("--help").out
    for word in (
        "import",
        "customers",
        "history",
        "sale",
        "verify",
        "backup",
        "restore",
        "--demo",
        "--tour",
        "--data",
    ):
        assert word in told
    assert "--feed" not in suki("backup", "--help").out + suki("restore", "--help").out


@pytest.mark.parametrize("how", ["before", "after", "environment"])
def test_the_shop_lies_where_it_is_said(
    suki: Suki, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_file(tmp_path, "date,total", "2026-01-01,5")
    there = tmp_path / "there"
    if how == "before":
        said = suki("--data", there, "import", "sales", file)
    elif how == "after":
        said = suki("import", "sales", file, "--data", there)
    else:
        monkeypatch.setenv("SUKI_DATA", str(there))
        said = suki("import", "sales", file)
    assert said.code == 0
    assert (there / "shop.db").exists()


def test_without_a_word_the_shop_lies_where_the_system_keeps_such_data(tmp_path: Path) -> None:
    said = start("-m", "app", "customers", HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "data"))
    assert said.returncode == 1
    if sys.platform == "linux":
        assert str(tmp_path / "data" / "suki" / "shop.db") in said.stderr


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(suki: Suki, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    file = a_file(tmp_path, "date,total", "2026-01-01,5")
    said = suki("--data", tmp_path / "file" / "shop", "import", "sales", file)
    assert said.code == 1
    assert "Traceback" not in said.err
    assert str(tmp_path / "file") in said.err


def test_no_command_imports_qt(tmp_path: Path) -> None:
    file = a_file(tmp_path, "date,customer,total", "2026-01-01,Ana,5")
    script = f"""
import sys
from app.__main__ import main
data = ["--data", {str(tmp_path / "shop")!r}]
main([*data, "import", "sales", {str(file)!r}])
main([*data, "customers"])
main([*data, "history", "Ana"])
main([*data, "sale", "I000001"])
main([*data, "verify"])
qt = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "app.ui"))]
sys.exit(f"imported {{qt}}" if qt else 0)
"""
    said = start("-c", script)
    assert said.returncode == 0, said.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a window opens everywhere else")
def test_without_a_display_the_till_says_so_in_one_sentence_and_names_the_tour() -> None:
    for arguments in ((), ("--demo",)):
        said = start("-m", "app", *arguments)
        assert (said.returncode, said.stdout) == (1, "")
        assert said.stderr.count("\n") == 1
        assert "suki --tour FOLDER" in said.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a window opens everywhere else")
def test_without_a_display_no_shop_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NO_SCREEN:
        monkeypatch.delenv(name, raising=False)
    session = Session(tmp_path / "shop", HeldClock(), sys.stdout, sys.stderr)
    assert open_till(session) == 1
    assert not (tmp_path / "shop").exists()
    assert "no display" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "platform", "there_is_one"),
    [
        ({}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "minimal:enable_fonts"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "linux", False),
        ({"DISPLAY": ":4711"}, "linux", False),
        ({"DISPLAY": "nonsense"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-4711"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":4711"}, "linux", True),
    ],
)
def test_a_display_is_one_that_answers(
    environment: dict[str, str], platform: str, there_is_one: bool
) -> None:
    assert has_display(environment, platform) is there_is_one


@pytest.mark.skipif(sys.platform == "win32", reason="displays are sockets elsewhere")
def test_a_wayland_display_that_answers_is_one() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as display:
        display.bind(f"{folder}/wayland-7")
        display.listen()
        environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": folder}
        assert has_display(environment, "linux")
        assert not has_display({**environment, "QT_QPA_PLATFORM": "xcb"}, "linux")


def test_a_display_over_the_network_that_answers_is_one() -> None:
    with socket.socket() as display:
        display.bind(("127.0.0.1", 0))
        display.listen()
        number = display.getsockname()[1] - 6000
        assert has_display({"DISPLAY": f"127.0.0.1:{number}.0"}, "linux")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    rows = [f"2026-01-01,Customer {n},1" for n in range(4_000)]
    file = a_file(tmp_path, "date,customer,total", *rows)
    shop = str(tmp_path / "shop")
    assert start("-m", "app", "--data", shop, "import", "sales", str(file)).returncode == 0
    suki = f'"{sys.executable}" -m app --data "{shop}" customers'
    said = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {suki} | head -1"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.split()[:2] == ["ID", "NAME"]


def test_names_of_any_script_leave_in_utf8_whatever_the_locale(tmp_path: Path) -> None:
    file = a_file(tmp_path, "date,customer,total", "2026-01-01,Niño 山田,5")
    shop = str(tmp_path / "shop")
    start("-m", "app", "--data", shop, "import", "sales", str(file))
    bare = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    said = subprocess.run(
        [sys.executable, "-m", "app", "--data", shop, "customers"],
        cwd=CHECKOUT,
        env=os.environ | bare,
        capture_output=True,
        check=False,
    )
    assert "Niño 山田" in said.stdout.decode("utf-8")


# Tables and words


def test_a_table_aligns_numbers_right_and_ends_no_line_with_blanks() -> None:
    assert table(("N", "NAME", "X"), [("12", "Ana", ""), ("3", "Benjamin", "y")], right="r") == (
        " N  NAME      X\n12  Ana\n 3  Benjamin  y"
    )


@pytest.mark.parametrize(
    ("minor", "text"),
    [(0, "0.00"), (-50, "-0.50"), (123456789, "1,234,567.89"), (-100000, "-1,000.00")],
)
def test_amounts_are_grouped(minor: int, text: str) -> None:
    assert grouped(Money(minor)) == text


def test_nouns_follow_their_number() -> None:
    assert [counted(n, "sale") for n in (0, 1, 1305)] == ["0 sales", "1 sale", "1,305 sales"]


@pytest.mark.parametrize("words", [[], ["--data", "shop"]])
def test_a_till_started_daily_builds_no_commands_and_reads_the_same(words: list[str]) -> None:
    assert opens_the_till(words)
    quick = parser(with_commands=False).parse_args(words)
    assert vars(quick) == vars(parser().parse_args(words))


@pytest.mark.parametrize(
    "words", [["--help"], ["verify"], ["--demo"], ["--data", "shop", "verify"], ["--data"]]
)
def test_whatever_else_is_said_is_read_whole(words: list[str]) -> None:
    assert not opens_the_till(words)


def test_windows_says_otherwise_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, refused = OSError(errno.EINVAL, "Invalid argument"), OSError(errno.EINVAL, "", "a file")
    assert not _is_reader_gone(gone)
    monkeypatch.setattr("app.__main__.sys.platform", "win32")
    assert _is_reader_gone(gone)
    assert not _is_reader_gone(refused)
    assert _is_reader_gone(BrokenPipeError())


def test_what_is_piped_in_is_read_as_utf8_on_every_system(tmp_path: Path) -> None:
    words = "import sys; from app.__main__ import _speak_utf8; _speak_utf8(); print(input())"
    said = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", words],
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(CHECKOUT)},
        input="₱ Niño\n".encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert said.stdout.decode().strip() == "₱ Niño"


def test_without_any_terminal_the_program_ends_as_quietly(tmp_path: Path) -> None:
    """As under pythonw, where the streams are not there at all."""
    words = (
        "import sys; sys.stdout = sys.stderr = sys.stdin = None; from app.__main__ import main;"
        "sys.exit(main(sys.argv[1:]))"
    )
    folder = tmp_path / "nothing here"
    said = subprocess.run(
        [sys.executable, "-c", words, "--data", str(folder), "customers"],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert (said.returncode, said.stdout, said.stderr) == (1, b"", b"")
