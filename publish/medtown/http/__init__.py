"""Serve a published site: content negotiation, conditional requests, redirects and a SPARQL endpoint."""
