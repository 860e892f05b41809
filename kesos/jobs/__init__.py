"""Work in the background: one way to start it, progress, cancellation, the page «Pekerjaan saya».

Owns what a person sees of a job (JobRun) and how it is carried out as that person. The queue itself is
procrastinate's and stays behind this part: nobody else imports it (docs/decisions/0008).
"""
