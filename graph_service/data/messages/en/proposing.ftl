### Saying what the columns of a file are that nobody knows.

# Whom a column is about.
proposing-of-funder = { $name } (who pays)
proposing-of-recipient = { $name } (who receives)
proposing-of-partner = { $name } (the partner)
proposing-of-alias = other { $name }
proposing-not-read = { $name } (not read)

# What a row is about.
proposing-about-grants = a grant or another payment
proposing-about-participations = organisations that take part in a project
proposing-about-links = a link between two organisations
proposing-about-actors = an organisation
proposing-about-projects = a project

# What the file does not say.
proposing-missing-about = No column names an organisation, a project or an amount: say what the columns are.
proposing-missing-funder = No column says who pays: choose it, or name who does. Until then no payment is kept.
proposing-missing-recipient = No column says who receives: choose it.
proposing-missing-actor = No column names an organisation: choose it.
proposing-missing-partner = Only one column names an organisation: choose that of the partner.
proposing-missing-project = No column names a project: choose it.
proposing-missing-role = Nothing says which role the organisations have: choose it. Until then no participation is kept.
proposing-missing-project-kind = Nothing says of which kind the projects are: choose it. Until then no project is kept.
proposing-missing-partnership-kind = Nothing says of which kind the links are: choose it. Until then no link is kept.
proposing-odd = { $what } { $n ->
        [0] { "" }
       *[other] ({ $texts })
    }
proposing-unmapped =
    “{ $header }”: { $n ->
        [one] one value names
       *[other] { $n } values name
    } nothing that is known: { $values }.
proposing-fee = “{ $header }”: what the member pays. It is no grant: the column is not read.
proposing-times =
    “{ $header }” counts in { $times ->
        [1000] thousands
        [1000000] millions
       *[other] thousands of millions
    } of euros: { $cell } is read as { $read } €.
proposing-unit = “{ $header }”: { $cell } is read as { $read } { $sign }.
proposing-doubtful = “{ $header }”: { $cell } is read as { $read }, since nothing in the column says whether “{ $sign }” stands between thousands or before decimals.
proposing-several = “{ $header }”: several names in a cell, with { $signs } between them ({ $cell }: { $n } organisations).
proposing-several-paid = “{ $header }”: several names in a cell, it seems ({ $cell }). They are not divided, since the sum would count for each.
proposing-shared = “{ $header }” is not read: it is what all of “{ $payers }” give together, and nothing says how much each gives.
proposing-like-data = The first row looks like data, and is read as headers (row { $row }: { $texts }), so that it makes no record. { READER() ->
        [terminal] If the file has no row of headers: --header 0
       *[page] If the file has no row of headers, write 0 as the row of the headers.
    }
proposing-presences = { $n } columns are meetings, it seems ({ $headers }): who was present at them is not read. To read it, list one presence in each row: organisation, meeting, date.
proposing-sign = “{ $sign }”
proposing-newline = a line break
proposing-year =
    No column says the year: { $where ->
        [title] { $year }, as the title of the table says.
       *[name] { $year }, as the name of the file says.
    }
proposing-missing-producer = Nothing says whom the file comes from: name them.

# The comments of the YAML file.
proposing-yaml-made = Proposed for { $file }{ $row ->
        [0] { "" }
       *[other] {" "}(headers in row { $row })
    }.
proposing-yaml-column =
    { $header }: { $meaning }{ $n ->
        [0] .
       *[other] , since { $reasons }.
    }
proposing-yaml-odd = Set aside: { $odd }.
proposing-yaml-personal = { $header }: left out, persons.
error-no-meaning = “{ $text }” is no meaning to choose. Possible meanings: { $known }.
problem-personal_content = { $reason }. This column is not read; remove it from the file before you share it.
error-persons-as-organisations = { $file } would be read as if persons were organisations: { $reasons }. Correct the mapping, or, if these are organisations, { READER() ->
        [terminal] say why with --allow-personal.
       *[page] say why on the page.
    }
