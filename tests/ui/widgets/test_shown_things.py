"""Labels, amounts, badges, avatars, cards, choices, charts and lists."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QStringListModel, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Scheme, Theme
from app.ui.widgets.avatar import initials
from app.ui.widgets.badge import Badge, BarHints, Keycap, paint_badge
from app.ui.widgets.bar_chart import Bar, BarChart, axis_step, axis_text
from app.ui.widgets.card import Card
from app.ui.widgets.labels import ElidedLabel, Label
from app.ui.widgets.menu import Menu
from app.ui.widgets.money_label import MoneyLabel, money_width
from app.ui.widgets.panel import Panel
from app.ui.widgets.rows import paint_matched, paint_row, style_view
from app.ui.widgets.scroll_bar import OverlayBar
from app.ui.widgets.segments import SegmentedControl
from app.ui.widgets.states import EmptyState, SkeletonRows
from app.ui.widgets.toggles import ChipRow, ChoiceTile

LEFT = Qt.MouseButton.LeftButton
LONG = "Concepcion Villanueva de los Santos y Bartolome"


def canvas(width: int = 300, height: int = 60) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


# Labels


def test_a_long_name_elides_and_is_whole_elsewhere(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(theme, LONG, "line-item")
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert (label.toolTip(), label.accessibleName()) == (LONG, LONG)
    label.resize(600, 24)
    assert (label.toolTip(), label.accessibleName()) == ("", LONG)


def test_a_name_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "<b>Ana</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_label_changes_colour_and_size_with_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "Total", "section", "text2")
    qtbot.addWidget(label)
    theme.set_scheme(Scheme.DARK)
    theme.set_scale(1.3)
    assert label.palette().windowText().color() == theme.color("text2")
    assert label.font().pixelSize() == round(18 * 1.3)


# Amounts


@pytest.mark.parametrize(
    ("amount", "px"),
    [("₱1,779.10", 60), ("₱12,779.10", 52), ("₱912,779.10", 44), ("₱9,912,779.10", 36)],
)
def test_the_total_steps_down_rather_than_lose_digits(
    theme: Theme, qtbot: QtBot, amount: str, px: int
) -> None:
    label = MoneyLabel(theme, "total")
    qtbot.addWidget(label)
    label.set_amount(amount)
    label.resize(300, 73)
    assert label.shown_px == px


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minor=st.integers(0, 10**14), width=st.integers(60, 500))
def test_the_largest_size_that_fits_is_shown(
    theme: Theme, qtbot: QtBot, minor: int, width: int
) -> None:
    label = MoneyLabel(theme, "total")
    label.set_amount(f"₱{minor // 100:,}.{minor % 100:02}")
    label.resize(width, 73)
    fits = [px for px in (60, 52, 44, 36) if label._width_at(px) <= width]
    assert label.shown_px == max(fits, default=36)
    label.deleteLater()


def test_even_an_absurd_amount_keeps_all_its_digits(theme: Theme, qtbot: QtBot) -> None:
    label = MoneyLabel(theme, "total")
    qtbot.addWidget(label)
    label.set_amount("₱999,999,999,999.99")
    label.resize(160, 73)
    image = label.grab().toImage()
    inked = [x for x in range(image.width()) if _has_ink(image, x)]
    assert inked[0] > 0
    assert inked[-1] < 159


def _has_ink(image: QImage, x: int) -> bool:
    ground = image.pixelColor(0, 0)
    return any(image.pixelColor(x, y) != ground for y in range(image.height()))


def test_the_sign_stands_smaller_at_the_top_of_the_figures(theme: Theme, qtbot: QtBot) -> None:
    label = MoneyLabel(theme, "total", align=Qt.AlignmentFlag.AlignLeft)
    qtbot.addWidget(label)
    label.resize(400, 73)
    label.set_amount("₱0")
    image = label.grab().toImage()
    ground = image.pixelColor(399, 0)
    sign = [y for y in range(73) if any(image.pixelColor(x, y) != ground for x in range(20))]
    figure = [y for y in range(73) if any(image.pixelColor(x, y) != ground for x in range(32, 60))]
    assert abs(sign[0] - figure[0]) <= 2
    assert len(sign) < 0.75 * len(figure)


def test_words_in_an_amounts_place_are_of_one_size(theme: Theme) -> None:
    words = money_width(theme, "none yet", "stat", 22)
    assert words == theme.metrics("stat", tabular=True, px=22).horizontalAdvance("none yet")
    assert money_width(theme, "₱4", "stat", 22) != theme.metrics(
        "stat", tabular=True, px=22
    ).horizontalAdvance("₱4")


def test_an_amount_is_heard_as_it_is_written(theme: Theme, qtbot: QtBot) -> None:
    label = MoneyLabel(theme)
    qtbot.addWidget(label)
    label.set_amount("−₱28.40")
    assert label.accessibleName() == "−₱28.40"


# Small things


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maria Santos", "MS"), ("Maricel Dela Cruz", "MC"), ("ñora", "Ñ"), ("Joy D.", "JD"),
        ("Juan dela Cruz, Cebu", "JC"), ("7-Eleven Talamban", "7T"), ("  ", "?"), (", Cebu", "?"),
    ],
)  # fmt: skip
def test_initials_are_those_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_badge_is_heard_and_changes(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge(theme, "New", "accent")
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.set("Part returned", "warning", "undo-2")
    assert (badge.text, badge.accessibleName()) == ("Part returned", "Part returned")
    assert badge.sizeHint().width() > narrow


def test_a_badge_can_end_at_a_point(theme: Theme, qtbot: QtBot) -> None:
    image = canvas()
    painter = QPainter(image)
    rect = paint_badge(painter, theme, QPointF(200, 30), "−5%", "warning", from_right=True)
    painter.end()
    assert rect.right() == pytest.approx(200, abs=1)
    assert rect.center().y() == 30


def test_keycaps_and_hints_are_named(theme: Theme, qtbot: QtBot) -> None:
    keycap, hints = Keycap(theme, "F2"), BarHints(theme, [("Enter", "Add"), ("Esc", "Close")])
    qtbot.addWidget(keycap)
    qtbot.addWidget(hints)
    assert keycap.accessibleName() == "F2"
    assert hints.accessibleName() == "Enter Add, Esc Close"


def test_a_clipped_card_rounds_the_corners_of_its_children(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, clip=True)
    qtbot.addWidget(card)
    card.resize(200, 100)
    inner = QWidget()
    inner.setAutoFillBackground(True)
    palette = inner.palette()
    palette.setColor(inner.backgroundRole(), QColor("#ff0000"))
    inner.setPalette(palette)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)
    card.show()
    image = card.grab().toImage()
    assert image.pixelColor(100, 50).name() == "#ff0000"
    for x, y in ((0, 0), (199, 0), (0, 99), (199, 99)):
        assert image.pixelColor(x, y).name() == theme.color("canvas").name()


# Choices


def test_segments_choose_one_by_click_and_by_arrow(theme: Theme, qtbot: QtBot) -> None:
    tabs = SegmentedControl(theme)
    qtbot.addWidget(tabs)
    tabs.add("customers", "Customers", 412)
    tabs.add("accounts", "Accounts receivable", 38)
    tabs.show()
    assert tabs.current == "customers"
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.findChildren(QAbstractButton)[1].click()
    assert chosen.args == ["accounts"] == [tabs.current]
    with qtbot.waitSignal(tabs.chosen):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.current == "customers"


def test_setting_a_choice_in_code_announces_nothing(theme: Theme, qtbot: QtBot) -> None:
    chips = ChipRow(theme, [("all", "All"), ("new", "New")])
    qtbot.addWidget(chips)
    with qtbot.assertNotEmitted(chips.chosen):
        chips.set_current("new")
    assert chips.current == "new"


def test_a_count_is_shown_and_heard(theme: Theme, qtbot: QtBot) -> None:
    tabs = SegmentedControl(theme)
    qtbot.addWidget(tabs)
    tabs.add("customers", "Customers")
    narrow = tabs.sizeHint().width()
    tabs.set_count("customers", 20000)
    segment = tabs.findChild(QWidget, "segment_customers")
    assert isinstance(segment, QWidget)
    assert segment.accessibleDescription() == "20,000"
    assert tabs.sizeHint().width() > narrow


def test_a_tile_says_why_it_is_off(theme: Theme, qtbot: QtBot) -> None:
    tile = ChoiceTile(theme, "On account", icon="notebook-pen", key="A")
    qtbot.addWidget(tile)
    tile.setEnabled(False)
    tile.set_detail("Choose a customer first")
    heard = QAccessible.queryAccessibleInterface(tile)
    assert heard.text(QAccessible.Text.Description) == "Choose a customer first"
    assert tile.sizeHint().height() == 60


# Chart


@pytest.mark.parametrize(
    ("largest_minor", "step"),
    [(562000, 2000), (0, 1), (100, 1), (40000, 100), (40001, 200), (150000000, 500000)],
)
def test_grid_lines_stand_at_round_amounts(largest_minor: int, step: int) -> None:
    assert axis_step(largest_minor) == step


@given(st.integers(0, 10**15))
def test_at_most_four_grid_lines_and_none_below_the_largest_bar(largest: int) -> None:
    step = axis_step(largest)
    assert step * 4 * 100 >= largest
    assert str(step).rstrip("0") in ("1", "2", "5")


@pytest.mark.parametrize(("units", "text"), [(0, "0"), (500, "500"), (2000, "2k"),
                                             (1500, "1.5k"), (3_000_000, "3M")])  # fmt: skip
def test_axis_texts_are_short(units: int, text: str) -> None:
    assert axis_text(units) == text


@pytest.fixture
def chart(theme: Theme, qtbot: QtBot) -> BarChart:
    made = BarChart(theme)
    qtbot.addWidget(made)
    made.resize(467, 121)
    made.set_bars([Bar("Sep", 562000, "₱5,620.00"), Bar("Oct", 475000, "₱4,750.00"),
                   Bar("Nov", -100, "−₱1.00")])  # fmt: skip
    made.show()
    return made


def test_the_largest_bar_is_chosen_first(chart: BarChart) -> None:
    assert chart.selected == 0


def test_arrow_keys_and_clicks_choose_a_bar(chart: BarChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.selected_changed) as changed:
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert changed.args == [1]
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.selected == 2
    QTest.mouseClick(chart, LEFT, pos=chart.rect().center())
    assert chart.selected == 1


def test_a_chart_can_be_heard_as_a_table(chart: BarChart) -> None:
    assert chart.accessibleDescription() == "Sep ₱5,620.00; Oct ₱4,750.00; Nov −₱1.00"


def test_an_empty_chart_and_one_of_zeros_are_painted(theme: Theme, qtbot: QtBot) -> None:
    chart = BarChart(theme)
    qtbot.addWidget(chart)
    chart.set_bars([])
    assert not chart.grab().isNull()
    chart.set_bars([Bar("Nov", 0, "₱0.00")])
    assert not chart.grab().isNull()
    assert chart.selected == -1


# Lists


def test_the_match_is_bold_and_in_the_match_colour(theme: Theme, qtbot: QtBot) -> None:
    image = canvas()
    painter = QPainter(image)
    rect, font = QRectF(0, 0, 300, 60), theme.font("line-item", px=40)
    paint_matched(painter, theme, rect, "II", [(0, 1)], font, theme.color("text"))
    painter.end()
    colors = {image.pixelColor(x, 30).name() for x in range(300)}
    assert {theme.color("accent_text").name(), theme.color("text").name()} <= colors


@given(
    text=st.text(max_size=30),
    spans=st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=4),
)
def test_any_spans_leave_the_text_whole(text: str, spans: list[tuple[int, int]]) -> None:
    from app.ui.widgets.rows import _pieces

    assert "".join(piece for piece, _ in _pieces(text, spans)) == text


def test_a_chosen_row_has_the_accent_bar_and_a_hairline(theme: Theme, qtbot: QtBot) -> None:
    image = canvas()
    painter = QPainter(image)
    paint_row(painter, theme, QRectF(0, 0, 300, 56), selected=True)
    painter.end()
    assert image.pixelColor(1, 20).name() == theme.color("accent").name()
    assert image.pixelColor(100, 20).name() == theme.color("accent_soft").name()
    assert image.pixelColor(100, 55).name() == theme.color("border").name()


def test_the_scroll_bar_lies_over_the_rows_and_moves_them(theme: Theme, qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    style_view(theme, view)
    model = QStringListModel([f"Row {n}" for n in range(200)], view)
    view.setModel(model)
    view.resize(300, 200)
    view.show()
    bar = view.findChild(OverlayBar)
    assert isinstance(bar, OverlayBar)
    assert view.viewport().width() == 300
    assert bar.isVisible()
    bar.setValue(bar.maximum())
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
    model.setStringList(["one"])
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_panel_drops_under_its_anchor_and_leaves_the_focus_alone(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    anchor = QListView(window)
    anchor.setGeometry(100, 20, 300, 56)
    window.show()
    panel = Panel(theme, window)
    content = QListView()
    panel.set_content(content)
    panel.show_under(anchor, 240)
    assert panel.geometry().getRect() == (100, 82, 300, 240)
    assert content.isVisible()
    assert panel.focusPolicy() == Qt.FocusPolicy.NoFocus
    anchor.move(150, 30)
    assert panel.geometry().getRect() == (150, 92, 300, 240)
    panel.show_under(anchor, 4000)
    assert panel.geometry().bottom() < 600
    with qtbot.waitSignal(panel.hidden):
        anchor.hide()


def test_an_empty_list_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "users", "No customers yet", "Type a name.", button="New customer")
    qtbot.addWidget(empty)
    assert empty.button is not None
    with qtbot.waitSignal(empty.button_clicked):
        empty.button.click()
    empty.set("No one matches “xyz”")
    assert [label.text() for label in empty.findChildren(Label) if not label.isHidden()] == [
        "No one matches “xyz”"
    ]


def test_menu_rows_are_a_finger_high_and_the_chosen_one_is_ticked(
    theme: Theme, qtbot: QtBot
) -> None:
    menu = Menu(theme)
    qtbot.addWidget(menu)
    actions = [menu.addAction(word) for word in ("Light", "Dark")]
    for action in actions:
        action.setCheckable(True)
    menu.resize(menu.sizeHint())
    plain = menu.grab().toImage()
    assert all(menu.actionGeometry(action).height() >= 44 for action in actions)
    actions[1].setChecked(True)
    assert menu.grab().toImage() != plain


def test_skeleton_rows_are_named(theme: Theme, qtbot: QtBot) -> None:
    rows = SkeletonRows(theme, 8, row_height=56)
    qtbot.addWidget(rows)
    assert rows.accessibleName() == "Loading"
    assert rows.sizeHint().height() >= 8 * 56


def test_widgets_live_in_ordinary_layouts(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(MoneyLabel(theme))
    row.addWidget(Badge(theme, "New"))
    window.show()
    assert window.minimumSizeHint().isValid()
