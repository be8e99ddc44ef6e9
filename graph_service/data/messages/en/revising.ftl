# An exported workbook that comes back: what was edited in it (importers/sheet_edits.py, graph_service/workbooks/marks.py).

problem-conflict = "{ $column }" was changed on both sides: here "{ $mine }", and in the meantime in Maillage "{ $theirs }". This cell changes nothing. Keep one of the two: export again, then edit.
problem-gone = This row was edited here, but it is no longer in Maillage (removed, or no longer seen in the scope of the export). Nothing is written. To bring it back, empty its cell "maillage".
problem-edited_twice = Two rows speak of the same thing and give "{ $column }" different values. Keep one of the two rows.
problem-id_changed = The id of an exported row does not change. Put the old one back; or, for a new row, empty its cell "maillage".
problem-source_stays = The source of an exported row does not change: it tells who wrote it. The cell is left out.
problem-visibility_stays = Unknown visibility: "{ $value }". It stays as it was. Write public, partners or internal.
problem-bad_mark = The cell "maillage" of this row was changed; which row this is can no longer be told. Empty it if the row is new, else take it from the export again.
problem-cut_row = This row has only { $n } cells instead of { $width }: the file was probably cut off, or a quote is left open. It is not taken. Take the whole file again, or complete the row (empty cells have their separator too).
problem-maybe_mangled = "{ $value }" ({ $column }) is the id of another record, and also what a spreadsheet makes of "{ $was }": which of the two is meant cannot be told. The row stays as it was. Put "{ $was }" back; or, if the other is meant, empty the cell "maillage" of the row.
problem-moved_id = "{ $value }" ({ $column }) is the id of another row: the column was probably sorted without its neighbours. The row is not taken. Put back "{ $was }", the id in its cell "maillage".
problem-copied_row = This row is a copy of another with another id: it is taken as a new row of the team's.
problem-source_of_own_row = A row added to your own export is said by the team; "{ $value }" is not noted as its source. To speak for a source, import a file of its own.
problem-rows_left_out = { $n ->
    [one] One row of the export is no longer in this sheet. It stays in Maillage.
   *[other] { $n } rows of the export are no longer in this sheet. They stay in Maillage.
} { READER() ->
    [terminal] To remove what is no longer in the file: --replace
   *[page] To remove what is no longer in the file, tick “Complete file”.
}
problem-link_lost = This file comes from an export of Maillage, but its hidden sheet "_maillage" (in a zip: maillage.json) is gone or damaged. It is read as a new file: every row is said again, and what was removed stays.
problem-marks_lost = This sheet comes from an export of Maillage, but its column "maillage" is gone. It is read as a new file: every row is said again.
problem-own_workbook_options = This file is an export of this very Maillage: what was edited in it is said by the team. Options about source, licence, date and ids do not apply.
error-many-edited-away = In { $sheet }, the edited cells would remove or rename { $n } of the { $shown } exported rows. Nothing was written. Look whether a column was sorted or filled without the others; if it is meant, { READER() ->
        [terminal] confirm it (--yes).
       *[page] confirm it.
    }
error-many-denied = In this file { $denied } of the { $written } exported rows are missing and would be removed. Nothing was written. If that is meant, { READER() ->
        [terminal] confirm it (--yes).
       *[page] confirm it.
    }
help-column-maillage = Do not touch: this is where Maillage knows the row again when the file comes back. Leave the cell empty for a new row.
import-one-withdrawn =   withdrawn: { $name } [{ $id }]
import-one-updated =   updated: { $name } [{ $id }], { $field }: { $before } → { $after }
import-name =   name recognised: “{ $text }” → { $name } [{ $id }] ({ $n ->
    [one] { $n } row
   *[other] { $n } rows
 })
import-names-more =   … and { $n ->
    [one] one more name recognised
   *[other] { $n } more names recognised
 } (--json lists them).
import-changes-more = { "  " }… and { $n ->
    [one] one change more
   *[other] { $n } changes more
} (--json lists them).
problem-seen_by_more = { $name } [{ $id }] would be seen again: { $after } instead of { $before }.
error-undo-widens = Undoing would show { $n ->
    [one] one fact
   *[other] { $n } facts
 } again to readers from whom it is hidden today. Nothing was written. If that is meant, { READER() ->
        [terminal] confirm it (--yes).
       *[page] confirm it.
    }
problem-stray_mark = The cell "maillage" of this row is that of another row. Take its own from the export, or empty it if the row is new.
problem-nothing_removed = { $n ->
    [one] One row of this sheet is rejected or cannot be read
   *[other] { $n } rows of this sheet are rejected or cannot be read
 }: to be safe, nothing of this sheet is removed.
problem-id_made = This row had no id: it is now { $value }. Write it into the column if other rows are to name it.
error-ends-by-rejected = This complete import would remove { $ended ->
    [one] one fact
   *[other] { $ended } facts
 } while { $rejected ->
    [one] one row is rejected
   *[other] { $rejected } rows are rejected
 }: a mistyped row is no end. Nothing was written. Correct these rows, { READER() ->
        [terminal] or confirm it (--yes).
       *[page] or confirm it.
    }
problem-marks_moved = { $n ->
    [one] One row carries the cell "maillage" of another
   *[other] { $n } rows carry the cell "maillage" of another
 } (the sheet was probably sorted without its last column). They are known by what they name; nothing is lost.
problem-rows_gone = { $n ->
    [one] One row of this sheet is no longer in Maillage
   *[other] { $n } rows of this sheet are no longer in Maillage
 } (removed by the team, undone or hidden since the export), and does not come back by itself. To bring it back { READER() ->
        [terminal] undo that removal (maillage imports list)
       *[page] undo that removal
    }, or empty its cell "maillage".
problem-unknown_end = "{ $value }" ({ $column }) names nothing in Maillage. The row is not taken, and the relation stays as it was. Did you mean { $near }?
problem-mangled_cells = { $n ->
    [one] One cell of the column "{ $column }" was changed by the spreadsheet ("{ $value }" instead of "{ $was }"). It counts as unchanged.
   *[other] { $n } cells of the column "{ $column }" were changed by the spreadsheet (such as "{ $value }" instead of "{ $was }"). They count as unchanged.
} To correct such a value for good, use the .xlsx workbook, which keeps every cell as it is.
error-replace-without-marks = { $file } comes from an export of Maillage, but what joins its rows to Maillage is gone or damaged (the column "maillage", the hidden sheet "_maillage" or the file maillage.json). Nothing was imported: { READER() ->
        [terminal] "replace" (--replace) could
       *[page] “Complete file” could
    } remove data that the spreadsheet only changed. Take the export again, { READER() ->
        [terminal] or import without --replace.
       *[page] or untick “Complete file”.
    }
export-readme = This file is an export of Maillage. Once edited it can be imported again: only the cells that you changed are taken. Keep the column "maillage" and the file maillage.json, by which the rows are known. Beware: a CSV file does not say what a cell is. When it is opened, a spreadsheet takes 01004 for the number 1004, a SIRET for 2.43E+13, 1-2 or 3/4 for a date, and cuts long texts; quotes change nothing. A cell that was changed in this way is recognised when the file comes back and counts as unchanged; an actor or a project that names nothing any more rejects its row, and removes nothing. To edit in a spreadsheet prefer the workbook: maillage export -o export.xlsx.
problem-column_moved = The column "{ $column }" seems to have been sorted, shifted or filled without the others: { $n } rows get another row’s value. Take it from the export again if that is not meant.
problem-column_held = The column "{ $column }" seems to have been sorted, shifted or filled without the others. { $n } rows are not taken and stay as they were. Take the column from the export again; if it is meant, { READER() ->
        [terminal] confirm it (--yes).
       *[page] confirm it.
    }
problem-moved_cell = The column "{ $column }" seems to have been sorted, shifted or filled without the others: "{ $value }" may be another row’s. The row is not taken, and stays as it was.
