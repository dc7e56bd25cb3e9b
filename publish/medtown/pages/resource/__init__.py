"""The page of one resource: its head, key facts, statements, what is related, its neighbours, how to cite it."""
