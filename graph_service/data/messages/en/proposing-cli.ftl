### The command map-columns.

cli-map-columns = Propose what the columns of an unknown file are, and the mapping that reads it
option-mapping-output = Write the mapping to this YAML file
option-mapping-column = What a column is: "HEADER=MEANING", as often as needed
option-mapping-split = What stands between several names in a cell: "HEADER=/ ,", "HEADER=et", or "HEADER=" where each cell holds one name
option-mapping-name = The mapping’s id
option-mapping-save = Keep the mapping for next time
option-mapping-about = What a row is about
option-mapping-read-rows = Read these rows all the same, which seem to be no records
option-mapping-header = The row of the headers (0: the file has none)
option-mapping-sheet = The sheet or table to read, where the file has several
option-mapping-funder = Who pays, where no column says it
option-mapping-role = The organisations’ role, where no column says it
option-mapping-actor-kind = The kind of organisations of which nothing says the kind
option-mapping-project-kind = The kind of the projects
option-mapping-partnership-kind = The kind of the links
option-mapping-decimal = The sign before decimals, where a column of sums does not tell
option-mapping-source = Whom the file comes from: "Producer - title"
option-mapping-licence = The file’s licence
proposing-file = { $file }: { $row ->
        [0] { "" }
       *[other] headers in row { $row },{" "}
    }{ $n ->
        [one] one row
       *[other] { $n } rows
    }.
proposing-sheet = { $file }, sheet “{ $sheet }”: { $row ->
        [0] { "" }
       *[other] headers in row { $row },{" "}
    }{ $n ->
        [one] one row
       *[other] { $n } rows
    }.
proposing-other-sheets = Other sheets: { $names } (--sheet chooses one).
proposing-rows-about = A row tells of { $about }.
proposing-column = { $header }: { $meaning }{ $idle ->
        [yes] , but no record is made with it
       *[no] { "" }
    }{ $n ->
        [0] { "" }
       *[other] {" "}({ $reasons })
    }{ $others ->
        [0] .
       *[other] . Or else: { $alternatives }.
    }
proposing-odd-left = Set aside: { $odd }. To read them all the same: --read-rows { $name }
proposing-odd-read = Read all the same: { $odd }.
proposing-personal = { $header }: left out. { $reason }.
proposing-no-records = No record can be made yet.
proposing-written = The mapping was written to { $file }.
proposing-next = To import: maillage import { $file } --as { $mapping }
proposing-choices = { $message } Possible values ({ $option }): { $choices }.
error-no-such-column = No column is called “{ $text }”. Columns: { $known }.
error-column-option = “{ $text }” cannot be read: write --column "HEADER=MEANING", such as --column "Recipient=org_name:recipient".
error-no-such-sheet = { $file } has no sheet “{ $text }”. Sheets: { $known }.
error-nothing-to-map = { $file } has no row to read: there is no table to describe.
error-no-mapping-yet = No mapping can be made yet: { $missing }
proposing-decimal = If it stands before decimals: --decimal "{ $sign }"
proposing-split = Not to divide them: --split "{ $header }="
error-split-option = “{ $text }” cannot be read: write --split "HEADER=SIGNS", such as --split "Partners=/ ,". Possible signs: { $known }.
