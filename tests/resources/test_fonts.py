import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from app.domain.resources import resource

FILES = {
    "Inter-Regular.ttf": ("Inter", 400),
    "Inter-Medium.ttf": ("Inter", 500),
    "Inter-SemiBold.ttf": ("Inter", 600),
    "Inter-Bold.ttf": ("Inter", 700),
    "InterDisplay-SemiBold.ttf": ("Inter Display", 600),
    "InterDisplay-Bold.ttf": ("Inter Display", 700),
}
ON_SCREEN = "₱1,234.50 − × · … – — “Scan” ‘it’ ↑ ↓ ← → ✓ ñ Ñ Đỗ Łukasz Žižek Γιώργος Жуков №"


@pytest.fixture
def fonts(qtbot: QtBot) -> None:
    for name in FILES:
        assert QFontDatabase.addApplicationFont(str(resource("fonts", name))) != -1, name


@pytest.mark.parametrize("name", FILES)
def test_every_font_file_has_the_letters_that_the_screens_need(name: str, qtbot: QtBot) -> None:
    font = QRawFont(str(resource("fonts", name)), 16)
    missing = [sign for sign in ON_SCREEN if sign != " " and not font.supportsCharacter(ord(sign))]
    assert missing == []


def test_no_font_file_is_heavy() -> None:
    assert all(resource("fonts", name).stat().st_size < 200_000 for name in FILES)


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize(("family", "weight"), FILES.values())
def test_each_weight_is_a_face_of_its_own(family: str, weight: int) -> None:
    wanted = QFont(family)
    wanted.setWeight(QFont.Weight(weight))
    got = QFontInfo(wanted)
    assert (got.family(), got.weight()) == (family, weight)


@pytest.mark.usefixtures("fonts")
def test_heavier_faces_are_drawn_wider() -> None:
    def width(weight: int) -> float:
        font = QFont("Inter")
        font.setPixelSize(48)
        font.setWeight(QFont.Weight(weight))
        return QFontMetricsF(font).horizontalAdvance("Maria Santos")

    widths = [width(weight) for weight in (400, 500, 600, 700)]
    assert widths == sorted(set(widths))


@pytest.mark.usefixtures("fonts")
def test_figures_line_up_when_asked_to() -> None:
    font = QFont("Inter")
    font.setPixelSize(40)
    assert QFontMetricsF(font).horizontalAdvance("1111") < QFontMetricsF(font).horizontalAdvance(
        "0000"
    )
    font.setFeature(QFont.Tag("tnum"), 1)
    widths = {QFontMetricsF(font).horizontalAdvance(str(figure)) for figure in range(10)}
    assert len(widths) == 1


def test_the_font_licence_lies_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
