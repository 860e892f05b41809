"""Work in the background: one way to start it, progress, cancellation, the page «Pekerjaan saya»."""
