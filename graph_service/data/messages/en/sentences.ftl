asked-months = { $n ->
    [0] running
    [one] for one month
   *[other] for { $n } months
}
web-asked-title = What do you want to ask?
web-asked-understood = Understood
web-asked-typed = You typed
web-asked-offered = Your sentence can be read in several ways: choose.
web-asked-nearest = Your sentence was not quite understood. This comes nearest.
web-asked-nothing = This sentence looks like none of the questions. Name an actor, a project, a theme or a place.
web-asked-unread = Words not read
web-asked-missing = Still to say
web-asked-remove = Remove
web-asked-all = All questions
web-asked-look = Look for this text among the names
web-asked-close = Names close to it
asked-quoted = “{ $text }”
