# The command line.
cli-title = Maillage: who works with whom. Imports actors, projects and partnerships, and answers with its evidence.
cli-demo = Serve an invented network of Centre-Val de Loire (CVL-demo) from a fresh store, and open it in the browser.
cli-serve = Serve the store: the page in the browser, and the API under /api/v1.
cli-template = Write the empty template: an .xlsx workbook, a folder of CSV files, or a .zip.
cli-import = Import files: the template (.xlsx workbook, folder or .zip of CSV), or a file of a known mapping.
cli-imports = See and undo what was imported or corrected.
cli-imports-list = Imports, corrections and undos, the newest first.
cli-imports-show = One import in detail.
cli-imports-undo = Undo an import or a correction: the network becomes what it would be without it.
cli-export = Write the data into the template: an .xlsx workbook, or a .zip of CSV files.
cli-map = Draw a map into a file that opens without a network.
cli-add = Add a record: actor, project, participation, partnership, funding, function, theme or territory, then field=value.
cli-edit = Correct fields of a record: field=value (an empty value empties it).
cli-deny = Deny a record: no source brings it back, but “affirm” does.
cli-affirm = Affirm a denied record: it comes back.
cli-hide = Hide a record from readers below a level (--below partners hides it from the public).
cli-merge = Say that two actors are one. Undone by “imports undo” or “split”.
cli-split = Say that two actor records are different, whatever their identifiers say.
option-store = The store: the path of its file, or an address as neo4j://server:7687 (else $MAILLAGE_STORE, else maillage.db).
option-lang = Language of answers: fr or en.
option-json = Answer with one JSON document, and nothing else, on standard output.
option-scope = What the reader sees: public, partners or internal (default).
option-output = The file to write.
option-as = The mapping to use (else recognised by the columns).
option-source = The source: “Producer - title”.
option-updated = Date of the source: YYYY, YYYY-MM or YYYY-MM-DD.
option-licence = Licence of the source.
option-visibility = Who may see: public, partners or internal.
option-ids = Ids shared by all (shared) or this file’s own (own).
option-replace = Complete file: what its source no longer says in it is removed.
option-dry-run = Show what would change, and write nothing.
option-strict = Refuse everything if any row is rejected.
option-yes = Accept that more than a tenth of the source’s data ends, or that edits of an export remove or rename as much; take a column that seems to have been sorted or filled by itself.
option-allow-personal = Accept people’s addresses or telephone numbers, for the reason given.
option-focus = The actor at the centre of the map.
option-depth = 1: its partners; 2: theirs too.
option-path = The paths from one actor to another.
option-project = A project, who is in it and who is missing.
option-type = The type of record, where the id fits several.
option-below = The first level that still sees it.
option-port = The port (8765, or the next free one; 0: any free one).
option-host = The address to listen on. Another than 127.0.0.1 needs MAILLAGE_TOKEN.
option-no-browser = Do not open the browser.
option-no-token = Ask for no token: every user of this machine can read and write.
option-workers = How many processes answer. Each holds the graph in memory for itself.
cli-error = Error: { $detail }
cli-problem = - { $mark }: { $file } { $sheet } row { $row } { $column }: { $message }
cli-rejected = row rejected
cli-remark = remark
cli-problem-row = - { $mark }: { $file } { $sheet } row { $row }: { $message }
cli-problem-whole = - { $file } { $sheet }: { $message }
cli-problems-more = … and { $n ->
    [one] one more remark
   *[other] { $n } more remarks
 } (--json gives them all).
cli-rejected-more = … and { $n ->
    [one] one more rejected row
   *[other] { $n } more rejected rows
 } (--json gives them all).
cli-progress = { $file }: { $n ->
    [one] { $n } row read
   *[other] { $n } rows read
}
cli-progress-of = { $file }: { $n } rows read of about { $all }, { $rate } a second, { $left } s left
cli-progress-writing = Saving { $n ->
    [one] { $n } statement
   *[other] { $n } statements
}…
cli-preparing = Preparing the computation, once on this machine…
cli-written = Written: { $files }
cli-exported = { $n ->
    [one] { $n } row written
   *[other] { $n } rows written
} to { $file }.
cli-mapped = Map written to { $file }: { $actors ->
    [one] { $actors } actor
   *[other] { $actors } actors
}, { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}.
import-file = { $file }: { $read ->
    [one] { $read } row read
   *[other] { $read } rows read
}, { $accepted } accepted, { $rejected } rejected.
import-sheet = { $file }, sheet { $sheet }
import-nothing = No rows to import: the sheets hold headers only.
import-unused = Columns not used: { $columns }.
import-created = Created: { $counts }.
import-updated = Updated: { $counts }.
import-unchanged = Unchanged: { $counts }.
import-withdrawn = Withdrawn: { $counts }.
import-done = Import { $id } saved (revision { $revision }). To undo it: maillage imports undo { $id }
import-dry = Trial: nothing is saved.
count-actors = { $n ->
    [one] { $n } actor
   *[other] { $n } actors
}
count-projects = { $n ->
    [one] { $n } project
   *[other] { $n } projects
}
count-participations = { $n ->
    [one] { $n } participation
   *[other] { $n } participations
}
count-partnerships = { $n ->
    [one] { $n } partnership
   *[other] { $n } partnerships
}
count-fundings = { $n ->
    [one] { $n } funding
   *[other] { $n } fundings
}
imports-line = { $id } · { $at } · { $kind } · { $files } · { $state }
imports-head = { $id } ({ $at }): { $n ->
    [one] { $n } statement
   *[other] { $n } statements
}, { $state }.
imports-reason = - { $code }: { $n }
batch-import = import
batch-edit = correction
batch-undo = undo
batch-live = in force
batch-undone = undone
undo-done = { $id } undone (revision { $revision }). The network is as it would be without it.
words-wait = { $n ->
    [one] One statement waits for its record
   *[other] { $n } statements wait for their record
}: { $words }
edit-done = { $op ->
    [add] Added
    [deny] Removed
    [affirm] Brought back
    [hide] Hidden
    [same] Joined
    [different] Taken apart
   *[set] Corrected
} ({ $id }, revision { $revision }). To undo: maillage imports undo { $id }
edit-added = Id: { $id }
demo-where = The demo store is here: { $path }
serve-at = Open this address (Ctrl+C stops): { $url }
serve-at-token = Open this address and give it the token of MAILLAGE_TOKEN (Ctrl+C to stop): { $url }
serve-secret-not-kept = Browsers must give the token again at the next start: nothing can be kept in { $folder } ({ $reason }). Choose another folder with MAILLAGE_CONFIG.
serve-no-token = WARNING: no token is asked for. Every user of this machine can read and change the store.
error-usage = { $detail } Help: { $command } --help
usage-no-option = There is no option { $name } here.{ $near ->
    [none] {""}
   *[other] {" "}Did you mean { $near }?
}
usage-missing = Missing: { $name }.
usage-needs-value = The option { $name } needs a value.
usage-no-value = The option { $name } takes no value.
usage-too-many = There are words too many: { $words }. A name of several words is written in quotes.
usage-which-command = The command is missing. Commands: { $known }.
argument-id = the id or the name
argument-type = the type of what is added (actor, project, participation…)
argument-fields = at least one field (field=value)
argument-paths = the file
argument-batch = the id of the import (see "maillage imports list")
argument-one = the first actor
argument-other = the second actor
argument-from = the actor to start from
argument-to = the actor to reach
argument-actor-id = the actor (its id or its name)
argument-project-id = the project (its id or its title)
argument-copy-to = the store to copy to (--to)
argument-text = the text
argument-output = the file to write (-o)
argument-below = the level (--below)
usage-choice = { $name } must be { $known }.
usage-bad = The value of { $name } does not fit{ $expected ->
    [integer] : a whole number is needed
   *[other] {""}
}.
usage-no-command = There is no command "{ $name }".{ $near ->
    [none] {""}
   *[other] {" "}Did you mean { $near }?
} Commands: { $known }.
error-file-failed = { $file } could not be read or written: { $reason }
error-temp-folder = No temporary folder can be written to, perhaps because the disk is full. Nothing was changed. Free some space, or name a folder by the variable TMPDIR (TEMP on Windows).
reason-no-folder = there is no such folder. Make it, or name another place.
reason-is-folder = this is a folder. Give the name of a file.
reason-no-right = you may not write there. Name another place.
reason-no-room = the disk is full. Make room, then try again.
serve-next-port = Port { $taken } is taken: it is { $port }.
error-demo-store-used = { $url } holds data already: the demo wants a store of its own. Give another name, or none (--store).
option-full = Show everything: what is folded on the page, and the sources.
option-many = Repeatable.
option-answer-file = Write the answer to this file; its ending tells the format: .html, .docx, .xlsx, .csv, .svg, .png, .pdf, .graphml, .gexf or .json.
option-file-rows = Also tell in which rows of which files each thing stands.
cli-answer-written = { $file } written: { $holds }.
cli-ask = Ask a question as it comes: "from Vierzon to Dreux without the Region".
argument-ask-sentence = the question
asked-metavar = QUESTION
asked-understood = Understood: { $sentence }
cli-asked-nothing = This question was not understood. Name an actor, a project, a theme or a place; maillage --help lists the questions.
asked-offered = { $n ->
    [one] The question was not quite understood. The nearest:
   *[other] The question can be read in several ways:
}
asked-line = - { $title }: { $command }
asked-unread-line = {"  "}words not read: { $words }
