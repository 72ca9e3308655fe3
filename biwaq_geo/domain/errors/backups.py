"""Why a backup cannot be made or used."""

from biwaq_geo.domain.errors.base import BiwaqError


class BackupError(BiwaqError):
    """No backup could be made; base of all errors about writing one."""

    code = "backup"


class BackupFullError(BackupError):
    """There is no room left for a backup."""

    code = "backup_full"


class BackupReadOnlyError(BackupError):
    """The place of the backups may not be written."""

    code = "backup_read_only"


class BackupBrokenError(BiwaqError):
    """The folder is no backup, or a file in it is missing or was changed."""

    code = "backup_broken"


class BackupOfOtherTownError(BiwaqError):
    """The backup is that of another town."""

    code = "backup_of_other_town"
