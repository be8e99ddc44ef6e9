# Saved maps (graph/saved, visualisations/frozen.py).

saved-frozen-on = Map frozen on { $at }; data of { $as_of }.
error-frozen-version = This frozen map is of another version of Maillage (format { $version }; this one reads format { $known }). Update Maillage, or save the map anew.
error-frozen-unread = This frozen map can no longer be read: { $reason }. Save it anew, or restore the store from a backup.
error-saved-format = The saved map { $id } is of another version of Maillage (format { $format }; this one reads format { $known }). Update Maillage.
error-saved-unread = The saved map { $id } can no longer be read: the value of “{ $field }” does not fit. Restore the store from a backup, or delete this map.
error-saved-name = A map needs a name, of { $most } characters at most.
error-saved-taken = A map is called “{ $name }” already. { READER() ->
    [terminal] Choose another name, or replace it with --replace.
   *[page] Choose another name, or tick “Replace the map of this name”.
}
error-saved-moved = The map “{ $name }” was saved anew since you opened it. Look at it before you delete it.
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

# The pages of saved maps.
web-maps = Maps
web-maps-title = Saved maps
web-maps-about = A live map shows today’s state; a frozen one keeps its picture, and tells what changed since.
web-maps-none = No saved map. Ask a question, then choose “Save this map”.
web-maps-all = All maps
web-maps-back = Back to the map
web-maps-asked = The question
web-maps-files = Download
web-maps-changes = What changed since
web-maps-delete = Delete the map
web-maps-delete-frozen = Its frozen picture will be lost: it cannot be made again once the data have changed.
web-maps-delete-live = Its question can be asked and saved again.
web-maps-save = Save this map
web-maps-save-do = Save
web-maps-name = Name of the map
web-maps-replace = Replace the map of this name
web-maps-state = Live or frozen
web-maps-frozen = Frozen
web-maps-frozen-help = It keeps today’s picture, whatever becomes of the data: for a report.
web-maps-live = Live
web-maps-live-help = The question is asked again each time it is opened.
web-maps-for = For whom
saved-for-public = Everybody: it shows only what is public, and can be published.
saved-for-partners = Partners: it shows only what they see.
saved-for-internal = The team: it shows everything.
web-maps-for-help = The name is read too: it must tell nothing of what these readers do not see.
web-maps-preset = Page size
web-maps-preset-none = No size

# Publications (graph/saved/publishing.py, visualisations/publication).
publication-title = Maps
publication-about = Each map is frozen: it shows the data of the stated date, and changes no more.
publication-page = Interactive map
publication-embed = Show this map on a page
publication-embed-how = Paste this snippet into your page.
publication-embed-relative = It holds only for a page put into this same folder.
publication-sources = Sources
publication-made = Made with Maillage. What is missing in the data is not always missing in reality.
publication-column-a = From
publication-column-b = To
publication-column-said = What the line is
publication-column-evidence = Rests on
publish-shows-hidden = “{ $map }” shows what was hidden since: { $names }. To be deleted: { $where }
publish-shows-gone = “{ $map }” shows what is no longer in the data: { $names }. See whether it must be deleted: { $where }
error-publish-not-folder = { $folder } is a file. Choose an empty or a new folder.
error-publish-foreign = The folder { $folder } holds something else than a publication ({ $names }). Nothing was written. Choose an empty or a new folder.
error-publish-other = The folder { $folder } holds a publication that this store does not know, or that was withdrawn. Nothing was written. Choose another folder, or delete this one.
error-publish-here = The folder that the command runs in cannot be replaced ({ $folder }). Choose another folder, or run the command from elsewhere.
error-publish-url = “{ $url }” is not the address of a folder on the web. Write for example https://example.org/maps/
error-publish-refused = Nothing was published: { $n ->
    [one] one map shows or names
   *[other] { $n } maps show or name
} what the public does not see, or cannot be drawn.
error-publish-hidden = It shows what was hidden from the public since: { $names }. Delete it where it is published, then save it anew.
error-publish-telling = Its name tells of “{ $record }”, which the public does not see. Save it under another name.
error-publish-frozen-for = It is frozen as { $scope } sees it. Save it anew, frozen for the public.
error-publish-unseen = The public cannot see it: { $reason }
error-publish-less = The public would see less of it than { $scope }. If that is fine, save it for the public, look at it, then publish it.
error-publish-deleted = The map “{ $name }”, already published, is no longer saved: it cannot be drawn anew. Withdraw the publication, or name the maps to draw anew.
error-publish-lost = The kept files of the publication { $id } are missing or differ ({ $file }). Withdraw it and publish its maps again, or restore the store from a backup.
error-publish-unknown = No current publication goes with “{ $text }”. The list of publications shows them.
saved-still-frozen = The frozen map “{ $name }” still shows it. Delete it, or save it anew, if it must no longer show it.
saved-still-published = The published map “{ $name }” still shows it. If it must no longer be seen, delete it here: { $where } and wherever it was copied.
