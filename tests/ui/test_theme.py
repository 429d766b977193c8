"""The theme: one set of tokens, readable in every scheme, switched while the till runs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPalette, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.resources import resource
from app.ui.theme import Scheme, Theme
from app.ui.theme.tokens import load_tokens
from app.ui.widgets.buttons import PrimaryButton
from tests.ui.gallery import render

CHOSEN = (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST)
EDGES = ("border_strong", "focus", "chart")


def luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(color.redF()), linear(color.greenF()), linear(color.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def table() -> dict[str, dict[str, float]]:
    import json

    raw = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, float]] = raw["contrast"]
    return found


@pytest.mark.parametrize("scheme", CHOSEN)
def test_every_pair_has_the_contrast_its_table_promises(theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    for pair, promised in table()[scheme.value].items():
        ink, ground = pair.split(" on ")
        measured = contrast(theme.color(ink), theme.color(ground))
        assert measured == pytest.approx(promised, abs=0.02), pair
        assert measured >= (3.0 if ink.startswith(EDGES) else 4.5), pair


@pytest.mark.parametrize("scheme", CHOSEN)
def test_initials_can_be_read_on_every_avatar(theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    for letter in "abcdef":  # six names in a row of sums take the six pairs
        assert contrast(*theme.avatar_pair(letter)) >= 4.5


@pytest.mark.parametrize("scheme", CHOSEN)
def test_words_can_be_read_on_a_button_held_down(theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    for ink in ("text", "text2"):
        assert contrast(theme.color(ink), theme.color("held")) >= 4.5


def test_a_switch_repaints_everything_without_a_restart(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Charge")
    qtbot.addWidget(button)
    button.resize(200, 56)
    button.show()
    assert corner_of(button.grab().toImage()) == theme.color("accent").name()
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    assert corner_of(button.grab().toImage()) == theme.color("accent").name() == "#4162ea"
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert window == theme.color("canvas")


def corner_of(image: QImage) -> str:
    return image.pixelColor(20, 10).name()


def test_the_same_choice_again_repaints_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Scheme.LIGHT)
        theme.set_scale(1.0)


def test_the_theme_follows_the_system_when_asked_to(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(Scheme.SYSTEM)
    tone = {"dark": Qt.ColorScheme.Dark}.get(theme.tone, Qt.ColorScheme.Light)
    assert theme.tone in ("light", "dark", "contrast")
    if theme.tone != "contrast" and qapp.styleHints().colorScheme() != Qt.ColorScheme.Unknown:
        assert qapp.styleHints().colorScheme() == tone


def test_the_system_going_dark_turns_a_following_theme_dark(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(Scheme.SYSTEM)
    monkeypatch.setattr(Theme, "_system_tone", staticmethod(lambda: "dark"))
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tone == "dark"
    assert theme.scheme is Scheme.SYSTEM


def test_a_chosen_scheme_does_not_mind_the_system(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(Scheme.CONTRAST)
    with qtbot.assertNotEmitted(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tone == "contrast"


@pytest.mark.parametrize(("type_name", "family"), [("body", "Inter"), ("total", "Inter Display")])
def test_the_bundled_fonts_are_the_ones_used(theme: Theme, type_name: str, family: str) -> None:
    assert QFontInfo(theme.font(type_name)).family() == family


def test_the_four_weights_are_four_drawings(theme: Theme) -> None:
    widths = [
        QFontMetricsF(theme.font("body", weight=weight, px=40)).horizontalAdvance("Jasmine rice")
        for weight in (400, 500, 600, 700)
    ]
    assert sorted(set(widths)) == widths


def test_tabular_figures_stand_under_each_other(theme: Theme) -> None:
    def width(text: str, *, tabular: bool) -> float:
        return theme.metrics("line-amount", tabular=tabular).horizontalAdvance(text)

    assert width("1111.11", tabular=True) == width("8808.88", tabular=True)
    assert width("1111.11", tabular=False) < width("8808.88", tabular=False)


@pytest.mark.parametrize("letter", ["₱", "Ñ", "ñ", "é", "−", "×", "·", "…", "“", "”", "↑", "↓"])
def test_every_letter_the_screen_needs_is_in_the_fonts(theme: Theme, letter: str) -> None:
    for type_name in ("body", "label", "button"):
        assert QRawFont.fromFont(theme.font(type_name)).supportsCharacter(ord(letter))


def test_the_peso_sign_is_in_the_display_font_too(theme: Theme) -> None:
    assert QRawFont.fromFont(theme.font("total")).supportsCharacter(ord("₱"))


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_text_sizes_are_pixels_times_the_scale(theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    assert theme.font("body").pixelSize() == round(14 * scale)
    assert theme.font("body", px=20).pixelSize() == round(20 * scale)


def test_a_font_handed_out_can_be_changed_without_harm(theme: Theme) -> None:
    theme.font("body").setWeight(QFont.Weight.Bold)
    assert theme.font("body").weight() == QFont.Weight.Normal


def test_an_icon_is_drawn_once_in_its_colour_and_sharp(theme: Theme) -> None:
    first = theme.icon_pixmap("x", "danger_text", 20, 2.0)
    assert (first.width(), first.devicePixelRatio()) == (40, 2.0)
    assert theme.icon_pixmap("x", "danger_text", 20, 2.0).cacheKey() == first.cacheKey()
    middle = first.toImage().pixelColor(20, 20)
    assert middle.name() == theme.color("danger_text").name()


def test_every_icon_of_the_folder_can_be_drawn(theme: Theme) -> None:
    for file in sorted(resource("icons").glob("*.svg")):
        if file.stem == "suki":
            continue
        image = theme.icon_pixmap(file.stem, "text", 24).toImage()
        inked = any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
        assert inked, file.stem


def test_reduced_motion_takes_no_time(theme: Theme) -> None:
    assert theme.motion("base") == 0
    theme.set_reduce_motion(reduce=False)
    assert theme.motion("base") == 140


def test_a_person_keeps_their_colour(theme: Theme) -> None:
    assert theme.avatar_pair("Maria Santos") == theme.avatar_pair("Maria Santos")
    assert theme.avatar_pair("Maria Santos")[0].name() == "#ffe8cc"


def test_every_scheme_names_the_same_colours() -> None:
    colors = load_tokens().colors
    assert colors["light"].keys() == colors["dark"].keys() == colors["contrast"].keys()


@pytest.mark.parametrize("scheme", CHOSEN)
def test_the_whole_gallery_can_be_painted(theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    theme.set_scale(1.3)
    assert not render(theme).isNull()
