problem-mapping_bad_pattern = This pattern is no valid regular expression. Correct it.
problem-mapping_long_pattern = This pattern has more than 500 characters. Shorten it.
problem-mapping_one_origin = A field has one origin: "column", "constant", "first_of", "join", "slug" or "identifier". Keep one.
problem-mapping_else_without_values = "else" says what a value becomes that a table does not hold: add "values", or remove "else".
problem-mapping_item_without_split = "item" picks one of the texts of a cell: add "split", which says what stands between them.
problem-mapping_one_test = A condition has one test: "present", "equals" or "matches". Keep one.
problem-mapping_missing_fields = Fields that must be there are missing: { $names }. Add them, with "constant" if need be.
problem-mapping_unknown_fields = This type of record does not have these fields: { $names }. Correct their names: the fields are the template's columns.
problem-mapping_item_without_each = "@item" is read, but the record has no "each" to say which cell holds several texts. Add it, or name the column.
problem-mapping_identifiers_of_actors = "identifiers" is for records of type "actor" only. Remove it.
problem-mapping_unknown_value_map = These tables are not in "value_maps": { $names }. Add them, or correct their names.
problem-mapping_missing = "{ $word }" is missing. Add it.
problem-mapping_unknown_word = "{ $word }" is no word of mappings here. Did you mean { $near }?
problem-mapping_unknown_word_at_all = "{ $word }" is no word of mappings here. Remove it.
problem-mapping_choice = This value is not allowed here. Possible values: { $expected }.
problem-mapping_text = A text is needed here: put what looks like a number, a date or yes/no between quotes. An identifier is written in lower case, without accents or spaces.
problem-mapping_list = A list that is not empty is needed here: one line for each item, each beginning with a dash.
problem-mapping_block = A block of words with colons is needed here, indented.
problem-mapping_number = A number within the bounds is needed here, or true/false.
problem-mapping_wrong = This value is not valid here. Correct it by docs/mappings.md.
problem-unmapped_value = "{ $value }" is not in the mapping's table: the row takes "{ $otherwise }". Add the value to the table if that is wrong.
problem-unmapped_value_dropped = "{ $value }" is not in the mapping's table: the cell is left out. Add the value to the table if it matters.
problem-reversed_period = The period ends on { $end }, before it begins on { $start }: ask who publishes the file for its two dates.
problem-wrong_total = The file prints a total of { $printed }, but its rows add up to { $added }. The rows are imported; check the file with whoever publishes it.
error-mappings-fit = { $file } fits several mappings: { $mappings }. { READER() ->
        [terminal] Choose one with --as.
       *[page] Choose one.
    }
import-recognised = Recognised: { $mapping } (columns { $columns }).
import-aside = { $n ->
    [one] 1 row is no record
   *[other] { $n } rows are no records
}: { $kinds }.
aside-heading = { $n ->
    [one] 1 heading
   *[other] { $n } headings
}
aside-notes = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
aside-numbers = { $n ->
    [one] 1 row of numbers alone
   *[other] { $n } rows of numbers alone
}
aside-header_again = { $n ->
    [one] 1 header that stands again
   *[other] { $n } headers that stand again
}
aside-totals = { $n ->
    [one] 1 total
   *[other] { $n } totals
}
aside-continuation = { $n ->
    [one] 1 continued row
   *[other] { $n } continued rows
}
aside-no_record = { $n ->
    [one] 1 with nothing to keep
   *[other] { $n } with nothing to keep
}
aside-no_value = { $n ->
    [one] 1 without a value
   *[other] { $n } without a value
}
aside-rows_without_names = { $n ->
    [one] 1 without a name
   *[other] { $n } without a name
}
aside-absent = { $n ->
    [one] 1 person absent or excused
   *[other] { $n } persons absent or excused
}
aside-did_not_sign = { $n ->
    [one] 1 without a signature
   *[other] { $n } without a signature
}
aside-persons = { $n ->
    [one] 1 person
   *[other] { $n } persons
}
cli-mappings = See, try and keep the mappings that read published files
cli-mappings-list = List the mappings that ship and those of the team
cli-mappings-show = Print a mapping (YAML)
cli-mappings-try = Read a file without writing, and show what its first rows become
cli-mappings-save = Keep a mapping (YAML file), so that its files are recognised
cli-mappings-delete = Remove a mapping that the team kept
cli-mappings-schema = Print the JSON Schema of mappings
mappings-line = { $id }: { $label } (columns { $columns })
mappings-line-saved = { $id }: { $label } (columns { $columns }), kept by the team
mappings-saved = The mapping { $id } is kept: its files will be recognised.
mappings-deleted = The mapping { $id } is removed.
error-no-saved-mapping = No kept mapping is called "{ $text }". Those of the team: { $known }.
tried-file = { $file }, read by { $mapping }: the first { $n } rows.
tried-row = Row { $row }:
tried-record = - { $type }: { $fields }
tried-field = { $name } = { $value }
tried-rejected = - rejected: { $message }
tried-warned = - remark: { $message }
error-no-saved-mapping-at-all = No kept mapping is called "{ $text }": the team keeps none.
argument-path = a file
problem-missing_in_columns = Nothing in { $columns } gives "{ $field }": the cells are empty, or what is there is not valid. Fill them in.
error-no-such-member = { $file } has no file “{ $member }”. It holds: { $known }.
error-unknown-files = { $n } files are neither sheets of the template nor known to a mapping; nothing is imported: { $files }.
problem-unknown_file = Neither a sheet of the template nor known to a mapping. Columns found: { $columns }. { READER() ->
        [terminal] Say what its columns are: maillage map-columns { $file } proposes it.
       *[page] Choose this file among those of the archive: the page proposes what its columns are.
    }
error-unknown-file-inside = { $file } is neither a sheet of the template nor known to a mapping; nothing is imported. Columns found: { $columns }. { READER() ->
        [terminal] Say what its columns are: maillage map-columns { $file } proposes it; or import the others without it.
       *[page] Say what its columns are: the page proposes it.
    }
