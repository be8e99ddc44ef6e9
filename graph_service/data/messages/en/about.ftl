# What a file says of the answer that it holds: question, who may see it, date, sources.
about-heading = About
about-question = Question
about-answer = Answer
about-asked = Asked for
about-scope = Who may see it
about-scope-public = Everybody: may be passed on.
about-scope-partners = Partners: do not publish.
about-scope-internal = The team alone: do not pass on.
about-state = State
about-left-out = Left out
about-fictional = Caution
about-rows = Rows
about-rows-whole = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
about-rows-part = { $n } rows of { $total }
about-cut = { $n ->
    [one] One text was longer than a cell holds ({ $most } characters) and is cut. The .csv file has all of it.
   *[other] { $n } texts were longer than a cell holds ({ $most } characters) and are cut. The .csv file has all of them.
}
about-rows-first = The first { $n } rows of { $total }: the workbook (.xlsx) and the text (.csv) have all of them.
about-columns = The workbook (.xlsx) also has: { $columns }.
about-texts = Long texts are cut here; the workbook (.xlsx) has all of them.
about-picture = Picture
about-parts = On this page
about-no-source = No source is named.
about-by = Made with Maillage
about-table = Table
error-table-rows-xlsx = This table has { $n } rows, and a workbook’s sheet holds { $most } at most. Add a filter, or write it as .csv.
