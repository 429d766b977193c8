"""Who stands at the till, and the pad that asks for a PIN."""
