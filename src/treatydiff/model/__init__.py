"""The model: what treaties, witnesses and dossiers are, as frozen values. No XML, no files, no clock."""
