"""The pictures on a page: for eyes, for ears, and without anything a strict browser refuses."""

import re

from lxml import html

from qms.nonconformities.causes.drawing import fishbone
from qms.nonconformities.causes.tree import Branch, Cause
from tests.nonconformities.causes.forests import PAIRS
from tests.nonconformities.causes.pages import page_of

EFFECT = "Năm hồ sơ trả trễ hạn"


def test_every_id_is_used_once_and_every_reference_meets_its_own() -> None:
    page = html.fromstring(page_of(EFFECT, PAIRS))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) == 4
    references = page.xpath("//@aria-labelledby | //@aria-describedby")
    assert sorted(references) == sorted(ids)


def test_a_picture_carries_no_style_and_no_script_of_its_own() -> None:
    page = html.fromstring(page_of(EFFECT, PAIRS))
    assert not page.xpath("//@style | //style | //script | //@*[starts-with(name(), 'on')]")


def test_words_are_shown_as_typed_whatever_they_hold() -> None:
    said = page_of("<b>trễ</b>", [Cause(Branch.MEANS, 0, "máy & <script>quét</script>")])
    assert "<b>" not in said
    assert "<script>" not in said
    assert said.count("máy &amp; &lt;script&gt;") == 4  # the fishbone parts it


def test_every_line_of_a_box_is_written_and_no_number_is_longer_than_it_must() -> None:
    picture = html.fromstring(page_of(EFFECT, PAIRS)).xpath("//svg")[1]
    shown = " ".join(picture.xpath(".//tspan/text()"))
    assert all(cause.text in shown for cause in PAIRS)
    numbers = re.findall(r"-?[\d.]+", " ".join(picture.xpath(".//@x | .//@y | .//@points")))
    assert numbers
    assert all(len(number) <= 7 for number in numbers)
    heads = [line for line in fishbone(EFFECT, PAIRS).lines if line.head]
    assert len(picture.xpath(".//polygon")) == len(heads) > 0


def test_the_list_nests_as_the_whys_do_and_names_the_roots() -> None:
    page = html.fromstring(page_of(EFFECT, PAIRS))
    names = [" ".join(name.split()) for name in page.xpath("//details//dt/text()")]
    assert names == [branch.label.text for branch in Branch]
    inner = page.xpath("//details//li/ul/li")
    assert [" ".join(item.text.split()) for item in inner] == [c.text for c in PAIRS[1::2]]
    assert len(page.xpath("//details//span[@class='drawing-note']")) == 3
    assert len(page.xpath("//details//p[contains(., 'Chưa ghi')]")) == 2


def test_the_list_speaks_the_language_of_the_reader() -> None:
    assert "Changed laws and rules" in page_of(EFFECT, PAIRS, "en")
