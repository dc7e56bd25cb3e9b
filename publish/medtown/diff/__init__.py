"""What differs between two sides of a project, as text, Markdown or JSON: each writer has `write(view)`."""
