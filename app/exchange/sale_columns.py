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
    Column("kind", ("eventtype", "receipttype", "transactiontype"), hidden=True),
    Column("discount", (), hidden=True),
)

# In a Shopify export of orders "Name" is the order and "Total" stands for the whole of it.
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
)


def sale_columns(header: Sequence[str]) -> tuple[Column, ...]:
    """Give the names that fit this file."""
    return _SHOPIFY if _SHOPIFY_SIGN in header else SALE_COLUMNS
