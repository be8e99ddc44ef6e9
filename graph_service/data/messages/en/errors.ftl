error-unknown-profile = Unknown tie profile: “{ $profile }”. Known profiles: { $known }.
error-store-scheme = Store address not supported: “{ $url }”. Use sqlite:///path/to/file.db or neo4j://server:7687.
error-store-missing = There is no store at { $path } yet. { READER() ->
        [terminal] Import a file (maillage import …) or name another store with --store.
       *[page] Import a file.
    }
error-store-folder-missing = The folder { $path } does not exist. Make it, or name another store with --store.
error-store-foreign = The file { $path } is not a Maillage store. Nothing was written to it. Name another file with --store; if it was your store, it is damaged from its very start: restore your last backup.
error-store-newer = This store was written by a newer version of Maillage (schema { $version }, this one knows { $known }). Update Maillage.
error-store-busy = Somebody else is writing to { $path }. Nothing was changed. Try again in a moment{ READER() ->
        [terminal] ; “maillage doctor” says whether it still goes on.
       *[page] .
    }
error-store-full = The disk of { $path } is full. Nothing was changed. Free some space, then try again.
error-store-readonly = The file { $path } is read-only: questions are answered, but nothing can be written. Nothing was changed. Change its rights, or name another store with --store.
error-store-cannot-open = The file { $path } cannot be opened. Check the folder and its rights.
error-store-damaged = The file { $path } is damaged or incomplete. Nothing was changed. Put it aside, with its -wal and -shm files, and restore your last backup; “maillage doctor” says what is missing.
error-store-empty = The file { $path } is empty: there is no store yet. Import a file (maillage import …). If it held data, restore your last backup instead.
error-store-remote = The store { $path } is on a network drive ({ $kind }): two PCs that write to it would break it. Move it to a disk of this PC, run “maillage serve” there, and open its address from the others.
error-store-is-folder = { $path } is a folder, not a store. Name the store's file with --store.
error-store-folder-readonly = Nothing can be written to the folder of { $path }, where the store keeps files beside it. Nothing was changed. Change the folder's rights, or name another store with --store.
error-store-unfinished = The last write to { $path } is not merged into the file yet, and its folder is read-only. Open the store once with the right to write there; if you copy it, copy { $path }-wal too.
error-store-changed = The store { $path } was changed while it was read. Try again.
error-store-file-moved = The file { $path } was moved, deleted or replaced while it was open. Nothing was changed. Close Maillage, then open the store again.
error-store-io = The disk of { $path } refuses to read or write (a fault, an unplugged drive, a quota or a limit on file size). Nothing was changed. Check the disk, then try again; “maillage doctor” examines the store.
error-store-failed = The store { $path } could not be read or written: { $reason }
error-store-not-empty = The store { $path } already holds data. Name an empty one.
store-upgraded = The store was brought forward (schema { $version } → { $known }): what was said has not changed; imports, corrections and documents now have a seal, so that “maillage doctor” finds what is changed by hand.
error-document-changed = “{ $collection }/{ $id }” has changed in the meantime. Read it again, then retry.
error-memory-unknown = MAILLAGE_MEMORY is “{ $text }”, which is no amount of memory. Write 500M or 2G, for example.
error-whole-needed = This question needs the whole graph in memory, { $needed }, and { $memory } is allowed. Ask about an actor, a project or a path, or start Maillage with MAILLAGE_MEMORY={ $needed } or more.
