history-title = The history of a record and its sources: who said what, and when
history-about = Who said what of this record, when, in which row of which file, and does it still count?
history-id = The record: id (also an old one), SIREN, SIRET, RNA or name.
history-order = In which order: as it was said or the latest first.
history-place = { $file } row { $row }
history-place-in-sheet = { $file }, sheet { $sheet }, row { $row }
history-title-of = History of { $id }
history-count = { $n ->
    [one] { $n } statement.
   *[other] { $shown ->
        [one] { $shown } of { $n } statements shown.
       *[other] { $shown } of { $n } statements shown.
    }
}
history-more = Next statements
history-said = { $op } · { $source } (data of { $updated })
history-said-undated = { $op } · { $source }
history-by = by { $who }
history-typed = typed on { $day } at { $time } ({ $id })
history-imported = import of { $day } at { $time } ({ $id })
history-id-label = Record
history-order-label = Order
history-order-said = as it was said
history-order-latest = latest first
history-asks =
    Who said what about { $id }?
    Where does what we know of { $id } come from?
    What are the latest changes to { $id }?
    Which file mentions { $id }?
history-cues =
    history, who said, who says, who entered, who typed, who changed, who edited, who wrote, who added, entered
    typed, changed, change, changes, edited, edit, edits, corrected, correction, corrections, modified, modification
    modifications, added, created the record, when, come from, comes from, came from, where does, where do, source
    sources, origin, provenance, file, files, row, line, mention, mentions, mentioned, version, versions, update
    updates, updated, record, information, info, data, spreadsheet, which spreadsheet, traceability, who told us
    who says that, who recorded, recorded, who filled in, filled in, who put, put in, who created, created
    who corrected, who updated, who modified, on what date, last updated, last update, according to whom
    which source, what source, source for, sources for, backed by, evidence for, proof, audit trail, trail, imported
    which file, from which file, how do we know, taken from, comes where from, what we know about
    what you know about, that we know about, who told us that, who told you, who told you that, who said that
    who claims, who claims that, touched, last touched, based on which file, who keyed in, keyed in, by whom
    who logged, logged, when was it, changed by whom, told us about, told us, told you about, edit history
    full edit history, full history, change history, made to the record, edits made, typed in, where did we get
    where did you get, how come we know, vouches for, vouch for
history-order-cues =
    latest = latest, last, recent, most recent, newest
