"""The design system: tokens, components, the page frame, a gallery. Knows no subject."""
