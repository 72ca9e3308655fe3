"""Pictures as phones and strangers make them, built in memory."""

import io
import struct
import zlib

import pillow_heif
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

pillow_heif.register_heif_opener()

SECRET = b"Sonnenallee-7-geheim"
"""Stands in every piece of metadata; must be in no stored byte."""
RED, GREEN, BLUE = (220, 20, 20), (20, 160, 40), (30, 40, 200)

XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b"<secret>" + SECRET + b"</secret></x:xmpmeta>"
)


def picture(size=(80, 40)):
    """Red at the left, blue at the right, green in the upper left corner."""
    width, height = size
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    image.paste(GREEN, (0, 0, width // 4, height // 4))
    return image


def corners(image):
    """Name the colours of the four corners: upper left, upper right, lower left, lower right."""
    right, low = image.width - 3, image.height - 3
    return "".join(
        "RGB"[max(range(3), key=image.convert("RGB").getpixel(place).__getitem__)]
        for place in ((2, 2), (right, 2), (2, low), (right, low))
    )


def exif(orientation=1):
    """Position, owner, maker's notes, a comment and a way to be held."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Artist] = SECRET.decode()
    tags[ExifTags.Base.ImageDescription] = SECRET.decode()
    tags.get_ifd(ExifTags.IFD.Exif).update(
        {
            ExifTags.Base.MakerNote: b"Apple iOS\0" + SECRET,
            ExifTags.Base.UserComment: b"ASCII\0\0\0" + SECRET,
            ExifTags.Base.CameraOwnerName: SECRET.decode(),
        }
    )
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (51.0, 30.0, 15.0),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (14.0, 38.0, 20.0),
            ExifTags.GPS.GPSAreaInformation: b"ASCII\0\0\0" + SECRET,
        }
    )
    return tags.tobytes()


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def linear_profile():
    """The primaries of sRGB with brightness counted as light is: no bend in the curves."""
    colours = {
        b"wtpt": (0.9642, 1.0, 0.8249),
        b"rXYZ": (0.4360, 0.2225, 0.0139),
        b"gXYZ": (0.3851, 0.7169, 0.0971),
        b"bXYZ": (0.1431, 0.0606, 0.7141),
    }
    tags = {
        name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(65_536 * value) for value in values))
        for name, values in colours.items()
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"curv" + bytes(8))
    table, body, start = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value
    header = struct.pack(
        ">I4sI4s4s4s12s4s",
        start + len(body),
        b"",
        0x02400000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"",
        b"acsp",
    )
    header = header.ljust(68, b"\0") + struct.pack(">3i", 63_190, 65_536, 54_061)
    return header.ljust(128, b"\0") + table + body


def encoded(image, form, **options):
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def thumbnail_of_jpeg(tags):
    """Append to the EXIF data a second directory with a small JPEG, as cameras do."""
    small = encoded(picture((16, 8)), "JPEG", comment=SECRET)
    body = bytearray(tags.removeprefix(b"Exif\0\0"))
    order = "<" if body[:2] == b"II" else ">"
    first = struct.unpack_from(order + "I", body, 4)[0]
    entries = struct.unpack_from(order + "H", body, first)[0]
    place = len(body)
    struct.pack_into(order + "I", body, first + 2 + 12 * entries, place)
    body += struct.pack(order + "H", 2)
    body += struct.pack(order + "HHII", 0x0201, 4, 1, place + 30)
    body += struct.pack(order + "HHII", 0x0202, 4, 1, len(small))
    body += struct.pack(order + "I", 0) + small
    return b"Exif\0\0" + bytes(body)


def jpeg(*, orientation=1, image=None):
    tags = thumbnail_of_jpeg(exif(orientation))
    return encoded(
        image or picture(),
        "JPEG",
        exif=tags,
        xmp=XMP,
        comment=SECRET,
        icc_profile=profile(),
        quality=95,
    )


def png(*, orientation=1):
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded(picture(), "PNG", exif=exif(orientation), pnginfo=words, icc_profile=profile())


def webp(*, orientation=1):
    tags = exif(orientation)
    return encoded(picture(), "WEBP", exif=tags, xmp=XMP, icc_profile=profile(), quality=95)


def heic(*, orientation=1):
    return encoded(picture(), "HEIF", exif=exif(orientation), xmp=XMP, quality=95)


def tiff():
    return encoded(picture(), "TIFF", exif=exif(), compression="raw")


def png_that_says(width, height):
    """A PNG of a few bytes whose header speaks of a huge picture."""

    def chunk(name, body):
        checked = name + body
        return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def heic_that_lies():
    """A HEIC of 80 x 40 pixels whose properties speak of 8000 x 8000."""
    given = heic()
    at = given.index(b"ispe") + 8
    return given[:at] + struct.pack(">II", 8000, 8000) + given[at + 8 :]


def huge(form):
    """A picture of one colour: 64 megapixels in less than 200 kB."""
    return encoded(Image.new("RGB", (8000, 8000)), form, method=0)


def with_long_tail():
    return jpeg() + bytes(15_000_000)


def jpeg_of(number):
    """A small photo that is another one for each number."""
    return encoded(Image.new("RGB", (9, 9), (number % 256, number // 256, 90)), "JPEG")
