"""Patient pages behind a signed link: one visit, to see, move or cancel."""
