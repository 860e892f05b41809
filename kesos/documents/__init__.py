"""Letters: templates of offices, numbers, signers, and issued documents with their stored PDF.

The one engine that turns a typed snapshot into a tagged PDF; knows no person model and no programme.
Owns the public check of a letter. The path of approval belongs to the workflow and to the parts above.
"""
