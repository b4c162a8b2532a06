"""Habits of French pages: how ministries, the Élysée and broadcasters print who speaks."""

from tests.documents.ingest.understood import names_in_turn, said, talk_of, understood


def test_a_president_in_capitals_before_a_dash_is_a_person_below_a_title_that_is_a_sentence():
    title = (
        "Déclaration de presse conjointe de MM. Nicolas Sarkon, Président de la République, et "
        "Bachar Al-Assan, sur les relations des deux États, à Damas le 3 septembre 2008."
    )
    reading = understood(
        talk_of(
            f"3 septembre 2008 - Seul le prononcé fait foi\n{title}",
            "PRESIDENT BACHAR AL-ASSAN - Je voudrais souhaiter la bienvenue au Président.",
            "PRESIDENT NICOLAS SARKON - Merci de votre accueil.",
            "QUESTION - Avez-vous parlé du Liban ?",
            "PRESIDENT NICOLAS SARKON - Bien sûr.",
        )
    )
    sarkon = "Nicolas Sarkon"
    assert [name for name, _ in said(reading)] == ["Bachar Al-Assan", sarkon, None, sarkon]
    assert reading.title.value == title
    assert reading.place is None


def test_family_names_in_capitals_are_labels_though_they_come_once_and_names_as_others():
    text = talk_of(
        "Interview sur Europe 1\n\nL’interview donnée par le président François Hollandais à Pékin",
        "Thomas SOTTON : Matinale spéciale. Vous recevez le chef de l’Etat.",
        "Jean-Pierre ELKABON : Est-ce votre deuxième visite ?",
        "LE PRESIDENT : Bonjour Thomas SOTTON.",
        "Jean-Pierre ELKABON : Le succès est-il possible ?",
        "LE PRESIDENT : Il est possible.",
    )
    elkabon, president = "Jean-Pierre Elkabon", "François Hollandais"
    assert names_in_turn(text) == ["Thomas Sotton", elkabon, president, elkabon, president]


def test_the_first_question_asks_though_q_stands_before_the_others_only():
    text = talk_of(
        "Entretien de Mme Michèle Alliot, ministre des affaires étrangères, le 22 janvier 2011",
        "Texte intégral",
        "Bonsoir à tous, c'est le ministère des crises.\nBonsoir Mme, est-ce aussi dur ?",
        "R - J'ai une certaine expérience.",
        "Q - Ce soir Le Caire, a-t-on le temps ?",
        "R - Il est très important de se rendre compte.",
        "Q - Et demain Amman ?",
        "R - Demain Amman.",
    )
    minister = "Michèle Alliot"
    assert names_in_turn(text) == [None, None, minister, None, minister, None, minister]
