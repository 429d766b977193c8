"""The owner's shelf: every product, found, read and changed."""
