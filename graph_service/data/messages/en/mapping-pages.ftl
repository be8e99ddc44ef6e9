### The pages that describe the columns of an unknown file.

mapping-title = Describe the columns of “{ $file }”
mapping-about =
    { $n ->
        [one] 1 row. Nothing is saved before you say so.
       *[other] { $n } rows. Nothing is saved before you say so.
    }
mapping-by = Read this file
mapping-by-none = by describing its columns
mapping-columns = Columns
mapping-unnamed = column { $n } (no header)
mapping-likely = Most likely
mapping-left-out = left out (persons)
mapping-unread = do not read this column
mapping-idle = goes into no record
mapping-persons = persons
mapping-group-none = Nothing
mapping-group-actor = The organisation of the row
mapping-group-funder = Who pays
mapping-group-recipient = Who receives
mapping-group-partner = The partner
mapping-group-project = The project
mapping-group-relation = The link or participation
mapping-group-money = Money
mapping-group-time = Dates
mapping-group-place = Places
mapping-settings = What a row says
mapping-odd = Rows set aside
mapping-odd-read = read all the same
mapping-row-about = A row tells of
mapping-funder = Who pays
mapping-funder-help = A name, a SIREN or a SIRET.
mapping-role = Role of the organisations
mapping-actor-kind = Kind of organisations of which nothing says the kind
mapping-project-kind = Kind of the projects
mapping-partnership-kind = Kind of the links
mapping-decimal = In { $cell }, the sign stands
mapping-decimal-thousands = between thousands
mapping-decimal-decimals = before decimals
mapping-several = Several names in a cell, with these between
mapping-newline = line break
mapping-choose = to be chosen
mapping-as-read = what the file says
mapping-not-stated = nature not stated
mapping-header = Row of the headers (0: none)
mapping-sheet = Sheet
mapping-source = Where the file comes from
mapping-producer = Producer
mapping-producer-example = such as Ville de Blois
mapping-source-title = Title
mapping-licence = Licence
mapping-personal = Read columns that seem to be about persons
mapping-personal-reason = Why
mapping-personal-help = Maillage keeps no persons. If a column that is left out names organisations, say so here and choose its meaning.
mapping-draw = Draw the rows again
mapping-drawing = Drawing the rows again…
mapping-failed = The rows could not be drawn again. Use the button.
mapping-becomes = What the first rows become
mapping-becomes-nothing = No record can be made yet: say what the columns are.
mapping-row = Row { $n }
mapping-record-actor = organisation
mapping-record-project = project
mapping-record-participation = participation
mapping-record-partnership = link
mapping-record-funding = funding
mapping-record-function = function
mapping-record-theme = theme
mapping-record-territory = territory
mapping-record-source = source
mapping-record-term = term
mapping-try = Try on the whole file
mapping-import = Import
mapping-cancel = Give up
mapping-nothing-before = “Try” reads the whole file and saves nothing.
mapping-name = Name of this description
mapping-keep-too = Keep it when importing
mapping-keep = Keep for next time
mapping-kept-how-long = The file waits here for an hour at most, for you alone; it is deleted as soon as it is imported.
mapping-remarks = Remarks row by row
mapping-remarks-more =
    { $n ->
        [one] and 1 other
       *[other] and { $n } others
    }
mapping-read =
    { $n ->
        [one] 1 row read
       *[other] { $n } rows read
    }: { $accepted } accepted, { $rejected } rejected, { $aside } that are no records.
mapping-see = See the map of what has just come
mapping-see-cards = See the cards of what has just come
mapping-see-no-map = A payment alone makes no working tie: a map of these records would show nobody else. They will be tied as soon as a project or partnership brings them together.
mapping-see-about = Around the records with most relations in this import.
mapping-back = Back to import
mapping-can-undo = This import can be undone on the import page.
mapping-list = Mappings
mapping-list-about = A mapping says what the columns of a file are: its files are recognised on import.
mapping-list-link = The files that Maillage recognises
mapping-mine = kept by the team
mapping-makes = records made:
mapping-makes-actors = organisations
mapping-makes-projects = projects
mapping-makes-participations = participations
mapping-makes-partnerships = links
mapping-makes-fundings = fundings
mapping-files =
    { $n ->
        [one] Recognises 1 kind of file
       *[other] Recognises { $n } kinds of files
    }
mapping-delete = Remove
mapping-delete-about = Its files will not be recognised any more. What was imported stays.
mapping-delete-yes = Remove the mapping
mapping-no-script = Without a script, choose a file and describe its columns.
mapping-describe = Describe its columns
mapping-going = This file is not known. Let us describe its columns…
error-upload-gone = This file does not wait here any more: it was imported, or more than an hour has passed. Choose it again on the import page.
