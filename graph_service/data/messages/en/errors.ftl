error-unknown-profile = Unknown tie profile: “{ $profile }”. Known profiles: { $known }.
error-store-scheme = Store address not supported: “{ $url }”. Use sqlite:///path/to/file.db.
