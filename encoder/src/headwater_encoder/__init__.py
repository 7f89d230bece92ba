"""The weights of the optional encoder, which `headwater.graphs` runs where they are installed."""
