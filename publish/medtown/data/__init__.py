"""Data files: one writer a format, whole dumps, the VoID description and the sitemap."""
