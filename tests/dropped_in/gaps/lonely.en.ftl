gaps-kind-lonely = Lonely project
lonely-fewer = Fewer actors than this.
lonely-fewer-label = Fewer than
lonely-observed = { $n } actor(s).
lonely-sentence = “{ $project }” has only { $n } actor.
lonely-looked = Lonely: looked for in { $n } running projects.
