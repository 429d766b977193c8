from app.ui.theme.theme import Scheme, Theme, application_in_fusion

__all__ = ["Scheme", "Theme", "application_in_fusion"]
