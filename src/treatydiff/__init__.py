"""treatydiff."""
