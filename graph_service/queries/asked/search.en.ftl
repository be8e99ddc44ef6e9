search-title = Search an actor or a project
search-about = Which actors and projects have this name? Accents and capitals do not count; acronyms, other names and identifiers are searched too.
search-text = A name, an acronym, an identifier, or how it begins.
search-type = Only actors or projects.
search-none = No result. Try a word less, or the beginning of the name.
search-title-of = Results for “{ $text }”
search-more = Next results
search-text-label = Name, acronym or identifier
search-type-label = Actors or projects
search-type-actor = actors
search-type-project = projects
search-is-actor = actor
search-is-project = project
search-asks =
    Search { $text }
    Is there a record called { $text }?
search-cues =
    search, search for, find, look up, look for, looking for, lookup, called, named, name, names, record, records
    record called, is there a record, entry, entries, whose name, whose name contains, whose name begins with
    filed under, anything filed under, whose title contains, contains, containing, with the word, in its name
    in their name, records for, all records, entries for, anything called, something called, anyone called
    anything named, titled, entitled, with the name, going by the name, by the name of, under the name, in the name
    in the title, in its title, in their title, keyword, keywords, that starts with, starting with, beginning with
    begins with, do we have, do you have a record, is there an entry, is there anything called, registered as
    listed as, containing the word, records with, everything called, everything with, whatever is called
    anything with, something with, have in their name, has in its name
search-type-cues =
    actor = actors with, organisations with, actors, actor, organisations, organisation, bodies
    project = projects with, projects, project
