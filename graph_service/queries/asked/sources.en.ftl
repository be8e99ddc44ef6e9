sources-title = Who says what
sources-about = Which sources do these data rest on? How much each says, how much of it nobody else says and how much of it counts first, with its rank, date, licence and what it covers.
sources-heading = Who says what
sources-count = { $n ->
    [0] Nothing is said yet.
    [one] { $n } fact
   *[other] { $n } facts
}{ $n ->
    [0] {""}
   *[other] {" "}from { $sources ->
        [one] one source
       *[other] { $sources } sources
    }. A fact may have several sources.
}
sources-share-alike-note = Some licences are share-alike: who publishes what is made from these sources does so under the same terms.
sources-facts = { $n ->
    [one] { $n } fact
   *[other] { $n } facts
}
sources-alone = { $n } said by nobody else
sources-wins = { $n } that it says first
sources-rank = rank { $rank }
sources-updated = updated { $when }
sources-share-alike = { $licence } (share-alike)
sources-covers = covers { $what }
sources-more = More sources
sources-column-facts = Facts
sources-column-alone = Said by nobody else
sources-column-wins = Says first
sources-column-rank = Rank
sources-column-updated = Updated
sources-column-licence = Licence
sources-asks =
    What are the sources of the data?
    Where do the data come from?
sources-cues =
    source, sources, sources of the data, data sources, where do, where does, come from, comes from, data, licence
    licences, license, licenses, origin, provenance, publisher, publishers, producers, who says what, reliable
    dataset, datasets, all this, information, databases, this tool, feed, feeds, how old, how recent, up to date
    used, built from, which files, files, where do you get, where does it come from, which sources, what sources
    source files, origin of the data, provenance of the data, who provides, provides, provided, providers
    data providers, references, cite, based on what, based on, how fresh, freshness, credits, data come from
    data comes from, your data, your sources, figures, your figures, the figures, these figures, your numbers
    rely on, relying on, rest on, drawn from, where you get, where did you get, where this comes from
    all of this come from, publication date, update date, date of update, dates, underlying, this site
    this database, your database, these data, this data, what is it based on, are you using, made from, built upon
    built on, is built upon, built out of, files all this, whose data, whose data are, looking at here, fed by
    made of, assembled from, comes this from
