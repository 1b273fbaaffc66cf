"""One kind of block each: headings, quotations, verse, lists, tables, letters, what stands between the parts."""
