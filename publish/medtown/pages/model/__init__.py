"""The vocabulary and the application profile, for those who write or reuse data."""
