"""The checks within an editor: a language server (LSP 3.17), by pygls, which is an optional dependency."""
