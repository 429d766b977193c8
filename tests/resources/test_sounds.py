import importlib.util
import wave
from pathlib import Path
from types import ModuleType

import pytest

from app.domain.resources import resource

SCRIPT = Path(__file__).parents[2] / "packaging" / "sounds.py"


@pytest.fixture(scope="module")
def sounds() -> ModuleType:
    spec = importlib.util.spec_from_file_location("suki_sounds", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["added.wav", "refused.wav", "complete.wav"])
def test_a_sound_is_byte_for_byte_what_its_script_makes(
    name: str, sounds: ModuleType, tmp_path: Path
) -> None:
    sounds.write(tmp_path)
    assert (tmp_path / name).read_bytes() == resource("sounds", name).read_bytes()


def test_the_refusal_is_the_loudest(sounds: ModuleType) -> None:
    peaks = {name: max(map(abs, make())) for name, make in sounds.SOUNDS.items()}
    assert max(peaks, key=lambda name: peaks[name]) == "refused.wav"
    assert max(peaks.values()) <= sounds.FULL


def test_the_tick_of_a_scan_is_over_before_the_next_scan() -> None:
    with wave.open(str(resource("sounds", "added.wav")), "rb") as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(0.06)
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
