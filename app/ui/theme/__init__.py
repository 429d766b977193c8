from app.ui.theme.theme import Scheme, Theme

__all__ = ["Scheme", "Theme"]
