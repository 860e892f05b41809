"""Each screen for officials and citizens says in a few sentences what it is for."""

import inspect
import re

import pytest

from kesos.guide.guides import guides
from kesos.ui.help import everything
from kesos.ui.screens import PUBLIC
from tests.rules.house import screens
from tests.rules.test_every_screen_names_its_permission import BEHIND_LOGIN

MOST_WORDS = 60
ENGLISH = re.compile(r"\b(the|and|click|button|page|submit|user|upload|download|file|save)\b", re.IGNORECASE)
# What answers a GET and is no page of the frame, with the reason.
NO_PAGE = {
    "access:time_left": "a part that the frame asks for",
    "access:email": "leads to one's own account",
    "account_email": "leads to one's own account",
    "mfa_download_recovery_codes": "a file",
    "documents:picture": "a picture",
    "documents:download": "a file",
    "documents:joined": "a file",
    "documents:preview": "a picture or a file",
    "regions:picker": "a part of a form",
    "evidence:of_person": "leads to the house of a person's family",
    "evidence:panel": "a part of other pages",
    "evidence:picture": "a picture",
    "evidence:small": "a picture",
    "evidence:points": "numbers for the map",
    "evidence:drawn": "a picture",
    "evidence:card": "a part of the map's page",
    "files:one": "a file",
    "files:small": "a picture",
    "journeys:places": "a part of a form",
    "insight:recap_file": "a file",
    "insight:standing_print": "on paper; the list it is made from has its help",
    "registry:ppks_print": "on paper; the list it is made from has its help",
    "padan:print": "on paper; the list it is made from has its help",
    "journeys:events_print": "on paper; the list it is made from has its help",
    "programmes:check_print": "on paper; the list it is made from has its help",
    "programmes:quotas_print": "on paper; the list it is made from has its help",
    "programmes:unlisted_print": "on paper; the list it is made from has its help",
    "proposals:tasks_print": "on paper; the list it is made from has its help",
    "proposals:list_print": "on paper; the list it is made from has its help",
    "programmes:quotas_excel": "a file",
    "programmes:run_minutes": "a file",
    "proposals:deliberation_print": "a file",
    "proposals:recap_file": "a file",
    "proposals:recap_programmes_file": "a file",
    "journeys:event_file_rejects": "a file",
    "portal:own_data_file": "a file",
    "portal:counter_data_file": "a file",
    "portal:own_consent": "leads to one's own data",
    "portal:counter_consent": "leads to the data of the person at the counter",
    "portal:own_right_step": "leads to the request",
    "portal:right_step": "leads to the request",
    "portal:incident_letter": "a letter on paper",
    "portal:processing_file": "a file",
}


def pages(found):
    """Names of addresses behind the login that answer a GET."""
    return {
        name
        for at, name, entry in found
        if not at.startswith("api/")
        and (name in BEHIND_LOGIN or getattr(entry.callback, "needs", PUBLIC) != PUBLIC)
        and "@require_POST" not in inspect.getsource(inspect.unwrap(entry.callback))
    }


def faults(help_):
    said = [help_.title, help_.text]
    if not all(each.strip() for each in said):
        return ["empty"]
    wrong = []
    if len(help_.text.split()) > MOST_WORDS:
        wrong.append("too long")
    if not help_.text.rstrip().endswith("."):
        wrong.append("no sentence")
    if found := ENGLISH.search(" ".join(said)):
        wrong.append(f"English: {found[0]}")
    return wrong


@pytest.mark.requirement("K-28")
def test_every_screen_behind_the_login_has_its_help_or_says_why_not():
    asked = pages(screens())

    assert asked - NO_PAGE.keys() - everything().keys() == set()
    assert NO_PAGE.keys() - asked == set()
    assert NO_PAGE.keys() & everything().keys() == set()


def test_no_help_is_for_a_screen_that_is_gone():
    assert everything().keys() - {name for _, name, _ in screens()} == set()


@pytest.mark.requirement("K-28")
@pytest.mark.parametrize("name", sorted(everything()))
def test_the_help_of_a_screen_is_short_and_in_plain_indonesian(name):
    assert faults(everything()[name]) == []


@pytest.mark.parametrize("name", sorted(name for name, told in everything().items() if told.guide))
def test_the_help_of_a_screen_leads_to_a_chapter_that_is_there(name):
    guide, _, heading = everything()[name].guide.partition("#")

    assert guide in guides()
    assert heading in {each.anchor for each in guides()[guide].headings}
