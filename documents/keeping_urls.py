"""The keeper's pages: loading a text in the browser, describing it, publishing it."""

from django.urls import path

from documents.views import (
    correcting,
    history,
    keeping,
    mending,
    people,
    reports,
    undoing,
    uploading,
    voices,
    withdrawing,
)

urlpatterns = [
    path("", keeping.overview, name="keeping"),
    path("add/", keeping.add, name="keeping-add"),
    path("add/several/", uploading.several, name="keeping-add-several"),
    path("documents/<int:pk>/", keeping.document, name="keeping-document"),
    path("documents/<int:pk>/changes/", history.of_document, name="history-document"),
    path("people/<int:pk>/changes/", history.of_speaker, name="history-speaker"),
    path("loads/<int:pk>/", undoing.load, name="keeping-load"),
    path("not-the-same/<int:pk>/", undoing.not_the_same, name="keeping-not-the-same"),
    path("documents/<int:pk>/correct/", correcting.correct, name="keeping-correct"),
    path("documents/<int:pk>/withdraw/", withdrawing.withdraw, name="keeping-withdraw"),
    path(
        "passages/<slug:public_id>/withdraw/",
        withdrawing.withdraw_passage,
        name="keeping-withdraw-passage",
    ),
    path("redact/", withdrawing.redact, name="keeping-redact"),
    path("withdrawals/", withdrawing.withdrawals, name="keeping-withdrawals"),
    path("withdrawals/<int:pk>/", withdrawing.withdrawal, name="keeping-withdrawal"),
    path("documents/<int:pk>/discard/", keeping.discard, name="keeping-discard"),
    path("people/", people.people, name="keeping-people"),
    path("people/find/", people.find, name="keeping-find"),
    path("people/<int:pk>/", people.person, name="keeping-person"),
    path("people/<int:pk>/merge/", people.merge, name="keeping-merge"),
    path("people/<int:pk>/by-office/", people.by_office, name="keeping-by-office"),
    path("people/<int:pk>/split/", people.split, name="keeping-split"),
    path("voices/", voices.voices, name="keeping-voices"),
    path("voices/<int:pk>/", voices.voice, name="keeping-voice"),
    path("reports/", reports.queue, name="keeping-reports"),
    path("reports/<int:pk>/", reports.answer, name="keeping-report"),
    path("passages/<int:pk>/speaker/", mending.speaker, name="keeping-speaker"),
    path("revisions/<int:pk>/undo-speakers/", mending.undo, name="keeping-undo-speakers"),
    path("decisions/", people.decisions, name="keeping-decisions"),
    path("decisions/<int:pk>/undo/", people.undo, name="keeping-undo-decision"),
]
