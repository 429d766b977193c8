"""What the operating system lacks: found, brought, or said in one line to paste."""

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import CHECKOUT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Debian's packages are known")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, on a computer that lacks one library."""
    monkeypatch.syspath_prepend(CHECKOUT / "packaging")
    module = importlib.import_module("dev_system")
    monkeypatch.setattr(module, "QT_LIBRARIES", {"libc6": "libc.so.6", "libsari1": "libsari.so.1"})
    return module


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A PATH of stand-ins; each writes its words into `calls`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "env").symlink_to("/usr/bin/env")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def stand_in(folder: Path, name: str, after: str = "") -> None:
    script = folder / name
    calls = folder.parent / "calls"
    script.write_text(f'#!/bin/sh\necho "{name} $*" >> "{calls}"\n{after}\n')
    script.chmod(0o755)


def calls(folder: Path) -> list[str]:
    return (folder.parent / "calls").read_text().splitlines()


def test_a_library_that_loads_is_not_missing(system: ModuleType) -> None:
    assert system.missing_packages() == ["libsari1"]


def test_a_python_without_ensurepip_needs_a_package(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert system.missing_packages() == ["python3-venv", "libsari1"]


def test_no_other_system_is_asked_for_debian_packages(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert system.missing_packages() == []


def test_root_installs_what_is_missing_and_sees_whether_it_came(
    system: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(programs, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(system.SetupFailed, match="apt-get did not bring libsari1"):
        system.provide_system_packages()
    assert calls(programs) == [
        "apt-get --quiet update",
        "apt-get --quiet install --yes --no-install-recommends libsari1",
    ]


def test_nothing_is_said_when_everything_came(
    system: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(programs, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    answers = iter([["libsari1"], []])
    monkeypatch.setattr(system, "missing_packages", lambda: next(answers))
    system.provide_system_packages()
    assert len(calls(programs)) == 2


def test_sudo_is_used_only_when_it_asks_for_nothing(
    system: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(programs, "apt-get")
    stand_in(programs, "sudo", after='shift\nexec "$@"')
    (programs / "true").symlink_to("/bin/true")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(system.SetupFailed, match="did not bring"):
        system.provide_system_packages()
    assert "apt-get --quiet install --yes --no-install-recommends libsari1" in calls(programs)


def test_who_may_not_install_gets_one_line_to_paste(
    system: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(programs, "apt-get")
    stand_in(programs, "sudo", after="exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(system.SetupFailed) as refusal:
        system.provide_system_packages()
    line = "  sudo sh -c 'apt-get update && apt-get install --yes libsari1'"
    assert str(refusal.value).splitlines()[-1] == line
    assert calls(programs) == ["sudo -n true"]


def test_a_computer_without_sudo_is_offered_su(system: ModuleType, programs: Path) -> None:
    assert system.line_to_paste(["libgl1", "libegl1"]) == (
        "su -c 'apt-get update && apt-get install --yes libgl1 libegl1'"
    )


def test_a_computer_without_apt_is_told_the_names(system: ModuleType, programs: Path) -> None:
    with pytest.raises(system.SetupFailed, match="its own package manager"):
        system.provide_system_packages()
