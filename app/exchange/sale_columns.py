"""What the columns of a file of sales are called, here and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from app.exchange.columns import Column

# Names are from the exports of Square, Loyverse, OSPOS and common spreadsheets. Where a file has
# both a net and a collected amount, the collected one is what the customer paid.
SALE_COLUMNS = (
    Column(
        "sale",
        (
            *("sale", "salenumber", "saleno", "saleid", "invoice", "invoiceno", "invoicenumber"),
            *("invoiceid", "receipt", "receiptno", "receiptnumber", "receiptid", "transactionid"),
            *("transactionno", "transactionnumber", "transaction", "orderno", "ordernumber"),
            *("orderid", "order", "billno", "billnumber", "orno"),
        ),
    ),
    Column(
        "date",
        (
            *("date", "saledate", "datetime", "soldat", "invoicedate", "receiptdate"),
            *("transactiondate", "orderdate", "createdat", "createddate", "timestamp"),
        ),
    ),
    Column(
        "customer",
        (
            *("customer", "customername", "client", "clientname", "buyer", "buyername", "soldto"),
            *("billto", "customerid", "clientid"),
        ),
    ),
    Column(
        "sku",
        ("sku", "stockcode", "itemcode", "productcode", "itemno", "itemnumber", "barcode", "code"),
    ),
    Column(
        "name",
        (
            *("name", "item", "itemname", "product", "productname", "article"),
            *("description", "itemdescription", "productdescription"),
        ),
    ),
    Column("quantity", ("quantity", "qty", "quantitysold", "qtysold", "units", "pieces")),
    Column("price", ("price", "unitprice", "itemprice", "sellingprice", "priceeach")),
    Column(
        "total",
        (
            *("linetotal", "lineamount", "itemtotal", "totalprice", "extendedprice"),
            *("totalcollected", "total", "totalamount", "amount", "netsales"),
        ),
    ),
    Column("method", ("method", "paymentmethod", "paymenttype", "payment", "paidby", "tender")),
    Column("time", ("time", "saletime"), hidden=True),
    Column("zone", ("timezone",), hidden=True),
    Column("kind", ("eventtype", "receipttype", "transactiontype"), hidden=True),
    Column("status", ("status", "transactionstatus", "receiptstatus"), hidden=True),
    Column("cancelled", ("cancelledat", "canceledat", "voidedat", "voiddate"), hidden=True),
    Column("variant", ("variant", "pricepointname", "variationname"), hidden=True),
    Column("gross", ("grosssales", "grossamount"), hidden=True),
    Column("taxes", ("taxes",), hidden=True),
    Column("barcode", ("barcode", "gtin"), hidden=True),
    Column("unit", ("unit",), hidden=True),
    Column("cashier", ("cashier", "cashiername", "employee", "staffname"), hidden=True),
    Column("discount", (), hidden=True),
)

_NET = "netsales"
# Square's net sales have no tax in them, whether it is inside the price or on top of it.
_SQUARE_SIGN = "Price Point Name"
_SQUARE = (*SALE_COLUMNS, Column("tax_on_top", ("tax",), hidden=True))

# Our own export says of a sale all that its figures are made of.
_OWN_SIGN = "sale_key"
_OWN = (
    *SALE_COLUMNS,
    Column("key", ("salekey",), hidden=True),
    Column("foreign_number", ("foreignnumber",), hidden=True),
    Column("business_date", ("businessdate",), hidden=True),
    Column("vat_percent", ("vatpercent",), hidden=True),
    Column("tax_code", ("taxcode",), hidden=True),
    Column("payments", ("payments",), hidden=True),
)

# In a Shopify export of orders "Name" is the order, and what is said of the whole of it stands in
# its first row only: "Total" is what was paid, with discounts, shipping and taxes.
_SHOPIFY_SIGN = "Lineitem quantity"
_SHOPIFY = (
    Column("sale", ("name",)),
    Column("date", ("createdat", "paidat")),
    Column("customer", ("billingname", "shippingname", "email")),
    Column("sku", ("lineitemsku",)),
    Column("name", ("lineitemname",)),
    Column("quantity", ("lineitemquantity",)),
    Column("price", ("lineitemprice",)),
    Column("total", ()),
    Column("method", ("paymentmethod",)),
    Column("discount", ("lineitemdiscount",), hidden=True),
    Column("status", ("financialstatus",), hidden=True),
    Column("cancelled", ("cancelledat",), hidden=True),
    Column("whole", ("total",), hidden=True),
    Column("refunded", ("refundedamount",), hidden=True),
    Column("cashier", ("employee",), hidden=True),
)


def sale_columns(header: Sequence[str]) -> tuple[Column, ...]:
    """Give the names that fit this file."""
    for sign, known in (
        (_OWN_SIGN, _OWN),
        (_SHOPIFY_SIGN, _SHOPIFY),
        (_SQUARE_SIGN, _SQUARE),
    ):
        if sign in header:
            return known
    return SALE_COLUMNS


def is_squares(header: Sequence[str]) -> bool:
    """Say whether it is a list of items sold from Square."""
    return _SQUARE_SIGN in header


def is_net(name: str) -> bool:
    """Say whether a column is what was paid without the taxes on top of it."""
    return "".join(c for c in name.casefold() if c.isalnum()) == _NET
