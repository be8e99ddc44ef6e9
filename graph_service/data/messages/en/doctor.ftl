# maillage doctor.
cli-doctor = Examine the store and where it stands: what is wrong, and what to do. Changes nothing without --mend.
doctor-ok = ok
doctor-warning = warning
doctor-error = error
doctor-well = All is well.
doctor-warnings = { $n ->
    [one] Everything works; there is one remark to read.
   *[other] Everything works; there are { $n } remarks to read.
}
doctor-errors = { $n ->
    [one] There is one error to put right.
   *[other] There are { $n } errors to put right.
}
doctor-name-program = program
doctor-name-place = place
doctor-name-file = file
doctor-name-folder = folder
doctor-name-room = free space
doctor-name-leftover = waiting log
doctor-name-application = content
doctor-name-schema = schema
doctor-name-journal = way of writing
doctor-name-lock = lock
doctor-name-integrity = integrity
doctor-name-references = references
doctor-name-log = statements
doctor-name-facts = facts
doctor-name-origins = origins
doctor-name-documents = documents
doctor-name-revisions = revisions
doctor-name-index = search
doctor-name-clock = clock
doctor-name-meanwhile = meanwhile
doctor-program = Python { $python }, SQLite { $sqlite } with full-text search.
doctor-program-search = SQLite { $sqlite } (Python { $python }) lacks full-text search (FTS5): no store can be made. Install Python from python.org or your system.
doctor-program-old = SQLite { $sqlite } (Python { $python }) is too old: { $oldest } is needed. Install a newer Python.
doctor-place = On a disk of this PC ({ $kind }).
doctor-file = { $path } ({ $size } MB) can be read and written.
doctor-file-readonly = { $path } ({ $size } MB) is read-only: questions are answered, but nothing can be written. Change its rights to import or correct.
doctor-folder = Files can be written in { $folder }.
doctor-folder-readonly = Nothing can be written in { $folder }: questions are answered, but no import and no correction. Change the folder's rights.
doctor-room = { $free } MB free for a store of { $size } MB.
doctor-room-little = Only { $free } MB are left for a store of { $size } MB: a large import could fill the disk (nothing would be lost). Free some space.
doctor-room-none = The disk is full ({ $free } MB free, a store of { $size } MB): nothing can be written. Free some space.
doctor-leftover = { $size } MB written wait to be merged into the file: usual while it is in use, and after a hard stop; the next opening sees to it. A copy of the store must take the -wal file along.
doctor-leftover-large = { $size } MB written wait to be merged into the file. Close all that uses the store, then ask a question: they will be merged.
doctor-leftover-none = All that was written is in the file.
doctor-unfinished = Making the store was interrupted. Nothing is lost: the next opening (maillage import …) resumes it.
doctor-application = It is a Maillage store ({ $id }).
doctor-schema = Schema { $version }, that of this version of Maillage.
doctor-schema-older = Schema { $version }; this version of Maillage knows { $known }. The next opening brings the store forward.
doctor-schema-changed = The tables are no longer those that Maillage made: somebody else changed them ({ $names }). “maillage doctor --mend” makes indexes again and takes triggers away; for the rest, restore your last backup.
doctor-journal = Every write goes through a log (WAL): whole or absent, even after a hard stop.
doctor-journal-other = The log of writes (WAL) is off (mode { $mode }). The next opening by Maillage turns it on.
doctor-lock = Somebody is writing. If it goes on, look for another “maillage” that has this store open.
doctor-lock-none = Nobody is writing at the moment.
doctor-damaged = { $path } is damaged or incomplete ({ $reason }). Put the file aside, with its -wal and -shm files, and restore your last backup.
doctor-integrity = SQLite finds every page and every index whole.
doctor-integrity-broken = SQLite finds { $path } damaged ({ $found }). Put the file aside, with its -wal and -shm files, and restore your last backup.
doctor-references = Every reference leads to what it names.
doctor-references-broken = References lead nowhere ({ $n }, first in { $table }). Put the file aside, with its -wal and -shm files, and restore your last backup.
doctor-log = Statements: { $n }, in imports and corrections: { $batches }. Each is as it was written.
doctor-log-broken = What was said is no longer as it was written (statements changed: { $n }, first one { $where }): somebody else changed it. Nothing tells what it was: put the file aside, with its -wal and -shm files, and restore your last backup.
doctor-log-row = of import { $id }, file { $file }, row { $row }
doctor-log-word = of import or correction { $id }
doctor-log-batch = Import or correction { $id } no longer says what was written there: a statement was added, taken away or moved by hand, or what it undoes was changed. Nothing tells what it was: restore your last backup.
doctor-log-gap = Imports or corrections are no longer as they were written: one is missing, is one too many or has another place. Nothing tells what they were: restore your last backup.
doctor-origins = Who said what, when, and in which row of which file: all is as it was written (imports and corrections: { $n }).
doctor-origins-broken = Somebody else changed by hand where what was said comes from (imports or corrections: { $n }, first { $id }): who, when, the report, or a row's place in a file. No fact hangs on it, but nothing tells what it was: restore your last backup. If all is right as it is, copy the store to a new one (maillage copy).
doctor-documents = Documents are as they were written ({ $n }).
doctor-documents-broken = Documents are no longer as they were written ({ $n }, first { $id }): somebody else changed, added or deleted them by hand. Nothing tells what they were: restore your last backup. If all is right as it is, copy the store to a new one (maillage copy).
doctor-documents-gone = { $n ->
    [one] { $n } document that was written is there no more: somebody else removed it by hand. Nothing can make it again: go back to your last backup. If all is right as it is, copy the store to a new one (maillage copy).
   *[other] { $n } documents that were written are there no more: somebody else removed them by hand. Nothing can make them again: go back to your last backup. If all is right as it is, copy the store to a new one (maillage copy).
}
doctor-documents-store = The store's id was changed by hand: it no longer knows the workbooks that it exported. Restore your last backup, or copy the store to a new one (maillage copy).
doctor-revisions = Each import changed the facts and the revisions that it is written down with.
doctor-revisions-broken = What is kept of revisions and changed facts is no longer as it was written. “maillage doctor --mend” goes on from a new revision.
doctor-facts = The { $n } facts of all scopes are exactly those that the statements give.
doctor-facts-broken = Facts are not those that the statements give ({ $n }, such as { $id }). “maillage doctor --mend” makes them again from the statements; if nobody changed the file by hand, please report it to us.
doctor-counting-broken = What shortens later imports is not what the statements give. “maillage doctor --mend” makes it again from them; if nobody changed the file by hand, please report it to us.
doctor-index = Names, identifiers and search lead to the right records ({ $n } records).
doctor-index-broken = Search does not lead to all records, or to wrong ones. “maillage doctor --mend” makes it again; if nobody changed the file by hand, please report it to us.
doctor-clock = Imports follow each other in time, the last of { $day }.
doctor-clock-none = No import is dated.
doctor-clock-back = This PC's clock went back (how often: { $n }, first at import { $id }). It has no effect: the order is that of the writes, never that of the clock.
doctor-clock-ahead = The last import ({ $id }) is dated { $day }, later than this PC's clock. It has no effect: the order is that of the writes, never that of the clock. Check this PC's time.
doctor-identifiers = No official number is a placeholder.
doctor-identifiers-nobodys = { $n ->
    [one] One number is nobody's
   *[other] { $n } numbers are nobody's
 } (000000000 and the like): { $which }.{ $joined ->
    [0] {""}
    [one] {" "}One actor is several joined for that reason.
   *[other] {" "}{ $joined } actors are several joined for that reason.
 } Import the file of the source again: such numbers are no longer taken.
doctor-name-identifiers = numbers
doctor-bounds = All values are within their bounds.
doctor-bounds-broken = { $n ->
    [one] One value is out of its bounds
   *[other] { $n } values are out of their bounds
 } and counts as unknown in answers: { $which }. Correct it, for example: maillage edit { $id } { $field }=
doctor-name-bounds = bounds
