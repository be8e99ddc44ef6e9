search-title = Search an actor or a project
search-about = Which actors and projects have this name? Accents and capitals do not count; acronyms, other names and identifiers are searched too.
search-text = A name, an acronym, an identifier, or how it begins.
search-type = Only actors (actor) or projects (project).
search-none = No result. Try a word less, or the beginning of the name.
search-title-of = Results for “{ $text }”
search-more = Next results
