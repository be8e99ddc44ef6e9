# The interactive map: what the viewer says, beside map.ftl.
error-viewer-not-built = The viewer of maps was not built: the file { $path } is missing. Install Maillage again with “pip install .” (or “make install”), which builds it.
title-Incomplete = Incomplete installation
viewer-keys = Map. Arrows: go from actor to actor. Enter: open. F: see only its partners. Plus, minus, zero: zoom. Slash: search. T: table. Escape: back.
viewer-find = Find a name
viewer-results = Names found
viewer-found = Names found: { $n }
viewer-found-none = No name on the map matches
viewer-filter = Hide or show
viewer-hidden = Hidden – actors or projects: { $nodes }, lines: { $lines }.
viewer-show-all = Show all
viewer-alone = See only its partners
viewer-legend-click = A click on an entry hides it.
viewer-paper = The table of { $n } rows is not printed: open it on the screen, or download it.
viewer-more = Next { $n } rows
web-map-loading = The map is loading…
viewer-rest = Without script only the first { $n } rows are here; a file of the answer (CSV, workbook) has all of them.
