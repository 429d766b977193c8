"""What a person sees on the Products page."""

from app.ui.products.list_model import Column
from app.ui.products.page import ProductsPage


def names(page: ProductsPage) -> list[str]:
    """Give the names in the list, from the top."""
    return column(page, Column.PRODUCT)


def column(page: ProductsPage, which: Column) -> list[str]:
    model = page.list.model
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def chips(page: ProductsPage) -> list[str]:
    return [chip.text() for chip in page.list.chips._chips.values()]
