"""What the other processes do in tests of photos."""

import os

from biwaq_geo.adapters.photos.folder import PhotoFolder
from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import BiwaqError


def put_many(folder, barrier):
    """With the others, put the same twenty photos."""
    photos = PhotoFolder(folder)
    barrier.wait(30)
    for number in range(20):
        photos.put(CleanPhoto(data=b"\xff\xd8\xff%d" % number, width=1, height=1))


def try_to_put(folder, folders, answers):
    """As a user without rights, count the photos and try to add one; answer with the error."""
    if os.geteuid() == 0:
        for each in folders:
            each.chmod(0o755)
        os.seteuid(65_534)
    photos = PhotoFolder(folder)
    try:
        photos.put(CleanPhoto(data=b"\xff\xd8\xffnew", width=1, height=1))
    except BiwaqError as error:
        answers.put((len(photos.hashes()), error.code))
    else:
        answers.put((len(photos.hashes()), "saved"))
