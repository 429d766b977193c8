"""A list in columns: what each role of a cell and of a heading says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.ui.widgets.items import ROW_ROLE
from app.ui.widgets.painting import RIGHT
from app.ui.widgets.table_model import Heading, TableModel

Role = Qt.ItemDataRole
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Squares(TableModel[int]):
    """Three numbers and their squares."""

    def __init__(self) -> None:
        super().__init__()
        self.name_columns(Heading("Number"), Heading("Square", is_figure=True))

    def read(self, after: int | None, limit: int, skip: int) -> Sequence[int]:
        return range((after or 0) + 1, 4)[skip : skip + limit]

    def key_of(self, item: int) -> int:
        return item

    def text(self, item: int, column: int) -> str:
        return str(item * item if column else item)

    def spoken(self, item: int) -> str:
        return f"{item} times {item} is {item * item}"

    def spoken_heading(self, name: str, column: int) -> str | None:
        return None if column else f"{name}, smallest first"


@pytest.fixture
def squares(qapp: object) -> Squares:
    model = Squares()
    model.begin()
    return model


def test_a_cell_says_its_text_and_gives_its_row(squares: Squares) -> None:
    cell = squares.index(2, 1)
    assert cell.data() == "9"
    assert cell.data(ROW_ROLE) == 3
    assert cell.data(Role.ToolTipRole) is None


def test_the_first_cell_is_read_out_for_the_whole_row(squares: Squares) -> None:
    heard = [squares.index(1, column).data(Role.AccessibleTextRole) for column in (0, 1)]
    assert heard == ["2 times 2 is 4", "4"]


def test_figures_stand_at_the_right_under_a_name_that_does(squares: Squares) -> None:
    align = Role.TextAlignmentRole
    assert [squares.index(0, column).data(align) for column in (0, 1)] == [None, RIGHT]
    assert [squares.headerData(column, ACROSS, align) for column in (0, 1)] == [None, RIGHT]


def test_columns_have_names_and_may_be_read_out_differently(squares: Squares) -> None:
    assert [squares.headerData(column, ACROSS) for column in (0, 1)] == ["Number", "Square"]
    heard = [squares.headerData(column, ACROSS, Role.AccessibleTextRole) for column in (0, 1)]
    assert heard == ["Number, smallest first", None]
    assert squares.headerData(2, ACROSS) is None
    assert squares.headerData(0, DOWN) is None


def test_it_is_a_model_as_views_expect_it(squares: Squares, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(squares)  # type: ignore[no-untyped-call]
