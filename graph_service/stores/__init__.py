"""Where statements, facts and documents are kept. One protocol (`base`), one pure fold, an implementation a file."""
