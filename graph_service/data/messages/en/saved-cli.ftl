# Saved maps and publications, as the terminal alone is told (cli/saved.py).

saved-none = No saved map.
saved-line = - { $name } [{ $id }]: question { $question }. { $state } Seen by { $scope }.
saved-done = Map “{ $name }” saved [{ $id }].
saved-deleted = Map “{ $name }” deleted.
saved-value = - { $name }: { $value }
saved-shows = { $actors ->
    [one] { $actors } actor
   *[other] { $actors } actors
}, { $ties ->
    [one] { $ties } tie
   *[other] { $ties } ties
}.
saved-question-values = QUESTION [VALUES…]
saved-name-value = NAME
cli-maps = Save maps under a name, see them again, see what changed since.
cli-maps-save = Save a question with its values under a name, for example: maillage maps save "Around Tours" actor TM --frozen
cli-maps-list = The list of saved maps.
cli-maps-show = Show a map, write it to a file (-o), or tell what changed since it was frozen (--changes).
cli-maps-delete = Delete a map, and its picture if it is frozen.
saved-option-frozen = Freeze the map: it keeps today’s picture, whatever becomes of the data.
saved-option-scope = Whom it is for: public, partners or internal (default). It shows only what they see.
saved-option-form = The form of the map, as for -o; without it the one that reads best.
saved-option-preset = The page size: slide, a4, a4-landscape, a3, a3-landscape or half.
saved-option-replace = Replace the map of this name, if there is one.
saved-option-output = The file to write, in the format of its extension.
saved-option-changes = Tell what changed between the frozen map and today.
saved-option-as-of = With --changes: compare with this date (YYYY-MM-DD) instead of today.
error-saved-no-question = Say which question the map asks, then its values: { $known }. For example: maillage maps save "Around Tours" actor TM
error-saved-which-question = No question “{ $name }” is drawn. Choose among { $known }, then its values.
error-saved-not-here = { $option } means nothing for a saved map: leave this option out.
error-saved-show-one = Choose one thing at a time: -o FILE to draw the map, or --changes (with --as-of if needed) to compare.
cli-publish = Write saved maps into a folder to put on a web site: only what the public sees, frozen.
publish-option-output = The folder to write. If it is there, it must be empty, or a publication of this store.
publish-option-url = The address that the folder will have on the web: the snippet to paste needs it.
publish-option-title = The title of the page that presents the maps.
publish-option-index = Let search engines list it (else the publication tells them not to).
publish-option-refresh = Draw anew what is already published (else each map stays as it was published).
publish-option-list = The list of publications, and what must be taken away from them.
publish-option-withdraw = Withdraw the publication of this folder: its files are deleted, and the register notes it.
publish-done = Published in { $folder }: { $n ->
    [one] { $n } map
   *[other] { $n } maps
}.
publish-same = { $folder } is up to date: { $n ->
    [one] { $n } map
   *[other] { $n } maps
}, nothing changed.
publish-new = Drawn today: { $names }.
publish-open = To see it: open { $file }. To publish it: put the whole folder on your site.
publish-no-url = The snippet to paste holds only for a page put into this folder: give its address with --url and --refresh.
publish-none = No publication.
publish-line = - { $id }, of { $at }, { $where }: { $n ->
    [one] { $n } map
   *[other] { $n } maps
} ({ $names }).
publish-withdrawn = It was withdrawn on { $at }.
publish-withdraw-done = Publication withdrawn: its files are deleted from { $folder }.
publish-withdraw-noted = Publication withdrawn from the register. Its folder is no longer there: { $folder }.
publish-withdraw-copies = Delete the copies too that you put elsewhere (known: { $where }): { $n ->
    [one] one file
   *[other] { $n } files
}.
publish-file = - { $file }
error-publish-one = Choose one thing at a time: -o FOLDER to publish, --list for the list, or --withdraw FOLDER to withdraw.
error-publish-options = These maps are published already with another address, another title or another choice for search engines. Add --refresh to draw them anew that way, or leave these options out.
error-publish-nothing = No map is saved for the public. Save one with --scope public, or name the maps to publish.
doctor-name-saved-maps = frozen maps
doctor-name-publications = publications
doctor-saved-maps = “{ $map }”: { $warning }
argument-named = the id or the name of the saved map
argument-save-name = the name of the map
argument-question = the question that the map asks
