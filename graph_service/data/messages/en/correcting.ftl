corrected-left-out = Columns left out, because they hold persons: { $columns }.
corrected-written = Copy to correct written to { $file }: the cells at fault are coloured and explained. Correct it, then import it.
error-corrected-target = The copy to correct is a workbook: give a name in .xlsx, not { $file }.
option-corrected = Also write a copy to correct (.xlsx), in which each cell at fault explains itself
corrected-cut = A workbook holds no more rows: those after row { $n } are not in this copy.
corrected-more = { $all } cells are to be looked at; the first { $n } explain themselves. Correct these, then import again.
