"""The sheets of a report: what stands in them, as XLSX and as CSV, and the zip that holds them."""
