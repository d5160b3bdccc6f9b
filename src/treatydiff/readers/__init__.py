"""Readers: one module a format, each `read(data, *, name, siglum=None) -> Transcript`, chosen by content.

readers.files         opens files, chooses the reader
readers.tei           TEI P5, marked or as printed
readers.akoma_ntoso   Akoma Ntoso 3.0
readers.tota          the XML of the corpus of trade agreements
readers.docx          Word documents, with their tracked changes
readers.pdf           PDF files with a text layer (extra `pdf`)
readers.html          web pages
readers.markdown      Markdown
readers.json          comparisons and collations as JSON
readers.text          plain text
readers.recognition   structure, where a format marks none
readers.dossier       a folder of texts
"""

from treatydiff.readers.files import SIZE_LIMIT, read_bytes, read_file
from treatydiff.readers.transcript import Revisions, Transcript

__all__ = ["SIZE_LIMIT", "Revisions", "Transcript", "read_bytes", "read_file"]
