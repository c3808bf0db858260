"""The Word files that the people of the demo send, on the shipped template unless their name says otherwise."""

from functools import cache

from intake.adapters.home.files import example_template
from intake.demo import people
from intake.demo.otherfiles import old_word
from intake.demo.papers import AuthoredPaper, fill, plain, with_macros
from intake.demo.people import Author

MV = "JCA-MV"
AVATARS = "Use cases for avatars that move between platforms"
TWINS = "Terms for digital twins of places"
CAPTIONS = "Captions and sign language in immersive rooms"
ENERGY = "Measuring the energy of rendering, from cloud to headset"
TEST_BED = "A test bed for services that span two virtual worlds"
GAPS = "Gap analysis: standards for payments inside virtual worlds"
BORDER_TRIAL = "Checking digital certificates at land borders without a network"
BOTH = "Identity credentials for virtual worlds: what health certificates taught us"


@cache
def _template() -> bytes:
    return example_template().read_bytes()


def _paper(
    author: Author,
    title: str | None,
    abstract: str | None,
    *body: str,
    group: str = MV,
    source: str = "",
    spare: bool = False,
) -> bytes:
    paper = AuthoredPaper(
        title=title,
        source=source or author.organization,
        contacts=(author.contact(),),
        keywords="metaverse; interoperability" if abstract else None,
        abstract=abstract,
        group=group,
        body=body,
        spare_contact=spare,
    )
    return fill(_template(), paper)


def avatars(version: str = "clean") -> bytes:
    """The delegate's paper with its second contact row unfilled: "clean", "marked", the "right" version, "revised"."""
    proposal = {
        "clean": "The group is asked to take the three use cases into its roadmap.",
        "marked": "The group is asked to [take → agree to take] the [two → three] use cases into its roadmap.",
        "right": "The group is asked to take the four use cases into its roadmap, and to look for gaps.",
        "revised": "The group is asked to take the four use cases into its roadmap, and to publish the gaps found.",
    }[version]
    return _paper(
        people.DELEGATE,
        AVATARS,
        "Three use cases show what has to be agreed before an avatar can leave the platform that it was made on.",
        "This contribution continues the discussion of the first meeting.",
        "An avatar carries a look, a voice and claims about its owner. Each is described by another body today.",
        proposal,
        source=f"{people.DELEGATE.organization}\nOrbis Telecom",
        spare=True,
    )


def identity() -> bytes:
    """A paper for two groups."""
    return _paper(
        people.FRENCH,
        BOTH,
        "The trust lists of health certificates can carry the credentials of people in virtual worlds.",
        "Both groups look at credentials that are checked across borders.",
        "A trust list answers who may issue, without a central register of holders.",
        "The groups are asked to compare their lists of work items.",
        group="JCA-MV and JCA-DCC",
    )


def borders() -> bytes:
    """A paper for the other group."""
    return _paper(
        people.BORDERS,
        BORDER_TRIAL,
        "Readers at land borders need trust lists that stay valid for a week without a network.",
        "This contribution reports a trial at two crossings.",
        "Lists older than a day were accepted in 4 % of the checks.",
        "The group is asked to note the figures.",
        group="JCA-DCC",
    )


def haptics() -> bytes:
    """A paper in the format of Word 97."""
    return old_word("Touch feedback in shared virtual rooms. Source: Wisla Networks. The group is asked to note this.")


def hasty() -> bytes:
    """The template with its title, keywords and abstract not filled in."""
    return _paper(
        people.HASTY, None, None, "Rendering at the edge saves power in the headset.", "See the figures.", "Note."
    )


def gaps() -> bytes:
    """A paper in a file with macros."""
    abstract = "Nine of fourteen functions of a payment inside a virtual world have a standard; five have none."
    return with_macros(_paper(people.MACROS, GAPS, abstract, "A list of functions.", "The gaps.", "Fill the gaps."))


def access() -> bytes:
    """A paper that is sent once and arrives twice."""
    return _paper(
        people.TWICE,
        CAPTIONS,
        "Captions have to stay readable when the viewer turns; five requirements follow from tests with 40 people.",
        "This contribution reports tests with deaf and hard-of-hearing people.",
        "Captions that follow the head tire readers; captions at the speaker do not.",
        "The group is asked to add the five requirements to its gap list.",
    )


def twins(*, on_template: bool) -> bytes:
    """The delegate's second paper, as a house style writes it, or on the template."""
    texts = (
        "This contribution proposes words for the digital twin of a place, a building and a person.",
        "Three bodies use one word for different things, and two words for the same thing.",
        "The group is asked to send the table to the study groups for comment.",
    )
    if not on_template:
        return plain(TWINS, texts, rows=(("Project", "Orbis 2"), ("Version", "0.7"), ("Status", "for comment")))
    return _paper(people.DELEGATE, TWINS, "A table of eleven terms for digital twins, with their sources.", *texts)


def energy() -> bytes:
    """A paper that arrives one second before the deadline."""
    return _paper(
        people.IN_TIME,
        ENERGY,
        "One method measures the energy of a rendered minute in the cloud, at the edge and in the headset.",
        "This contribution proposes a method that a laboratory can repeat.",
        "The split between cloud and headset changes the total by a factor of three.",
        "The group is asked to forward the method to the study group on environment.",
    )


def tests() -> bytes:
    """A paper that arrives one second after the deadline."""
    return _paper(
        people.TOO_LATE,
        TEST_BED,
        "A test bed of two open platforms shows which of twelve interfaces are ready to be tested.",
        "This contribution offers the test bed to all members.",
        "Seven of twelve interfaces passed between the two platforms.",
        "The group is asked to name interfaces that should be tested next.",
    )


def own_paper() -> bytes:
    """A paper to start with in the kept demo."""
    return _paper(
        people.YOU,
        "A first contribution",
        "It shows what happens to a document that is on the template.",
        "This document introduces nothing.",
        "It is complete all the same.",
        "The group is asked to note it.",
        group="JCA-DEMO",
    )
