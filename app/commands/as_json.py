"""Customers and sales as JSON: amounts are decimal texts, times ISO-8601 in UTC. Stable keys."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from app.domain.clock import utc_text
from app.domain.credit import Account, LedgerEntry
from app.domain.customer import Customer
from app.domain.insights import Insights, Regular
from app.domain.sale import HistoryRow, SaleRecord
from app.domain.verification import VerifyReport


def written(content: object) -> str:
    """Write JSON for people and programs: indented, every letter as it is."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def customer_object(customer: Customer) -> dict[str, Any]:
    """Describe a customer."""
    return {
        "id": customer.id,
        "name": customer.name,
        "phone": customer.phone,
        "email": customer.email,
        "address": customer.address,
        "notes": customer.notes,
        "total_purchases": str(customer.total_purchases),
        "transaction_count": customer.transaction_count,
        "first_purchase_date": _time(customer.first_purchase),
        "last_purchase_date": _time(customer.last_purchase),
    }


def history_object(row: HistoryRow) -> dict[str, Any]:
    """Describe a sale without its lines."""
    return {
        "sale_number": row.number,
        "foreign_number": row.foreign_number,
        "kind": row.kind.value,
        "status": row.status.value,
        "sale_date": _time(row.sold_at),
        "total_amount": str(row.total),
        "payment_method": row.method,
        "cashier": row.cashier,
        "item_count": row.item_count,
    }


def sale_object(sale: SaleRecord) -> dict[str, Any]:
    """Describe a sale with its lines and payments."""
    return history_object(sale.head) | {
        "customer_id": sale.customer_id,
        "customer_name": sale.customer_name,
        "subtotal": str(sale.subtotal),
        "discount_amount": str(sale.discount),
        "tax_amount": str(sale.tax),
        "lines": [
            {
                "line_no": number,
                "sku": line.sku,
                "name": line.name,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "unit_price": str(line.unit_price),
                "discount_amount": str(line.discount),
                "total_price": str(line.total),
            }
            for number, line in enumerate(sale.lines, start=1)
        ],
        "payments": [
            {
                "method": payment.method,
                "amount": str(payment.amount),
                "tendered": None if payment.tendered is None else str(payment.tendered),
                "reference": payment.reference,
            }
            for payment in sale.payments
        ],
    }


def account_object(account: Account) -> dict[str, Any]:
    """Describe an account; `available` is below zero when it is over its limit."""
    return {
        "code": account.code,
        "name": account.name,
        "limit": str(account.limit),
        "balance": str(account.balance),
        "available": str(account.available),
        "oldest_unpaid": _day(account.oldest_unpaid),
        "contact_person": account.contact_person,
        "phone": account.phone,
        "terms_days": account.terms_days,
        "promise_date": _day(account.promise_date),
        "is_active": account.is_active,
    }


def entry_object(entry: LedgerEntry) -> dict[str, Any]:
    """Describe an entry of a ledger: above zero more is owed, `balance` is that after it."""
    return {
        "entry": entry.kind.value,
        "amount": str(entry.amount),
        "balance": str(entry.balance),
        "made_at": _time(entry.made_at),
        "business_date": _day(entry.business_date),
        "number": entry.number,
        "sale_number": entry.sale_number,
        "payment_method": entry.method,
        "reason": entry.reason,
        "person": entry.person,
        "approved_by": entry.approved_by,
        "is_reversed": entry.is_reversed,
    }


def insights_object(found: Insights) -> dict[str, Any]:
    """Describe who is best and who is slipping away; spent is that of the last twelve months."""
    return {
        "sales": found.sales,
        "groups": [
            {"group": each.value, "customers": count, "spent": str(found.spent[each])}
            for each, count in found.counts.items()
        ],
        "best": [_regular_object(each) for each in found.best],
        "slipping": [_regular_object(each) for each in found.slipping],
    }


def _regular_object(regular: Regular) -> dict[str, Any]:
    return {
        "id": regular.customer_id,
        "name": regular.name,
        "phone": regular.phone,
        "transaction_count": regular.purchases,
        "spent": str(regular.spent),
        "usual_days": regular.usual_days,
        "away_days": regular.away_days,
    }


def report_object(report: VerifyReport) -> dict[str, Any]:
    """Describe what a recount found."""
    return {
        "sales": report.sales,
        "customers": report.customers,
        "unlinked": report.unlinked,
        "repaired": report.repaired,
        "discrepancies": [
            {
                "subject": each.subject,
                "figure": each.figure,
                "stored": each.stored,
                "recounted": each.recounted,
            }
            for each in report.discrepancies
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)
