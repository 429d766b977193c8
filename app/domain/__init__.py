"""The shop itself: what could be said to the owner without naming a screen or a disk."""
