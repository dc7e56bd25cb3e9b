"""What the data and the shapes say, in no language yet: dates, places, and what shapes say of properties."""
