"""Every address that takes a POST, and the operation of the API on the same service; or in words why it has none."""

import pytest

from kesos.config.api import api
from tests.rules.house import screens

NEEDS_NONE = {
    "population:push": "the registry's own way in, signed",
    "ui:switch": "the colours and letters of one's own screen",
    "access:email": "leads to one's own account",
    "access:my_sessions": "sessions of a browser; a program has a token",
    "access:stay": "prolongs the session of a browser",
    "access:new_token": "a token that makes a token could make a wider one",
    "access:link": "the way in by a link for one use",
    "access:invitation": "the way in by a link for one use: the owner alone sets the password",
    "portal:join": "the public way to one's own account; a program has a token of it",
    "portal:join_code": "the public way in by a code on paper",
    "access:staff_session": "a person looks at a screen for a stated reason; a token never holds it",
    "access:close_staff_session": "a person looks at a screen for a stated reason; a token never holds it",
}
ENDPOINTS = {
    "insight:refresh": {"refreshRecaps"},
    "insight:standing_export": {"exportStandingFamilies"},
    "registry:ppks_export": {"exportPpks"},
    "padan:step": {"actOnFinding"},
    "padan:judge": {"judgePair"},
    "padan:undo": {"undoPair"},
    "padan:search": {"searchPairs"},
    "padan:propose_many": {"actOnFindings"},
    "journeys:health": {"askHealthInsurance"},
    "journeys:pull": {"pullEvents"},
    "journeys:event_file_send": {"sendEventFile"},
    "journeys:event_file_take": {"applyEventFile"},
    "journeys:death": {"reportDeath"},
    "journeys:event_step": {"actOnEvent"},
    "journeys:manager_propose": {"proposeManager"},
    "journeys:manager_step": {"actOnManagerChange"},
    "journeys:move_report": {"reportMove"},
    "journeys:move_step": {"actOnMove"},
    "access:account": {"changeMe"},
    "access:limits": {"setLimit"},
    "access:features": {"switchFeature"},
    "access:revoke_token": {"revokeToken"},
    "access:invite": {"inviteAccount"},
    "access:change": {"changeAccount"},
    "access:give_grant": {"giveGrant"},
    "access:end_grant": {"endGrant"},
    "access:delegate": {"delegateOffice"},
    "access:end_delegation": {"endDelegation"},
    "access:invite_again": {"inviteAgain"},
    "access:set_active": {"setAccountActive"},
    "access:release_lock": {"releaseLock"},
    "access:remove_second_factor": {"removeSecondFactor"},
    "documents:request_new": {"requestLetter"},
    "documents:counter": {"requestLetterShown"},
    "documents:request_issue": {"issueLetter"},
    "documents:requests_issue": {"issueCertificates"},
    "documents:request_refuse": {"refuseLetter"},
    "documents:withdraw": {"withdrawLetter"},
    "documents:template": {"saveTemplateDraft"},
    "documents:activate": {"activateTemplate"},
    "documents:revert": {"revertTemplate"},
    "documents:signers": {"addSigner", "saveOffice"},
    "documents:end_signer": {"endSigner"},
    "registry:people": {"findPeopleByNumber", "findPeopleNear"},
    "registry:card": {"getPersonByNik"},
    "registry:family_new": {"registerFamily", "findPeopleNear"},
    "registry:family_member": {"addFamilyMember", "findPeopleNear"},
    "registry:open_nik": {"openPersonNumber"},
    "registry:open_ppks": {"openPersonPpks"},
    "evidence:take": {"addHousePhoto"},
    "evidence:place": {"setHousePoint"},
    "registry:visits": {"openVisit"},
    "registry:visit": {"openVisitAnswers"},
    "registry:visit_step": {"saveVisitStep"},
    "registry:visit_member_step": {"saveVisitStep"},
    "registry:visit_check": {"closeVisit"},
    "registry:visit_discard": {"discardVisit"},
    "registry:visit_paper": {"openVisitAnswers"},
    "registry:identity_task": {"settleIdentity"},
    "registry:look_across": {"lookUpAcrossAreas"},
    "registry:import_upload": {"sendImport"},
    "registry:import_stage": {"sendImport"},
    "registry:import_columns": {"mapColumns", "checkImport"},
    "registry:import_apply": {"applyImport"},
    "registry:import_discard": {"discardImport"},
    "registry:import_rejects": {"gatherRejects"},
    "registry:export": {"exportPeople"},
    "workflow:new_holiday": {"addHoliday"},
    "workflow:drop_holiday": {"removeHoliday"},
    "workflow:new_day": {"setCalendarDay"},
    "workflow:new_freeze": {"addFreeze"},
    "workflow:stop_freeze": {"endFreeze"},
    "jobs:cancel": {"cancelJob"},
    "jobs:again": {"repeatJob"},
    "notices:read": {"readNotices"},
    "programmes:check_many": {"findRecipientsFit"},
    "programmes:check_export": {"exportRecipients"},
    "programmes:check_task_answer": {"answerFieldTask"},
    "programmes:check_companions": {"assignFamilies"},
    "programmes:check_look": {"lookAtRecipient"},
    "programmes:check_attach": {"attachCheckPaper"},
    "programmes:check_decide": {"decideOnRecipient"},
    "programmes:check_note": {"writeFieldNote"},
    "programmes:check_hand_over": {"handOverNotice"},
    "programmes:catalogue_change": {"changeCatalogue", "previewCatalogue"},
    "programmes:catalogue_withdraw": {"withdrawFromCatalogue"},
    "programmes:quota_new": {"setQuota"},
    "programmes:quota_change": {"changeQuota"},
    "programmes:quota_end": {"endQuota"},
    "programmes:weights": {"setScoreWeights"},
    "proposals:list_export": {"exportProposals"},
    "proposals:tasks_export": {"exportTasks"},
    "proposals:start": {"createProposal"},
    "proposals:aid_start": {"checkAidProposal", "createAidProposal"},
    "programmes:plan": {"planReplacements"},
    "programmes:run_carry_out": {"decideReplacementPlan"},
    "proposals:bulk": {"actOnProposals"},
    "proposals:attach": {"attachPaper"},
    "proposals:step": {"actOnProposal"},
    "proposals:schedule": {"scheduleDeliberation"},
    "proposals:deliberation_attach": {"attachMinutes"},
    "proposals:deliberation_note": {"noteDecisions"},
    "proposals:deliberation_step": {"actOnDeliberation"},
    "proposals:deliberation_make": {"makeDeliberationPaper"},
    "proposals:deliberation_attend": {"noteAttendance"},
    "proposals:deliberation_confirm": {"noteSignatures"},
    "proposals:deliberation_carry": {"carryOutDeliberation"},
    "proposals:remind": {"remindVillages"},
    "proposals:period_step": {"actOnPeriod"},
    "proposals:period_endorse": {"endorsePeriod"},
    "proposals:period_to_centre": {"makeCentreFile"},
    "proposals:period_results": {"importResults"},
    "portal:citizen": {"registerCitizen", "giveCitizenCode", "proveCitizen", "endCitizenAccount"},
    "portal:tell_usul": {"tellUsul"},
    "portal:tell_sanggah": {"tellSanggah"},
    "portal:take_usul": {"takeUsul"},
    "portal:take_sanggah": {"takeSanggah"},
    "portal:report_step": {"actOnReport"},
    "portal:report_field": {"noteFieldResult"},
    "portal:report_follow_up": {"followUpReport"},
    "portal:reporter": {"openReporter"},
    "portal:own_correct": {"askOwnRight"},
    "portal:own_object": {"askOwnRight"},
    "portal:own_consent": {"giveOwnConsent", "withdrawOwnConsent"},
    "portal:own_right_step": {"actOnOwnRight"},
    "portal:counter_correct": {"askRight"},
    "portal:counter_object": {"askRight"},
    "portal:counter_consent": {"giveConsent", "withdrawConsent"},
    "portal:right_step": {"actOnRight"},
    "portal:new_incident": {"enterIncident"},
    "portal:tell_incident": {"noteIncidentTold"},
    "portal:close_incident": {"closeIncident"},
    "portal:retention": {"previewRetention", "forgetRetained"},
    "portal:terms": {"setTerm"},
}


def takes_a_post(view):
    """Unless one of its decorators lists its methods without POST."""
    while view is not None:
        named = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=True))
        if "request_method_list" in named:
            return "POST" in named["request_method_list"].cell_contents
        view = getattr(view, "__wrapped__", None)
    return True


def ours():
    """Names of our own addresses that take a POST; the library's are the ways in and out of a browser."""
    return {
        name
        for at, name, entry in screens()
        if not at.startswith(("api/", "^")) and entry.callback.__module__.startswith("kesos.")
        and takes_a_post(entry.callback)
    }  # fmt: skip


def test_every_act_of_a_screen_has_its_endpoint_or_says_why_not():
    assert ours() == ENDPOINTS.keys() | NEEDS_NONE.keys()
    assert not ENDPOINTS.keys() & NEEDS_NONE.keys()


def test_every_endpoint_named_here_writes():
    posts = {
        told["operationId"]
        for methods in api.get_openapi_schema()["paths"].values()
        for method, told in methods.items()
        if method == "post"
    }

    assert {operation for each in ENDPOINTS.values() for operation in each} - posts == set()


@pytest.mark.parametrize(
    ("name", "takes"),
    [("jobs:cancel", True), ("registry:person", False), ("registry:people", True), ("documents:letter", False)],
)
def test_the_rule_tells_a_look_from_an_act(name, takes):
    (view,) = [entry.callback for _, found, entry in screens() if found == name]

    assert takes_a_post(view) is takes
