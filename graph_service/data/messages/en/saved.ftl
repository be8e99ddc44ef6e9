# Saved maps (graph/saved, visualisations/frozen.py).

saved-frozen-on = Map frozen on { $at }; data of { $as_of }.
error-frozen-version = This frozen map is of another version of Maillage (format { $version }; this one reads format { $known }). Update Maillage, or save the map anew.
error-frozen-unread = This frozen map can no longer be read: { $reason }. Save it anew, or restore the store from a backup.
error-saved-format = The saved map { $id } is of another version of Maillage (format { $format }; this one reads format { $known }). Update Maillage.
error-saved-unread = The saved map { $id } can no longer be read: the value of “{ $field }” does not fit. Restore the store from a backup, or delete this map.
error-saved-name = A map needs a name, of { $most } characters at most.
error-saved-preset = No page size is called “{ $preset }”. Choose { $known }.
error-saved-taken = A map is called “{ $name }” already. { READER() ->
    [terminal] Choose another name, or replace it with --replace.
   *[page] Choose another name, or tick “Replace the map of this name”.
}
error-saved-telling = The name “{ $name }” tells of “{ $record }”, which { $scope } cannot see. Choose another name, or save the map for the team.
error-saved-unknown = No saved map that you may see is called “{ $text }”. { READER() ->
    [terminal] maillage maps list shows them.
   *[page] The page “Maps” shows them.
}
error-saved-no-picture = The picture of this frozen map is missing from the store ({ $picture }). Delete the map, or restore the store from a backup.
error-saved-live = “{ $name }” is not frozen: it always shows today’s state, and has no before. Freeze a map to compare.
