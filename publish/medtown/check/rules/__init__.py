"""The rules, one file a family: each takes a Context and gives Findings."""
