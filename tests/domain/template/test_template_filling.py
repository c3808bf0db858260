"""Texts that turn the empty template into the cover of a document."""

from intake.domain.document import Contact
from intake.domain.template.filling import MadeCover, cover_writings
from tests.domain.documents import PROFILE, empty_template

KIM = Contact("Kim Min-ji", "ETRI", "Korea (Rep. of)", None, None, "kim@etri.example")
COVER = MadeCover("A study", ("ETRI",), KIM, "CONTRIBUTION", "JCA-MV", "The document follows.")


def test_the_contact_stands_in_the_first_contact_row_alone() -> None:
    places = {
        (one.place.row, one.place.cell): one.text
        for one in cover_writings(empty_template(), PROFILE, COVER)
        if one.place is not None and one.place.table == 0
    }
    assert places[6, 1] == "Kim Min-ji\nETRI\nKorea (Rep. of)"
    assert "kim@etri.example" in places[6, 2]
    assert (places[7, 1], "@" in places[7, 2]) == ("", False)
