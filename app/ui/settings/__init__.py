"""What the owner decides about the shop, a page each."""
