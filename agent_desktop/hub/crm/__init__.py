"""Customers and their addresses: find or create, merge; and the visitors behind a chat. Decides who someone is."""
