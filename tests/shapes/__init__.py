"""The shapes of MedTOWN themselves: what they find in bad examples, and the official shapes that the data meets."""
