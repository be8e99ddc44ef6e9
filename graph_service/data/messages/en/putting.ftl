# A record read, put back changed, taken away (graph/putting.py, api/records.py).

title-Outdated = The data has changed
title-Unconditional = The version that was read is needed
error-store-moved = Maillage changed during this operation. Nothing was written. Try again.
error-put-outdated = The record { $id } has changed since you read it. Nothing was written. Read it again, then retry with its new ETag.
error-put-gone = The record { $id } is no longer there. Nothing was written. To bring it back, send it without If-Match.
error-put-exists = The record { $id } is there already. Nothing was written. Read it, then send If-Match with its ETag.
error-put-unconditional = The record { $id } exists: say which version you read, by the header If-Match with its ETag.
error-put-other-id = The address names { $id } and the record { $other }. An id does not change; take it out of the record.
error-put-no-such = There is no record { $id }, and its id is not chosen: it is made of its two ends. Make it with POST /edits (op add).
