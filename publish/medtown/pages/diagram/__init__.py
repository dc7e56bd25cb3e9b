"""The class diagram that the shapes of a project give: what is drawn, where it stands, and the picture."""
