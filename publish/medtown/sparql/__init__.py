"""SPARQL over the published data: store, engine, result formats, stored queries, remote endpoints."""
