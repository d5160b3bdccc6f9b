"""Accession: taking texts from a user's files into a dossier.

accession.folders       a dossier made from files, and texts added to one
accession.taking        from files to texts with sigla, and what was doubtful and left aside in each
accession.sigla         sigla from names of files
accession.planning      order and comparisons, where nobody says
accession.metadata      what the user says of texts, from a TOML file and from ``KEY=VALUE``
accession.fields        the keys of metadata
accession.toml_places   where the keys of a TOML file stand
"""

from treatydiff.accession.folders import Intake, add_to_dossier, new_dossier
from treatydiff.accession.taking import TextFile, UnreadableFilesError

__all__ = ["Intake", "TextFile", "UnreadableFilesError", "add_to_dossier", "new_dossier"]
