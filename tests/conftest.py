"""What every test stands on: nobody's screen, nobody's shop, and the large sample files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parents[1]

# Before anything imports PySide6. A developer who wants to watch sets it to xcb or wayland.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONPATH"] = str(CHECKOUT)  # so that `python -m app` works from a test's own folder
os.environ.pop("SUKI_DATA", None)

# A slow or busy machine is no mistake of the program.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(autouse=True, scope="session")
def _no_real_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets to name its folder must not write into the shop of this computer."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(tmp_path_factory.mktemp(variable.lower())))
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of large sample files that lies beside a checkout, or the test is skipped."""
    folder = CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the sample files of ../shared/data")
    return folder
