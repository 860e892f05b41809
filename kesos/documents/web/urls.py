"""Addresses of letters: staff under /surat/, everybody under /cek/."""

from django.urls import path

from kesos.documents.web import check, counter, letters, request_list, requests, signers, templates

app_name = "documents"
urlpatterns = [
    path("surat/", letters.letters, name="letters"),
    path("surat/<uuid:letter>/", letters.letter_page, name="letter"),
    path("surat/<uuid:letter>/halaman-<int:page>.png", letters.picture, name="picture"),
    path("surat/<uuid:letter>/unduh/", letters.download, name="download"),
    path("surat/<uuid:letter>/cabut/", letters.withdraw, name="withdraw"),
    path("surat/kumpulan/<uuid:batch>/", letters.joined, name="joined"),
    path("surat/loket/", counter.counter, name="counter"),
    path("surat/permohonan/", request_list.requests_, name="requests"),
    path("surat/permohonan/terbitkan/", request_list.issue, name="requests_issue"),
    path("surat/permohonan/baru/", requests.ask, name="request_new"),
    path("surat/permohonan/<int:person_id>/", requests.one, name="request"),
    path("surat/permohonan/<int:person_id>/terbitkan/", requests.issue, name="request_issue"),
    path("surat/permohonan/<int:person_id>/tolak/", requests.refuse, name="request_refuse"),
    path("surat/templat/", templates.editor, name="template"),
    path("surat/templat/<int:template_id>/pratinjau.<str:form>", templates.preview, name="preview"),
    path("surat/templat/<int:template_id>/berlakukan/", templates.activate, name="activate"),
    path("surat/templat/<int:template_id>/pulihkan/", templates.revert, name="revert"),
    path("surat/penanda-tangan/", signers.signers, name="signers"),
    path("surat/penanda-tangan/<int:signer_id>/akhiri/", signers.end, name="end_signer"),
    path("cek/", check.ask, name="ask"),
    path("cek/<str:code>/", check.check, name="check"),
]
