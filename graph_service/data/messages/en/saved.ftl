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
saved-live = Live: it shows today’s state.
saved-more = { $n ->
    [one] one more
   *[other] { $n } more
}
saved-holds-hidden = It shows what was hidden since: { $names }. Only the team still sees it: delete it, or save it anew.
saved-holds-gone = It shows what is no longer in the data: { $names }.
# What changed between two pictures of one question (visualisations/changes.py).
changes-title = What changed: { $name }
changes-between = From { $before } to { $after }.
changes-none = Nothing changed on this map.
changes-pair = { $a } – { $b }
changes-actors-new = { $n ->
    [one] One new actor
   *[other] { $n } new actors
}: { $names }.
changes-actors-gone = { $n ->
    [one] One actor is
   *[other] { $n } actors are
} no longer on the map: { $names }.
changes-others-new = { $n ->
    [one] One new item
   *[other] { $n } new items
}: { $names }.
changes-others-gone = { $n ->
    [one] One item is
   *[other] { $n } items are
} no longer on the map: { $names }.
changes-ties-new = { $n ->
    [one] One new tie
   *[other] { $n } new ties
}: { $names }.
changes-ties-gone = { $n ->
    [one] One tie is
   *[other] { $n } ties are
} no longer on the map: { $names }.
changes-ties-stronger = { $n ->
    [one] One tie is stronger
   *[other] { $n } ties are stronger
}: { $names }.
changes-ties-weaker = { $n ->
    [one] One tie is weaker
   *[other] { $n } ties are weaker
}: { $names }.
changes-lines-new = { $n ->
    [one] One new line
   *[other] { $n } new lines
}: { $names }.
changes-lines-gone = { $n ->
    [one] One line is
   *[other] { $n } lines are
} no longer on the map: { $names }.
changes-kept = Still on the map: { $nodes ->
    [one] { $nodes } item
   *[other] { $nodes } items
} and { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}.
changes-what = Change
changes-who = Who
changes-before = Before
changes-after = Now
changes-row-node-new = new
changes-row-node-gone = no longer there
changes-row-line-new = new tie
changes-row-line-gone = tie gone
changes-row-line-stronger = stronger tie
changes-row-line-weaker = weaker tie
