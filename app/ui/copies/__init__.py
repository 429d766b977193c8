"""Copies of the shop as the window sees them: made elsewhere, looked after here."""
