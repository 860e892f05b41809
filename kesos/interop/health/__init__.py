"""BPJS Kesehatan: the standing of a membership by NIK, asked over HTTP, never written to."""
