"""The product's own templates, as workbook and as csv."""
