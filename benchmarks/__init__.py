"""Every figure that the project states is printed by a module of this package."""
