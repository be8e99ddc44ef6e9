# Reading JSON, OpenDocument, Excel files of before 2007 and Parquet, and what is mended in a CSV file.
error-text-as-json = { $file } is called a JSON file but begins neither with a brace nor with a bracket before a quote: it is something else, perhaps an error page or CSV. Open it to see what it holds, and download it again or change its ending.
error-json-cut = { $file } ends in the middle of record { $record } (line { $line }): it is cut short, and nothing of it is read. Download it again.
error-json-sign = { $file }, record { $record } (line { $line }): this is not well-formed JSON from "{ $near }" on. Nothing is read. A quote, a comma or a brace is probably missing there; correct it, or export the file again.
error-json-after = { $file }, line { $line }: after the end of the JSON comes "{ $near }". Nothing is read. Keep one table, or one record on each line.
error-json-deep = { $file }, record { $record }: its values stand in each other too deep for a table. Nothing is read. Ask where the file comes from.
error-json-long = { $file }, record { $record } (line { $line }): it is too long to be a record, or a quote in it is never closed. Nothing is read. Correct it, or split the file.
error-json-mixed = { $file }, record { $record }: it does not have the form of those before it (object, list or single value). Nothing is read. Keep records of one form.
error-json-no-records = { $file } holds no record: neither a list of objects nor an object with values.
error-json-too-many-columns = { $file }, record { $record }: the records have more than { $limit } different keys in all, more than a table has columns. Nothing is read. Ids probably serve as keys there: make a list of them.
error-json-cell-too-long = { $file }, record { $record }: the value of "{ $column }" has { $n } characters, more than a cell may have. Nothing is read. Shorten it or take it out.
problem-json_repeated_key = The record gives two different values to the same key ({ $keys }): nobody can say which is right. Keep one.
problem-json_no_number = { $n ->
    [one] One value is written NaN or Infinity
   *[other] { $n } values are written NaN or Infinity
}, which is neither JSON nor a number, from record { $record } on. { $n ->
    [one] It is read as empty.
   *[other] They are read as empty.
}
problem-json_beside = { $n ->
    [one] One value beside the list is not read: { $names }.
   *[other] { $n } values beside the list are not read: { $names }.
}
problem-mixed_encoding = This file mixes two encodings (UTF-8 and Windows). Each character is read in its own; check the accents, and save the file as UTF-8.
problem-no_degrees = The position "{ $value }" is not in degrees of longitude and latitude, so it is not read. Export the file in WGS 84 (EPSG:4326).
problem-joined_cells = A comma without quotes had cut the cell "{ $column }" in two: it is read as "{ $value }", which is the only way to get the columns back. Check it, and put it in quotes.
problem-cut_cells = The row has { $n } cells for { $width } columns, and those that a comma without quotes has cut can be joined in several ways: none is chosen. Put texts and amounts that hold a comma in quotes.
problem-mojibake = { $n ->
    [one] One cell was
   *[other] { $n } cells were
} spoilt by a wrong encoding before coming here, from row { $row } on: "{ $value }". Nothing is repaired unasked: take the original file, or correct these cells.
error-too-many-cells = { $file } has more than { $limit } filled cells, counted with those that it repeats. It is not read, to spare memory. Remove the rows and columns that were copied to the end of the sheet, or split it.
error-no-parquet = { $file } is a Parquet file, and what reads those is not installed here. { READER() ->
        [terminal] Install it (pip install "maillage[parquet]"), or export the table as CSV.
       *[page] Ask whoever runs this service to install it (maillage[parquet]), or export the table as CSV.
    }
error-damaged-parquet = The Parquet file { $file } is damaged or cut short, so nothing of it is read. Download it again, or export the table as CSV.
problem-bytes_columns = { $n ->
    [one] One column holds bytes and no texts, so it is not read ({ $names }).
   *[other] { $n } columns hold bytes and no texts, so they are not read ({ $names }).
}
