"""The Sell screen: scan, cart, customer, totals."""
