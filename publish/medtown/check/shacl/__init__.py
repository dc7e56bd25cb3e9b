"""SHACL by pySHACL: the run, its results, what shapes expect in words."""
