"""What gaps of all kinds have in common; the kinds themselves are the files of `kinds`."""
