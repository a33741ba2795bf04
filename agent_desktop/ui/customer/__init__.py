"""The sidebar: who the customer is, what was before, and the end of the work (wrap-up)."""
