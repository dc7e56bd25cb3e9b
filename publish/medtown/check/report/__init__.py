"""Writers of a Report, one a format: each has `write(report, folder)`, which gives the whole text."""
