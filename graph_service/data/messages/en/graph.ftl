# The facade: asking, correcting, importing, mapping.
title-MaillageError = Error
title-UsageError = The request is not well formed
title-TooLarge = Too large
title-InputError = Data refused
title-NotFound = Not found
title-Ambiguous = Several answers are possible
title-Forbidden = Access refused
title-Unauthenticated = A token is needed
title-TooManyTries = Too many tries
title-Busy = Too many at once
title-Conflict = The data have changed
title-StoreError = The store cannot be reached
title-StoreMissing = No store yet
reason-missing = this value is needed.
reason-at-least = at least { $bound }.
reason-at-most = at most { $bound }.
reason-date = “{ $value }” is not a date. Write YYYY-MM-DD, such as 2025-06-30.
reason-integer = “{ $value }” is not a whole number.
reason-pattern = “{ $value }” is none of the possible values ({ $pattern }).
reason-too-long = at most { $bound } characters.
reason-too-many = at most { $bound } items at a time.
reason-unknown-field = there is no such field here.
reason-json = this is not well-formed JSON.
reason-flag = “{ $value }” is neither true nor false.
reason-form = this value does not have the expected form.
error-unknown-parameter = Unknown parameter: “{ $parameter }”. Possible parameters: { $known }.
error-unknown-question = Unknown question: “{ $name }”.
error-unknown-scope = Unknown scope: “{ $scope }”. Possible scopes: { $known }.
error-batch-unknown = No import or correction has the id “{ $id }”.{ READER() ->
        [terminal] {" "}See the list: maillage imports list
       *[page] {""}
    }
error-batch-undone = “{ $id }” is undone already. To bring it back, undo its undo{ READER() ->
        [terminal] {" "}(maillage imports list)
       *[page] {""}
    }.
error-edit-scope = Only the team (scope internal) may write to the store.
error-edit-empty = No correction was given.
error-edit-one-id = “{ $op }” is about one record at a time: give one id.
error-edit-hide-below = Say below which level to hide the record: partners (hidden from the public) or internal (hidden from the public and from partners).
error-edit-add-what = What can be added: { $known }.
error-edit-add-exists = “{ $id }” exists already.{ READER() ->
        [terminal] {" "}To correct it: maillage edit { $id } field=value
       *[page] {""}
    }
error-edit-fixed-field = The field “{ $field }” says which record this is and cannot be corrected. Deny this record and add another one.
error-edit-no-field = No field to correct. Possible fields: { $known }.
error-edit-required = The field “{ $field }” is needed and cannot be emptied. To remove the record: deny.
error-edit-field-form = “{ $text }” is not of the form field=value.
error-edit-refused = “{ $field }”: { $reason }
error-edit-two-actors = “{ $op }” is about two actors: give two ids.
error-edit-same-already = These two ids are the same actor already: { $id }.
error-edit-two-sirens = These actors have two different SIRENs ({ $sirens }): they are two legal persons. First correct the SIREN that is wrong.
error-edit-different-self = Give two different records of this actor: { $members }.
error-edit-which-type = “{ $id }” fits several records. { READER() ->
        [terminal] Say --type:
       *[page] Say the type:
    } { $known }.
error-many-end = This complete import would end { $ended } of the { $held } data of its source{ $others ->
        [0] {""}
        [one] , and with them one that another source says
       *[other] , and with them { $others } that other sources say
    }. Nothing was written. If that is meant, { READER() ->
        [terminal] confirm it (--yes).
       *[page] confirm it.
    }
error-export-format = "{ $name }": the export is written to a file in { $known }. Give one of these names.
error-export-log = The log (.json) holds all that the team knows, from the beginning: it is exported whole, without filters or a narrower scope. For a part, choose .xlsx, .zip, .graphml or .gexf.
error-log-format = { $file } is a log of another version (format { $found }). Export it again with the same version of Maillage.
error-log-damaged = { $file } begins as a log of Maillage but is damaged or incomplete: nothing of it is read. Export it again.
error-log-alone = { $file } is the whole log of a store: it is imported alone and without the options { $options }.
error-map-one-subject = A map shows an actor (focus), paths (path) or a project (project), one at a time.
error-map-depth = The depth of a map is 1 or 2.
error-map-path-two = Paths go from one actor to another: give “path” twice.
error-map-format = “{ $file }”: a map is written as { $known }.
problem-waiting_end = “{ $value }” is not in the store (yet). The row is kept, and counts as soon as that is so: import what is missing.
problem-waiting_unknown = { $what ->
    [actor] Unknown actor
    [project] Unknown project
   *[either] Unknown actor or project
 }: “{ $value }”. { $near ->
    [none] The row is kept, and counts as soon as this id is in the store. Check the spelling, see whether its row was rejected above, or import what is missing.
   *[other] Did you mean { $near }? Correct it and import again. Until then the row is kept, and counts if this id comes into the store.
 }
problem-waiting_other = “{ $value }” is { $type ->
    [actor] an actor
   *[project] a project
 }: it cannot stand in the column “{ $column }”. The row is kept and does not count. Correct the cell.
problem-waiting_denied = “{ $value }” was removed by the team. The row is kept, and counts if it is brought back.
problem-unknown_reference = { $what ->
    [actor] Unknown actor
    [project] Unknown project
   *[either] Unknown actor or project
 }: “{ $value }”. { $near ->
    [none] It counts here as soon as this id is in the store.
   *[other] Did you mean { $near }? It counts here if this id comes into the store.
 }
problem-ambiguous_name = “{ $value }” ({ $column }) is the name of several records: { $list }. Write the id of the one that you mean.
map-title-ego = { $name } and its partners
map-title-network = Who works with whom
map-title-paths = From { $a } to { $b }
map-partners-left = { $n ->
    [one] { $n } partner with a weaker tie is not shown: the actor’s card has it.
   *[other] { $n } partners with weaker ties are not shown: the actor’s card has them all.
}
problem-unheard = “{ $name }”: what the team said of it ({ $word }) does not hold for { $scopes }, who do not see that two records are one actor. If it shall hold for all, say it again of { $id }.
problem-made_nothing = No record is made: { $n ->
        [one] the row that was accepted names
       *[other] the { $n } rows that were accepted name
    } nobody who is in these data. Import those they name first, or, if the file holds names and no ids, { READER() ->
        [terminal] undo this import and say what its columns are: maillage map-columns
       *[page] undo this import and say what its columns are.
    }
problem-older_than_known = { $n ->
    [one] { $n } row changes
   *[other] { $n } rows change
} nothing: their source has already said something newer. If this file is the newest, { READER() ->
        [terminal] give its date with --updated.
       *[page] give its date (“Date of the source”).
    }
error-replace-older = { $n } rows of this complete import are older than what their source has already said. Nothing was written. { READER() ->
        [terminal] Give the file’s date with --updated, or import it without --replace.
       *[page] Give the file’s date (“Date of the source”), or untick “Complete file”.
    }
noted = { $said }
noted-more = { $said }…
noted-set = { $n ->
    [one] { $gender ->
        [f] { $name }: { $fields } corrected
       *[m] { $name }: { $fields } corrected
    }
   *[other] { $name }: { $fields } corrected
}
noted-changed = { $name }: record corrected
noted-row = { $name }: record added
noted-deny = { $name }: record removed
noted-affirm = { $name }: record brought back
noted-hide = { $name }: record hidden
noted-same = { $names }: joined as one actor
noted-different = { $names }: taken apart
