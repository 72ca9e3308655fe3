"""Faults of files from outside, and of the files that set-up installs."""

from biwaq_geo.domain.errors.base import BiwaqError


class InputFileError(BiwaqError):
    """A file cannot be used; base of all errors about files."""

    code = "input_file"


class FileMissingError(InputFileError, FileNotFoundError):
    """There is no such file, or a part of it is missing."""

    code = "file_missing"


class FileEmptyError(InputFileError):
    """The file holds nothing."""

    code = "file_empty"


class FileCutError(InputFileError):
    """The file ends before its end."""

    code = "file_cut"


class FileKindError(InputFileError):
    """The file is not of the kind its name says."""

    code = "file_kind"


class FileTooLargeError(InputFileError):
    """The file is larger than what can be read safely."""

    code = "file_too_large"


class ArchiveUnsafeError(InputFileError):
    """An entry of an archive leads out of it, hides another archive, or is locked."""

    code = "archive_unsafe"


class ReadingFailedError(InputFileError):
    """The process that reads files from outside ran into one of its limits."""

    code = "reading_failed"


class CrsMissingError(InputFileError):
    """The file does not say in which coordinate reference system it is."""

    code = "crs_missing"


class CrsImplausibleError(InputFileError):
    """The coordinates do not lie where the reference system says."""

    code = "crs_implausible"


class FileOutsideTownError(InputFileError):
    """In no known reference system does the file lie in the town."""

    code = "file_outside_town"


class QuestionsOpenError(InputFileError):
    """A person has not yet confirmed what was only detected."""

    code = "questions_open"


class EncodingError(InputFileError):
    """The bytes are not in the encoding that the file declares."""

    code = "encoding"


class ColumnMissingError(InputFileError, KeyError):
    """A column that is needed is missing."""

    code = "column_missing"


class ValueNotAllowedError(InputFileError, ValueError):
    """A cell or key holds a value that is not allowed there."""

    code = "value_not_allowed"


class GeometryError(InputFileError, ValueError):
    """A geometry is empty, broken or of the wrong kind."""

    code = "geometry"


class ProtectedDataError(InputFileError):
    """The file holds what may never enter: a count not in its published form, or a person."""

    code = "protected_data"


class LayerFileError(InputFileError):
    """A layer file breaks a rule of its form."""

    code = "layer_file"


class CatalogueFileError(InputFileError):
    """A catalogue file breaks a rule of its form."""

    code = "catalogue_file"


class FrontEndMissingError(BiwaqError):
    """The front-end files have not been installed."""

    code = "front_end_missing"


class ExportError(BiwaqError):
    """A file for others cannot be written."""

    code = "export"
