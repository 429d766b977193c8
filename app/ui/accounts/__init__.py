"""Accounts receivable on the screen: who owes what, payments, statements."""
