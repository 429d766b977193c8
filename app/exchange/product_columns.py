"""What the columns of a file of products are called, here and elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.columns import Column

# Names are from the item exports of Square, Loyverse, Shopify and OSPOS and common spreadsheets.
PRODUCT_COLUMNS = (
    Column(
        "sku",
        (
            *("sku", "variantsku", "stockcode", "itemcode", "productcode", "itemnumber", "itemno"),
            *("articleno", "plu", "code"),
        ),
    ),
    Column(
        "barcode",
        ("barcode", "variantbarcode", "gtin", "ean", "ean13", "upc", "upcean", "isbn"),
    ),
    Column(
        "name",
        (
            *("name", "itemname", "productname", "title", "item", "product", "article"),
            *("description", "itemdescription"),
        ),
    ),
    Column("brand", ("brand", "vendor", "manufacturer", "maker")),
    Column(
        "category",
        ("category", "categories", "productcategory", "department", "type", "group"),
    ),
    Column("unit", ("unit", "unitofmeasure", "uom")),
    Column(
        "price",
        (
            *("price", "sellingprice", "unitprice", "retailprice", "saleprice", "variantprice"),
            *("defaultprice", "srp"),
        ),
        begins=("price [",),
    ),
    Column(
        "cost",
        ("cost", "costprice", "unitcost", "defaultunitcost", "costperitem", "purchaseprice"),
    ),
    Column(
        "stock",
        ("stock", "initialstock", "instock", "quantity", "qty", "stockquantity", "onhand"),
        begins=("in stock [", "current quantity ", "location_"),
    ),
    Column(
        "min_stock",
        ("minstock", "minstocklevel", "reorderlevel", "lowstock", "reorderpoint"),
        begins=("low stock [", "stock alert count "),
    ),
    Column("tax", ("tax", "taxcode", "vatcode")),
    Column("handle", ("handle",), hidden=True),
    Column("by_weight", ("soldbyweight",), hidden=True),
    Column("family", ("family",), hidden=True),
    Column("variant", ("variant",), hidden=True),
    Column("lowest_price", ("lowestprice",), hidden=True),
)

_VARIANTS = (
    *("variationname", "variant", "size", "variety", "color", "colour"),
    *(f"option{n}value" for n in (1, 2, 3)),
    *(f"optionvalue{n}" for n in (1, 2, 3)),
)


def variant_columns(header: Sequence[str], taken: set[int]) -> tuple[int, ...]:
    """Find the columns that tell the sizes and colours of one article apart, in their order."""
    bare = ["".join(c for c in name.casefold() if c.isalnum()) for name in header]
    return tuple(
        place for place, name in enumerate(bare) if name in _VARIANTS and place not in taken
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """One of several stores in a file, and where its own columns stand."""

    name: str
    places: Mapping[str, int]


_OF_A_BRANCH = {"price": "price [", "stock": "in stock [", "min_stock": "low stock ["}


def branches(header: Sequence[str]) -> tuple[Branch, ...]:
    """Find the stores of which each has a price column of its own, in their order."""
    found: dict[str, dict[str, int]] = {}
    for ours, beginning in _OF_A_BRANCH.items():
        for place, name in enumerate(header):
            if name.casefold().startswith(beginning) and name.endswith("]"):
                found.setdefault(name[len(beginning) : -1], {}).setdefault(ours, place)
    return tuple(Branch(name, places) for name, places in found.items() if "price" in places)
