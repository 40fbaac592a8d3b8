"""An uploaded file becomes a clean image, or is refused with a reason, whatever it pretends."""

import io
import zipfile

import pytest
from PIL import Image, PngImagePlugin

from limpide.journeys import ImageFault
from limpide.journeys.imaging import LONGEST_SIDE, MOST_KEPT, MOST_UPLOADED, Clean, clean

from .pictures import bomb, drawn, moving, photo, written

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def cleaned(content: bytes) -> Clean:
    made = clean(content)
    assert isinstance(made, Clean), made
    return made


def opened(made: Clean) -> Image.Image:
    image = Image.open(io.BytesIO(made.content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (drawn("PNG"), "image/png"),
        (drawn("PNG", mode="RGBA"), "image/png"),
        (drawn("JPEG"), "image/jpeg"),
        (drawn("JPEG", mode="CMYK"), "image/jpeg"),
        (drawn("GIF"), "image/png"),
        (drawn("WEBP"), "image/jpeg"),
        (drawn("WEBP", mode="RGBA"), "image/png"),
        (written(Image.new("L", (9, 9), 80), "PNG"), "image/png"),
        (written(Image.new("I;16", (9, 9), 800), "PNG"), "image/png"),
        (written(Image.new("P", (9, 9), 3), "PNG", transparency=3), "image/png"),
        (moving(3), "image/gif"),
        (moving(3, kind="WEBP"), "image/gif"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_mail_programs_show_comes_out(content: bytes, kind: str) -> None:
    made = cleaned(content)
    image = opened(made)

    assert made.content_type == kind == f"image/{(image.format or '').lower()}"
    assert (made.width, made.height) == image.size


def test_where_a_photo_was_taken_and_by_what_stays_behind_and_it_stands_upright() -> None:
    made = cleaned(photo((400, 300)))
    image = opened(made)

    assert image.size == (300, 400)
    assert dict(image.getexif()) == {}
    assert b"Secret" not in made.content
    assert not {"exif", "comment", "xmp", "icc_profile"} & set(image.info)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_nothing_written_behind_the_pixels_comes_along(kind: str) -> None:
    behind = io.BytesIO()
    with zipfile.ZipFile(behind, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    made = cleaned(drawn(kind) + b"<script>alert(1)</script><?php x ?>" + behind.getvalue())

    assert b"<script" not in made.content
    assert not zipfile.is_zipfile(io.BytesIO(made.content))


def test_nothing_written_between_the_pixels_comes_along() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SecretPlace</x:xmpmeta>")
    made = cleaned(written(Image.new("RGB", (8, 8)), "PNG", pnginfo=words))
    gif = cleaned(written(Image.new("RGB", (8, 8)), "GIF", comment=b"SecretPlace"))

    assert b"script" not in made.content
    assert b"Secret" not in made.content + gif.content


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ImageFault.EMPTY),
        (b"x" * (MOST_UPLOADED + 1), ImageFault.TOO_LARGE),
        (SVG, ImageFault.WRONG_TYPE),
        (b"<!doctype html><script>alert(1)</script>", ImageFault.WRONG_TYPE),
        (b"%PDF-1.7\n" + drawn("PNG"), ImageFault.WRONG_TYPE),
        (b"GIF89a/*<svg/onload=alert(1)>*/=1;", ImageFault.WRONG_TYPE),
        (written(Image.new("RGB", (9, 9)), "TIFF"), ImageFault.WRONG_TYPE),
        (written(Image.new("RGB", (9, 9)), "BMP"), ImageFault.WRONG_TYPE),
        (written(Image.new("RGB", (9, 9)), "EPS"), ImageFault.WRONG_TYPE),
        (photo()[:900], ImageFault.BROKEN),
        (written(Image.effect_noise((200, 200), 50), "PNG")[:5_000], ImageFault.BROKEN),
        (bomb(60_000, 60_000), ImageFault.TOO_MANY_PIXELS),
        (bomb(9_500, 9_500), ImageFault.TOO_MANY_PIXELS),
        (bomb(5_100, 5_000), ImageFault.TOO_MANY_PIXELS),
        (bomb(0, 5), ImageFault.WRONG_TYPE),
        (moving(121), ImageFault.TOO_LONG),
        (moving(14, (2_000, 2_000)), ImageFault.TOO_LONG),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_hostile_broken_or_too_much_is_refused_with_its_reason(
    content: bytes, fault: ImageFault
) -> None:
    assert clean(content) == fault


def test_a_text_packed_to_a_thousandth_of_its_size_does_not_unfold() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("bomb", "x" * 80_000_000, zip=True)
    packed = written(Image.new("RGB", (8, 8)), "PNG", pnginfo=words)

    assert len(packed) < 200_000
    assert clean(packed) == ImageFault.BROKEN


def test_a_large_photo_becomes_as_large_as_a_mail_shows_and_no_heavier_than_it_may_be() -> None:
    made = cleaned(photo((4_000, 3_000)))
    grain = Image.effect_noise((1_600, 1_600), 120)
    noisy = Image.merge("RGBA", (grain, grain.rotate(90), grain.rotate(180), grain))

    assert max(made.width, made.height) == LONGEST_SIDE
    assert len(made.content) <= MOST_KEPT
    assert clean(written(noisy, "PNG", compress_level=1)) in {
        ImageFault.TOO_HEAVY,
        ImageFault.TOO_LARGE,
    }


def test_an_animation_keeps_its_frames_and_its_pace() -> None:
    image = opened(cleaned(moving(5)))

    assert getattr(image, "n_frames", 1) == 5
    assert image.info["duration"] == 80
