"""Reports for leads and administrators: which one, of which days, as a chart and as a table, beside the days before."""
