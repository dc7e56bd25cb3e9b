"""The whole site of a project, built and put in place."""
