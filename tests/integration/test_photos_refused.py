"""What is no sound photo is refused with its reason, and what hangs behind one is gone."""

from functools import partial

import pytest

from biwaq_geo.adapters.photos.clean import clean_photo
from biwaq_geo.domain.errors import (
    PhotoDamagedError,
    PhotoFormatError,
    PhotoPixelsError,
    PhotoTooLargeError,
)
from tests import photo_samples as samples

FORMS = [samples.jpeg, samples.png, samples.webp, samples.heic]
PAGE = b"<html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"


def cut(form, share):
    given = form()
    return given[: int(len(given) * share)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(b"", PhotoFormatError, id="nothing"),
        pytest.param(b"\0" * 5_000, PhotoFormatError, id="zeros"),
        pytest.param(bytes(range(256)) * 40, PhotoFormatError, id="any bytes"),
        pytest.param(SVG, PhotoFormatError, id="SVG"),
        pytest.param(EPS, PhotoFormatError, id="EPS"),
        pytest.param(PAGE, PhotoFormatError, id="HTML"),
        pytest.param(samples.tiff(), PhotoFormatError, id="TIFF in disguise"),
        pytest.param(samples.encoded(samples.picture(), "GIF"), PhotoFormatError, id="GIF"),
        pytest.param(samples.encoded(samples.picture(), "BMP"), PhotoFormatError, id="BMP"),
        pytest.param(samples.encoded(samples.picture(), "AVIF"), PhotoFormatError, id="AVIF"),
        pytest.param(samples.encoded(samples.picture(), "PDF"), PhotoFormatError, id="PDF"),
        pytest.param(PAGE + samples.jpeg(), PhotoFormatError, id="page before picture"),
        pytest.param(b"\xff\xd8\xff" + samples.tiff(), PhotoDamagedError, id="TIFF with a mask"),
        pytest.param(b"\xff\xd8\xff", PhotoDamagedError, id="only a beginning"),
        pytest.param(b"\xff\xd8\xff" + EPS, PhotoDamagedError, id="EPS with a mask"),
        pytest.param(b"RIFF\0\0\0\0WEBP" + PAGE, PhotoDamagedError, id="page as WebP"),
        pytest.param(b"\0\0\0\x18ftypheic" + PAGE, PhotoDamagedError, id="page as HEIC"),
        pytest.param(cut(samples.jpeg, 0.9), PhotoDamagedError, id="JPEG cut"),
        pytest.param(cut(samples.jpeg, 0.1), PhotoDamagedError, id="JPEG cut in its head"),
        pytest.param(cut(samples.png, 0.95), PhotoDamagedError, id="PNG cut"),
        pytest.param(cut(samples.webp, 0.6), PhotoDamagedError, id="WebP cut"),
        pytest.param(cut(samples.heic, 0.9), PhotoDamagedError, id="HEIC cut"),
        pytest.param(samples.png_that_says(60, 60), PhotoDamagedError, id="PNG of other length"),
        pytest.param(samples.png_that_says(0, 6), PhotoDamagedError, id="PNG without width"),
        pytest.param(samples.png_that_says(8000, 8000), PhotoPixelsError, id="64 megapixels"),
        pytest.param(samples.png_that_says(12_000, 12_000), PhotoPixelsError, id="144 megapixels"),
        pytest.param(samples.png_that_says(15_000, 15_000), PhotoPixelsError, id="225 megapixels"),
        pytest.param(
            samples.png_that_says(2**31 - 1, 2**31 - 1), PhotoPixelsError, id="all pixels there are"
        ),
        pytest.param(samples.heic_that_lies(), PhotoDamagedError, id="HEIC of another size"),
        pytest.param(partial(samples.huge, "WEBP"), PhotoPixelsError, id="64 MP of WebP"),
        pytest.param(
            partial(samples.huge, "HEIF"),
            PhotoPixelsError,
            id="64 MP of HEIC",
            marks=pytest.mark.slow,
        ),
        pytest.param(samples.with_long_tail, PhotoTooLargeError, id="over 15 MB"),
    ],
)
def test_what_is_no_sound_photo_is_refused_with_its_reason(given, expected):
    with pytest.raises(expected):
        clean_photo(given() if callable(given) else given)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tail", [PAGE, b"PK\3\4" + samples.SECRET, b"%PDF-1.7 " + samples.SECRET])
def test_what_hangs_behind_a_picture_is_gone(form, tail):
    try:
        photo = clean_photo(form() + tail)
    except PhotoDamagedError:
        return  # a reader may refuse such a file as well
    assert tail not in photo.data
    assert photo.data.endswith(b"\xff\xd9")
