"""Mistakes that can really happen: a code and values, no prose.

The texts in both languages live under `error.<code>` in `biwaq_geo/texts`. Each
says what happened, what was and was not saved, and what to do.
"""


class BiwaqError(Exception):
    """Base of all expected errors."""

    code = "unexpected"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(f"{self.code} {values}" if values else self.code)


# what a person types


class EditConflictError(BiwaqError):
    """Somebody else saved this record after it was read."""

    code = "edit_conflict"


class StateNotMarkableError(BiwaqError, ValueError):
    """The state needs more than a date."""

    code = "state_not_markable"


class DateInFutureError(BiwaqError, ValueError):
    """A state is said to begin after today."""

    code = "date_in_future"


class EmptyNameError(BiwaqError, ValueError):
    """A name is needed and there is none."""

    code = "empty_name"


class TextTooLongError(BiwaqError, ValueError):
    """A text is longer than its field."""

    code = "text_too_long"


class NotAboveZeroError(BiwaqError, ValueError):
    """A quantity must be above zero."""

    code = "not_above_zero"


class PeriodError(BiwaqError, ValueError):
    """An end lies before its start."""

    code = "period"


class NothingToUndoError(BiwaqError):
    """The record has no change that can be taken back."""

    code = "nothing_to_undo"


class EditNotFoundError(BiwaqError, KeyError):
    """The scenario has no such edit."""

    code = "edit_not_found"


class UnitNotFoundError(BiwaqError, KeyError):
    """The register has no such unit."""

    code = "unit_not_found"


class ScenarioNotFoundError(BiwaqError, KeyError):
    """The store has no such scenario."""

    code = "scenario_not_found"


class UnitNotVacantError(BiwaqError, ValueError):
    """An interim use needs a unit that stands empty in the baseline."""

    code = "unit_not_vacant"


class CatalogueKeyError(BiwaqError, KeyError):
    """The catalogues have no such entry."""

    code = "catalogue_key"


class OutsideTownError(BiwaqError, ValueError):
    """A place lies outside the town."""

    code = "outside_town"


class PlaceNeededError(BiwaqError, ValueError):
    """A measure has neither a street section nor a place."""

    code = "place_needed"


class PlaceOffNetworkError(BiwaqError, ValueError):
    """A place lies too far from every street to be reached on foot."""

    code = "place_off_network"


class AssumptionRangeError(BiwaqError, ValueError):
    """An assumption lies outside the range in which the model makes sense."""

    code = "assumption_range"


# files from outside


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


class CrsMissingError(InputFileError):
    """The file does not say in which coordinate reference system it is."""

    code = "crs_missing"


class CrsImplausibleError(InputFileError):
    """The coordinates do not lie where the reference system says."""

    code = "crs_implausible"


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


# towns and OpenStreetMap


class TownExistsError(BiwaqError, ValueError):
    """A town of that name is already registered."""

    code = "town_exists"


class TownNotFoundError(BiwaqError, KeyError):
    """No town of that name is registered."""

    code = "town_not_found"


class TownBrokenError(BiwaqError):
    """A registered town lacks a part or a part cannot be read."""

    code = "town_broken"


class PlaceNotFoundError(BiwaqError):
    """The place name is unknown to the file or the service."""

    code = "place_not_found"


class PlaceAmbiguousError(BiwaqError):
    """Several places bear the name."""

    code = "place_ambiguous"


class NoStreetsError(InputFileError):
    """The extract holds no street one could walk on."""

    code = "no_streets"


class NetworkAbsentError(BiwaqError, ConnectionError):
    """The service on the network cannot be reached."""

    code = "network_absent"


class ServiceAnswerError(BiwaqError):
    """The service on the network answered with something that cannot be used."""

    code = "service_answer"


# the store


class StoreError(BiwaqError):
    """The store cannot be used; base of all errors about it."""

    code = "store"


class StoreBusyError(StoreError):
    """Somebody else holds the store for longer than one can wait."""

    code = "store_busy"


class StoreFullError(StoreError):
    """The disk has no room left."""

    code = "store_full"


class StoreReadOnlyError(StoreError):
    """The store may not be written."""

    code = "store_read_only"


class StoreDamagedError(StoreError):
    """The store's file is damaged or is no store at all."""

    code = "store_damaged"


class StoreNewerError(StoreError):
    """The store was written by a newer version of this application."""

    code = "store_newer"


class StoreOnNetworkError(StoreError):
    """The store lies on a network file system, where locks cannot be trusted."""

    code = "store_on_network"


# set-up


class FrontEndMissingError(BiwaqError):
    """The front-end files have not been installed."""

    code = "front_end_missing"
