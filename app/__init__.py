"""Suki, an offline point of sale that remembers its customers."""

__version__ = "0.1.0"
