"""The weights of the optional encoder, which `headwater.comparison.claims.encoder` reads where they are installed."""
