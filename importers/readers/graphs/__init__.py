"""Files of graphs, made by other programs: GraphML, GEXF, and the JSON of Kumu, graphology, networkx and Oligrapher.

Each is read as two tables of one book, `nodes` and `edges`; one that Maillage wrote, as the sheets of the template.
"""
