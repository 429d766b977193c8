"""The shelf of the mock-ups, and a shelf as long as a test wants it."""

from app.domain.money import Money
from app.domain.product import Product, TaxCode
from app.domain.quantity import Quantity


def _product(
    sku: str,
    name: str,
    barcode: str,
    category: str,
    cost: int,
    price: int,
    stock: str,
    low: str = "",
) -> Product:
    thousandths = int(float(stock) * 1000)
    return Product(
        0, sku, name, Money(price), barcode, category=category, cost=Money(cost),
        stock=Quantity(thousandths), min_stock=Quantity.parse(low) if low else None,
        unit="kg" if "onions" in name else "pc",
        tax_code=TaxCode.EXEMPT if category == "Fresh" else TaxCode.STANDARD,
    )  # fmt: skip


# fmt: off
SHELF = (
    _product("COF", "Coffee 3-in-1, 30 sachets", "4800016330091", "Drinks", 18600, 21500, "19"),
    _product("EVA", "Evaporated milk 370 ml", "4800552100418", "Canned and dairy",
             2890, 3450, "64"),
    _product("PLU 3010", "Fresh eggs, tray of 30", "", "Fresh", 21200, 24500, "14"),
    _product("FRE", "Fresh milk 1 L", "4800771920015", "Canned and dairy", 8400, 9800, "6", "10"),
    _product("RIC", "Jasmine rice 5 kg", "4800123450173", "Rice and grains", 24800, 28900, "42"),
    _product("LAU", "Laundry powder 1.2 kg", "4902430088216", "Household", 15800, 18600, "9", "12"),
    _product("PAN", "Pancit canton kalamansi, 6-pack", "4807770271260", "Noodles",
             7150, 8400, "38"),
    _product("POW", "Powdered milk 320 g", "4800088170042", "Canned and dairy", 12100, 14200, "0"),
    _product("PLU 4082", "Red onions", "", "Fresh", 9600, 14000, "12.4"),
    _product("SAR", "Sardines in tomato sauce 155 g", "4800249910052", "Canned and dairy", 2140,
             2675, "112"),
)
# fmt: on


def many(count: int) -> list[Product]:
    """Make a long shelf."""
    return [
        Product(0, f"S{n:06d}", f"Article {n:06d} of the long shelf", Money(100 + n), f"29{n:011d}")
        for n in range(count)
    ]
