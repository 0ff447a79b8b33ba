"""Reading sheets of leads, as any product exports them."""
