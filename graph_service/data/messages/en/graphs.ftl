error-empty-graph = { $file } is a graph file without any node or edge. Export it again from the program that made it.
error-xml-entities = { $file } defines entities or points to other files (DOCTYPE): it is not read, to be safe. Export it again without them.
error-bad-xml = { $file } is damaged XML, row { $row }, column { $column }: nothing of it is read. Export or download it again.
error-xml-too-deep = { $file } is nested deeper than { $limit } levels: it is no graph that Maillage can read.
error-node-without-id = { $file }: node no. { $row } has neither an id nor a name. Complete it, then try again.
error-edge-without-ends = { $file }: edge no. { $row } does not say what it joins. Complete it, then try again.
problem-undeclared_end = The file joins "{ $id }", which no node declares: this edge is not taken, and nothing is invented. Add the node in the program that made the file.
problem-parallel_rows = { $n } rows join the same ends as others and make { $records ->
        [one] one link
       *[other] { $records } links
    }. Their weights are added up, their titles and attributes stand side by side.
problem-parallel_mirrored = Each link is written twice, once from either end ({ $n } rows for { $records } links): it counts once.
problem-parallel_too_much = Of { $n } rows that make one link, “{ $column }” is more than a record may hold: the first value stays.
problem-node_twice = Several nodes are called "{ $id }": only the first one is read.
problem-graph_unread = The file holds { $n } elements "{ $name }", which are neither nodes nor edges between two nodes: they are not read.
