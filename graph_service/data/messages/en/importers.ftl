error-no-such-file = The file { $file } does not exist or cannot be read. Check the path.
error-no-files = No file to import. Give at least one workbook (.xlsx), CSV file, zip or folder.
error-no-tables = { $file } holds no workbook (.xlsx, .ods, .xls) and no CSV, JSON or Parquet file. Put a workbook in it, or one file for each sheet, such as actors.csv.
error-too-many-files = { $file } holds { $n } files, more than the { $limit } allowed. Import it in parts.
error-too-large = { $file } is over { $limit } MB unpacked. It is not read, to spare memory. Split it, or, if you run this installation, raise the limit (MAILLAGE_MAX_FILE_MB).
error-damaged-archive = The archive { $file } is damaged, or protected by a password. Make it again without one.
error-empty-file = { $file } is empty: it needs at least a row of headers.
error-binary-file = { $file } is not text, so it is no CSV file. Open it in a spreadsheet and save it as CSV (UTF-8).
error-too-many-columns = { $file } has { $n } columns, more than the { $limit } allowed. Check the delimiter, or remove columns.
error-cell-too-long = { $file }, row { $row }: a cell is over { $limit } characters. A quote is probably opened and never closed. Correct it.
error-bad-mapping = The mapping { $file } cannot be read: { $reason }
error-unknown-mapping = Unknown mapping: "{ $mapping }". Use { $known }, or the path of a .yaml file.
error-mapping-does-not-fit = { $file } does not have the columns that the mapping "{ $mapping }" expects. Columns found: { $columns }. { READER() ->
        [terminal] Choose another mapping with --as.
       *[page] Choose another mapping.
    }
error-unknown-file = { $file } is neither a sheet of the template nor known to a mapping. Columns found: { $columns }. If these are no headers, put a row of headers above. { READER() ->
        [terminal] Say what its columns are: maillage map-columns { $file } proposes it.
       *[page] Say what its columns are: the page proposes it.
    }
error-missing-columns = { $file } is read as the template’s sheet "{ $sheet }" but lacks columns that must be there: { $columns }. Add them. If the file has no row of headers, put one above its rows.
error-template-target = The template is written to an .xlsx workbook, a folder or a .zip file, not to { $file }. Give "template.xlsx", for example.
error-template-exists = { $file } exists already and is not replaced. Choose another name.
error-empty-source = "{ $source }" names no source. Write "Producer - title".
error-reserved-source = "{ $source }" cannot be a source: the name is kept for what the team types itself. Choose another.
error-bad-updated = "{ $value }" is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.
error-bad-ids = "{ $value }" is no choice of ids. Write shared (by all) or own (this file’s).
error-personal-data = Nothing is imported: { $n ->
    [one] one cell holds
   *[other] { $n } cells hold
} an e-mail address, a telephone number or a social security number ({ $columns }). { READER() ->
        [terminal] Remove them, or give the reason to keep them with --allow-personal.
       *[page] Remove them from the file.
    }
error-personal-file-name = Nothing is imported: the name of the file or folder ({ $file }) holds an e-mail address, a telephone number or a social security number, and readers would see it as the source. Rename it, or say who the source is { READER() ->
        [terminal] with --source.
       *[page] under “Source”.
    }
error-declared-persons = Nothing is imported: the file itself says that { $n ->
    [one] one actor is a person
   *[other] { $n } actors are persons
} (columns: { $columns }). { READER() ->
        [terminal] Remove them, or give the reason to keep them with --allow-personal.
       *[page] Remove them from the file.
    }
error-ids-of-another = Nothing is imported: { $n ->
    [one] one id names
   *[other] { $n } ids name
} another actor in another source already ({ $ids }). { READER() ->
        [terminal] Import with --ids own, so that this file’s ids stay its own.
       *[page] Change these ids in the file.
    }
error-strict-rejected = Nothing is imported: { $n ->
    [one] one row
   *[other] { $n } rows
} of { $read } cannot be taken, and the import asked for all of them. { READER() ->
    [terminal] Correct them, or import without --strict.
   *[page] Correct them.
}
problem-missing_value = The column "{ $column }" must be filled. Fill the cell.
problem-unknown_field = "{ $field }" is not a field here. Possible fields: { $known }.
problem-bad_date = "{ $value }" is not a date ({ $column }). Write 2024, 2024-03 or 2024-03-15, for example.
problem-bad_number = "{ $value }" is not a number ({ $column }). Write 1234.56, for example.
problem-bad_integer = "{ $value }" is not a whole number ({ $column }). Write 25, for example.
problem-out_of_range = This number is outside of the possible values for "{ $column }", which go from { $low } to { $high }. Check it.
problem-reversed_dates = The start ({ $start }) is after the end ({ $end }). Correct one of the two dates.
problem-unknown_kind = Unknown kind: "{ $value }". Did you mean { $near }?
problem-unknown_kind_at_all = Unknown kind: "{ $value }". Some of the possible kinds: { $near }.
problem-unknown_role = Unknown role: "{ $value }". Did you mean { $near }?
problem-unknown_role_at_all = Unknown role: "{ $value }". Possible roles: { $near }.
problem-unknown_term = Unknown value in "{ $column }": "{ $value }". Did you mean { $near }?
problem-unknown_term_at_all = Unknown value in "{ $column }": "{ $value }". Possible values: { $near }.
problem-unknown_territory = The territory "{ $value }" is neither in the packaged tables nor in the territories sheet. It is left out; add it to that sheet.
problem-unknown_theme = The theme "{ $value }" is unknown and left out. Add it to the themes sheet, or choose among { $near }.
problem-slash_in_id = The id "{ $value }" holds a slash (/), which is not allowed because it cuts web addresses. Replace it with a dash.
problem-bad_id = This id is too long (more than { $limit } characters), holds a line break or an invisible character, or is nothing but dots. Choose a simpler one.
problem-bad_visibility = Unknown visibility: "{ $value }". To be safe the row is kept to the team. Write public, partners or internal.
problem-reserved_source = No file may speak as the source "{ $value }", kept for what the team types itself. Name the real source.
problem-unknown_source = The source "{ $value }" is not in the sources sheet. The row is put down to { $source }; add the source to that sheet.
problem-no_source = Nobody is named as the source, so the name of the file or folder is noted ({ $source }), and is read wherever these data are. { READER() ->
        [terminal] Give the source with --source "Producer - title".
       *[page] Say the source, as “Producer - title”.
    }
problem-too_many_cells = The row has { $n } cells for { $width } headers: a delimiter probably stands in a text without quotes. Correct it.
problem-duplicate_id = The id "{ $value }" stands in row { $first } already. Both rows are taken as one thing; check that this is meant.
problem-personal_data = "{ $column }" holds an e-mail address, a telephone number or a social security number. { READER() ->
        [terminal] Remove it, or give the reason to keep it with --allow-personal.
       *[page] Remove it from the file.
    }
problem-declared_person = The column "{ $column }" says that this row is a person. { READER() ->
        [terminal] Remove it, or give the reason to keep it with --allow-personal.
       *[page] Remove it from the file.
    }
problem-personal_column = The column "{ $column }" seems to be about persons. It is not read; remove it from the file before you share it.
problem-id_of_another = The id { $id } names "{ $ours }" here and "{ $theirs }" in { $source }. { READER() ->
        [terminal] Import with --ids own, or change the id.
       *[page] Change the id.
    }
problem-other_kind = The actor { $id } is of kind { $kind } here and { $theirs } in { $source }. Check which is right.
template-intro = Maillage file template: one CSV file for each sheet. Columns marked * must be filled. Lists are separated by semicolons; dates are YYYY, YYYY-MM or YYYY-MM-DD. Leave empty what you do not know. No names, e-mails or telephone numbers of persons.
problem-swallowed_rows = A quote opened in the column "{ $column }" is probably not closed where it should be: { $lines } lines of the file are taken for one cell there, instead of being read one by one. Add the quote that is missing, or take out the one too many, then import the file again.
problem-far_date = The date { $value } is kept, but its year is not between 1000 and 2060: probably a slip of the keyboard. Correct it; for "no end", leave the cell empty.
problem-rank_column = The column "{ $column }" is not read: no file sets the rank of its own source. Take it out{ READER() ->
        [terminal] ; the team gives a rank by: maillage edit SOURCE rank=2
       *[page] .
    }
problem-duplicate_id_elsewhere = The id "{ $value }" is already in row { $first } of { $file } ({ $sheet }). Both rows are taken as one thing; check that this is meant.
error-open-quote = { $file }, row { $row }: a quote is opened in a header and not closed where it should be, so that the rows below are taken for headers. Add the missing quote, or take out the one too many.
error-file-twice = { $file } is given twice: nothing is imported, for its rows would count double. Give it once.
problem-partner_of_itself = "{ $value }" would be its own partner. Correct one of the two ids.
problem-comma_in_list = "{ $value }": in a list, separate by semicolons. Write: { $again }.
template-csv = Beware: a CSV file does not say what a cell is. When it is opened, a spreadsheet takes 01004 for the number 1004, a SIRET for 2.43E+13, 1-2 or 3/4 for a date, and cuts long texts; quotes change nothing. Prefer the workbook (maillage template -o template.xlsx), whose cells are text; else import the columns in the format Text.
problem-too_long = The cell "{ $column }" has { $n } characters, more than the { $limit } allowed. Shorten it.
problem-too_many_items = The list "{ $column }" has { $n } items, more than the { $limit } allowed. Shorten it.
problem-shared_identifier = "{ $value }" is given to { $n } actors of this import whose names have no word in common ({ $names }): this number would join them all. It is left out; check whose it is.
problem-turning_signs = “{ $value }” held invisible signs that turn round how a text is read. They are taken out; type it again to remove them from the file.
problem-invisible_in_id = The id "{ $value }" held signs that nobody sees and that would have made another id of it. They are taken out; type it again to remove them from the file.
problem-odd_bytes = This cell is not in the encoding of the rest of the file (UTF-8 or Windows). It is read by itself: "{ $value }". Check its accents, and save the file as UTF-8.
error-not-readable = { $file } cannot be read: its path is too long or not well formed, or a link leads nowhere. Give the path of the file itself.
problem-doubtful_sums = “{ $value }” is read as { $read }, since nothing in the column says whether the sign stands between thousands or before decimals. If it stands before decimals, say so in the mapping (decimal).
