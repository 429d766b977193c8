import re

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from app.domain.resources import resource

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))
THEMED = [name for name in ICONS if name != "suki"]
SIDE = 72  # three times its size, so that some pixels lie wholly within a line


def drawn(svg: str) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer = QSvgRenderer(svg.encode())
    assert renderer.isValid()
    renderer.render(painter)
    painter.end()
    return image


def opaque_colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(SIDE) for y in range(SIDE))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", THEMED)
def test_every_icon_takes_the_colour_of_the_theme(name: str, qtbot: QtBot) -> None:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert opaque_colours(drawn(svg.replace("currentColor", "#b02015"))) == {"#b02015"}


@pytest.mark.parametrize("name", THEMED)
def test_every_icon_has_one_line_width_and_size(name: str) -> None:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert re.findall(r'stroke-width="([^"]+)"', svg) == ["1.9"]
    assert 'viewBox="0 0 24 24"' in svg
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', svg)) <= {"none", "currentColor"}


def test_the_picture_of_the_program_is_the_drawing(qtbot: QtBot) -> None:
    picture = QImage(str(resource("icons", "suki-256.png")))
    assert (picture.width(), picture.height()) == (256, 256)
    assert picture.pixelColor(128, 10).name() == "#2a4fd6"
    assert picture.pixelColor(0, 0).alpha() == 0
    svg = resource("icons", "suki.svg").read_text(encoding="utf-8")
    assert {"#2a4fd6", "#ffffff"} <= opaque_colours(drawn(svg))
