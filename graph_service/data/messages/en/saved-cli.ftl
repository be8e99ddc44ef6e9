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
saved-option-preset = The page size: slide, a4, a4-landscape, a3, a3-landscape or half.
saved-option-replace = Replace the map of this name, if there is one.
saved-option-output = The file to write, in the format of its extension.
saved-option-changes = Tell what changed between the frozen map and today.
saved-option-as-of = With --changes: compare with this date (YYYY-MM-DD) instead of today.
error-saved-no-question = Say which question the map asks, then its values: { $known }. For example: maillage maps save "Around Tours" actor TM
error-saved-which-question = No question “{ $name }” is drawn. Choose among { $known }, then its values.
error-saved-not-here = { $option } means nothing for a saved map: leave this option out.
error-saved-show-one = Choose one thing at a time: -o FILE to draw the map, or --changes (with --as-of if needed) to compare.

