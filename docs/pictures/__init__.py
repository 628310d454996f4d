"""Pictures of the screens: a demo in which something stands in every state, and who looks at it."""
