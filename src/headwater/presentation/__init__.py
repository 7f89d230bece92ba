"""What a person sees: the account in the terminal, as a page, as Markdown, as JSON."""
