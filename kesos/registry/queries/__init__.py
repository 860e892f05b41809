"""Reading: who is visible to whom, lists, and the page of one person."""
