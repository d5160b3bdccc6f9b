"""Readers: one module a format, each `read(data, *, name, siglum=None) -> Transcript`, chosen by content.

readers.files       opens files, chooses the reader
readers.tei         TEI P5
readers.text        plain text
readers.dossier     a folder of them
"""

from treatydiff.readers.files import SIZE_LIMIT, read_bytes, read_file
from treatydiff.readers.transcript import Transcript

__all__ = ["SIZE_LIMIT", "Transcript", "read_bytes", "read_file"]
