"""What a reader is shown of an account, and in which order, before any page, terminal or Markdown has a say."""
