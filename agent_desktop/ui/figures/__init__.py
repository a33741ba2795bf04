"""Figures for leads and administrators: which days, told apart by what, as a curve and as a table."""
