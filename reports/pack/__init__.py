"""The pack of a meeting: workbook, slides, papers, calendar and text, all of one version of the store."""
