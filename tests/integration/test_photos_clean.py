"""What comes out of the process that cleans photos: the picture and nothing else."""

import io

import pytest
from PIL import Image

from biwaq_geo.adapters.photos.clean import clean_photo
from tests import photo_samples as samples

FORMS = [samples.jpeg, samples.png, samples.webp, samples.heic]
SEGMENTS_OF_A_BARE_JPEG = {0xD8, 0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
"""Start, JFIF, tables, frame, codes, scan: no APP1 (EXIF, XMP), no APP2 (ICC), no comment."""


def opened(photo):
    return Image.open(io.BytesIO(photo.data), formats=["JPEG"])


def segments(data):
    """Return the kinds of the segments before the picture's own bytes."""
    found, at = {data[1]}, 2
    while True:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        found.add(kind)
        if kind == 0xDA:
            return found
        at += 2 + length


@pytest.mark.parametrize("form", FORMS)
def test_nothing_but_the_picture_is_left(form):
    given = form()
    # compressed text chunks would hide the word: the samples have none
    assert samples.SECRET in given
    photo = clean_photo(given)
    assert samples.SECRET not in photo.data
    assert segments(photo.data) == SEGMENTS_OF_A_BARE_JPEG
    image = opened(photo)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert photo.data.endswith(b"\xff\xd9")


@pytest.mark.parametrize("form", FORMS)
def test_the_samples_do_say_where_they_were_taken(form):
    image = Image.open(io.BytesIO(form()))
    assert image.getexif().get_ifd(0x8825)[2] == (51.0, 30.0, 15.0)


def test_the_sample_has_a_picture_in_the_picture():
    given = samples.jpeg()
    assert given.count(b"\xff\xd8\xff") == 2
    assert clean_photo(given).data.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize(
    ("orientation", "size", "seen"),
    [
        # upper left, upper right, lower left, lower right of green-blue-red-blue
        (1, (80, 40), "GBRB"),
        (2, (80, 40), "BGBR"),
        (3, (80, 40), "BRBG"),
        (4, (80, 40), "RBGB"),
        (5, (40, 80), "GRBB"),
        (6, (40, 80), "RGBB"),
        (7, (40, 80), "BBRG"),
        (8, (40, 80), "BBGR"),
    ],
)
def test_the_picture_stands_upright(orientation, size, seen):
    photo = clean_photo(samples.jpeg(orientation=orientation))
    assert (photo.width, photo.height) == size == opened(photo).size
    assert samples.corners(opened(photo)) == seen


@pytest.mark.parametrize("form", [samples.png, samples.webp, samples.heic])
def test_the_picture_is_turned_in_every_format_and_once(form):
    # in HEIC the container turns the picture, and its EXIF data may say so a second time
    photo = clean_photo(form(orientation=6))
    assert (photo.width, photo.height) == (40, 80)
    assert samples.corners(opened(photo)) == "RGBB"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2048, 100), (2048, 100)),
        ((4096, 1000), (2048, 500)),
        ((1000, 4096), (500, 2048)),
        ((3, 2), (3, 2)),
        ((9000, 1), (2048, 1)),
    ],
)
def test_the_long_side_has_at_most_2048_pixels(size, expected):
    photo = clean_photo(samples.encoded(samples.picture(size), "PNG"))
    assert (photo.width, photo.height) == expected


@pytest.mark.parametrize(
    "form", ["JPEG", "PNG", "WEBP", pytest.param("HEIF", marks=pytest.mark.slow)]
)
def test_a_picture_of_just_under_40_megapixels_is_taken(form):
    options = {"method": 0} if form == "WEBP" else {}
    given = samples.encoded(Image.new("RGB", (7300, 5470), samples.RED), form, **options)
    assert clean_photo(given).width == 2048


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_way_to_keep_colours_becomes_rgb(mode):
    form = {"CMYK": "JPEG", "F": "JPEG"}.get(mode, "PNG")
    image = Image.new("L" if mode in {"I;16", "F"} else "RGB", (20, 10), 0).convert(
        "L" if mode == "F" else mode
    )
    photo = clean_photo(samples.encoded(image, form))
    assert opened(photo).mode == "RGB"
    assert max(opened(photo).getpixel((10, 5))) < 12


def test_sixteen_bits_keep_their_greys():
    image = Image.new("I;16", (20, 10), 32_768)
    # half of 65,535 is half of 255
    assert opened(clean_photo(samples.encoded(image, "PNG"))).getpixel((9, 5)) == (128, 128, 128)


def test_what_is_transparent_becomes_white():
    image = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    assert opened(clean_photo(samples.encoded(image, "PNG"))).getpixel((9, 5)) == (255, 255, 255)


def test_colours_are_those_that_the_profile_means():
    # 50 per cent of each in a linear profile is a light grey in sRGB: 255 * 1.055 * 0.5^(1/2.4)
    # - 0.055 = 188
    image = Image.new("RGB", (20, 10), (128, 128, 128))
    photo = clean_photo(samples.encoded(image, "PNG", icc_profile=samples.linear_profile()))
    assert opened(photo).getpixel((9, 5)) == pytest.approx((188, 188, 188), abs=2)


@pytest.mark.parametrize("broken", [b"no profile", b""])
def test_a_broken_profile_is_left_aside(broken):
    given = samples.encoded(samples.picture(), "JPEG", icc_profile=broken)
    assert samples.corners(opened(clean_photo(given))) == "GBRB"


def test_broken_exif_data_do_not_cost_the_photo():
    given = samples.encoded(samples.picture(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert samples.corners(opened(clean_photo(given))) == "GBRB"


def test_of_several_pictures_the_first_is_taken():
    first, second = samples.picture(), Image.new("RGB", (80, 40), samples.BLUE)
    for form in ("PNG", "WEBP", "MPO"):
        given = samples.encoded(first, form, save_all=True, append_images=[second])
        assert samples.corners(opened(clean_photo(given))) == "GBRB", form


def test_equal_pictures_have_equal_bytes():
    one, other = clean_photo(samples.png()), clean_photo(samples.png(orientation=1))
    assert one.sha256 == other.sha256
