"""Sounds: started and forgotten, quiet when told to, silent where nothing can play."""

import shutil
import sys
from pathlib import Path

import pytest

from app.domain.resources import resource
from app.ui import sounds
from app.ui.sounds import NAMES, Sounds, find_player


@pytest.fixture
def played() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def loud(played: list[tuple[str, int]]) -> Sounds:
    return Sounds(player=lambda file, volume: played.append((file.name, volume)))


@pytest.mark.parametrize("name", NAMES)
def test_each_sound_is_a_file_of_its_own(
    loud: Sounds, played: list[tuple[str, int]], name: str
) -> None:
    assert resource("sounds", f"{name}.wav").is_file()
    loud.play(name)
    assert played == [(f"{name}.wav", 100)]


def test_sounds_can_be_turned_off_and_down(loud: Sounds, played: list[tuple[str, int]]) -> None:
    loud.set_enabled(False)
    loud.play("added")
    loud.set_enabled(True)
    loud.set_volume(0)
    loud.play("added")
    assert played == []
    loud.set_volume(250)
    loud.play("added")
    assert played == [("added.wav", 100)]


def test_a_computer_without_a_player_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda program: None)
    Sounds().play("refused")
    assert find_player() is sounds._stay_silent


@pytest.mark.parametrize(
    ("program", "argument"), [("pw-play", "0.50"), ("paplay", "32768"), ("aplay", "-q")]
)
def test_the_first_player_found_gets_file_and_volume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object, program: str, argument: str
) -> None:
    heard = tmp_path / "heard"
    script = tmp_path / program
    script.write_text(f'#!/bin/sh\necho "$@" > {heard}.part && mv {heard}.part {heard}\n')
    script.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    found = {program: str(script)}
    monkeypatch.setattr(shutil, "which", found.get)
    Sounds(volume=50).play("added")
    qtbot.waitUntil(heard.exists)  # type: ignore[attr-defined]
    assert argument in heard.read_text()
    assert "added.wav" in heard.read_text()
