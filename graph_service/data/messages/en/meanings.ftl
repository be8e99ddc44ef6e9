### What the columns of an unknown table are, and why.

# The meanings that a column may have.
meaning-name-siren = SIREN
meaning-name-siret = SIRET
meaning-name-rna = RNA number
meaning-name-local-id = actor’s id in the source
meaning-name-project-id = project’s id
meaning-name-org-name = organisation’s name
meaning-name-acronym = acronym
meaning-name-actor-kind = kind of organisation
meaning-name-role = role
meaning-name-project-title = project’s title
meaning-name-amount = amount
meaning-name-funding-nature = nature of the grant
meaning-name-funding-terms = terms of payment
meaning-name-percent = percentage
meaning-name-date = date
meaning-name-start = start
meaning-name-end = end
meaning-name-year = year
meaning-name-period = period
meaning-name-reference = reference of a decision
meaning-name-cog = code of a commune
meaning-name-dep = département
meaning-name-reg = region
meaning-name-epci = code of an EPCI
meaning-name-qpv = code of a priority neighbourhood
meaning-name-place-name = name of a place
meaning-name-postcode = postal code
meaning-name-address = address
meaning-name-country = country
meaning-name-lat = latitude
meaning-name-lon = longitude
meaning-name-url = web address
meaning-name-email = e-mail address
meaning-name-phone = telephone
meaning-name-person-name = person’s name
meaning-name-person-detail = detail about a person
meaning-name-theme = theme
meaning-name-text = free text
meaning-name-flag = yes or no
meaning-name-number = number
meaning-name-category = category
meaning-name-link-from = start of a link
meaning-name-link-to = end of a link
meaning-name-link-kind = kind of link
meaning-name-weight = weight of a link
meaning-name-other = other

# Why a column has this meaning.
meaning-header = the header says “{ $words }”
meaning-fits =
    { $share } of filled cells hold { $test ->
        [siret] a SIRET with the right key
        [siret-length] 14 digits
        [crushed] a long code crushed by a spreadsheet
        [siren] a SIREN with the right key
        [rna] an RNA number
        [register] an RNSR or UAI number
        *[code] a code
        [cog] a code of a commune
        [postcode] a postal code
        [epci] a code of an EPCI
        [qpv] a code of a priority neighbourhood
        [dep] a code of a département
        [reg] a code of a region
        [region-name] a name of a département or a region
        [place] a name of a commune
        [country] a country
        [year] a year
        [date] a date
        [period] two dates
        [number] a number
        [money] a sum in euros
        [dollars] a sum in dollars
        [pounds] a sum in pounds
        [francs] a sum in Swiss francs
        [percent] a percentage
        [lat] a possible latitude
        [lon] a possible longitude
        [email] an e-mail address
        [phone] a telephone number
        [url] a web address
        [organisation] a word of organisations’ names
        [person] a person’s name
        [forename] a forename
        [civility] a title such as Mrs
        [address] a street and a number
        [street] a kind of street
        [yes-no] yes or no
        [capitals] capitals without a space
        [kind] a kind of organisation
        [role] a role
        [nature] a nature of a grant
        [terms] terms of payment
        [theme] a theme
    }
meaning-nested = the cells hold JSON lists or objects
meaning-unique = every cell is different
meaning-same-length = all cells have { $n } digits
meaning-few =
    { $n ->
        [one] one value only
       *[other] only { $n } different values
    }
meaning-long = long cells ({ $n } signs on average)
meaning-beside = beside the column “{ $header }”
meaning-repeated = the same code stands in several rows, beside names of organisations
meaning-grants = the table holds amounts
meaning-years = several columns have a year as their header

# Why a column is left out as personal.
personal-person-name = “{ $header }” holds names of persons
personal-person-detail = “{ $header }” says something of one person
personal-email = “{ $header }” holds e-mail addresses
personal-phone = “{ $header }” holds telephone numbers
personal-contacts =
    “{ $header }”: { $n ->
        [one] one cell holds an e-mail address or a telephone number
       *[other] { $n } cells hold an e-mail address or a telephone number
    }
personal-nested = “{ $header }” holds objects that describe persons (“{ $key }”)
personal-names = “{ $header }”: { $share } of filled cells look like names of persons
personal-mentions =
    “{ $header }”: { $n ->
        [one] one cell names a person
       *[other] { $n } cells name persons
    }
