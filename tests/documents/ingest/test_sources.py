"""Which texts paths mean, under which keys, with which descriptions."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents.ingest.reading import Unreadable
from documents.ingest.sources import NoSuchPath, find
from tests.documents.ingest.readers import samples


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def zipped(path: Path, members: dict[str, str]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def problems(*paths: Path) -> list[str]:
    said = []
    for source in find(paths):
        try:
            source.read()
        except Unreadable as error:
            said.append(str(error))
    return said


def test_a_folder_gives_its_texts_with_their_place_as_key(tmp_path):
    folder = write(tmp_path / "talks", a_txt="x", sub__b_html="x", d_jpg="x", _hidden_txt="x")
    write(folder, c_yaml="title: x")
    assert [source.read().key for source in find([folder])] == ["talks/a.txt", "talks/sub/b.html"]


def test_two_folders_with_a_file_of_the_same_name_give_two_keys(tmp_path):
    folders = [write(tmp_path / name, transcript_txt=name) for name in ("one", "two")]
    assert [s.read().key for s in find(folders)] == ["one/transcript.txt", "two/transcript.txt"]


def test_a_path_given_twice_is_taken_once(tmp_path):
    folder = write(tmp_path / "talks", a_txt="x")
    assert len(list(find([folder, folder / "a.txt"]))) == 1


def test_a_path_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(NoSuchPath, match=r"nowhere: there is no such file or folder"):
        list(find([tmp_path / "nowhere"]))


def test_a_file_that_disappears_is_a_sentence(tmp_path):
    (source,) = find([write(tmp_path, a_txt="x")])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(Unreadable, match=r"a\.txt: the file disappeared before it was read"):
        source.read()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_sentence(tmp_path):
    write(tmp_path, a_txt="x").joinpath("a.txt").chmod(0)
    assert "cannot be read (Permission denied). Check its permissions." in problems(tmp_path)[0]


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path, settings):
    settings.INGEST_LARGEST_TEXT = 100
    assert "a.txt is larger than a text may be" in problems(write(tmp_path, a_txt="x" * 101))[0]


def test_members_of_an_archive_are_texts_with_their_descriptions(tmp_path):
    path = zipped(
        tmp_path / "talks.zip",
        {
            "2008/a.txt": "Good morning.",
            "2008/a.yaml": "title: The port",
            "./b.md": "# Hello",
            "__MACOSX/b.md": "x",
            "photo.jpg": "x",
        },
    )
    a, b = (source.read() for source in find([path]))
    assert (a.key, a.data) == ("talks.zip/2008/a.txt", b"Good morning.")
    assert a.described.title == "The port"
    assert (b.key, b.name, b.described) == ("talks.zip/b.md", "b.md", None)


def test_an_archive_in_a_folder_is_read_too(tmp_path):
    folder = tmp_path / "all"
    folder.mkdir()
    zipped(folder / "talks.zip", {"a.txt": "x"})
    assert [source.read().key for source in find([folder])] == ["all/talks.zip/a.txt"]


def test_the_good_members_of_a_bad_archive_are_read(tmp_path):
    names = ("../../etc/a.txt", "/b.txt", "C:\\c.txt", "good.txt")
    path = zipped(tmp_path / "bad.zip", dict.fromkeys(names, "x"))
    assert len(problems(path)) == 3
    assert all("climbs out of the archive" in says for says in problems(path))
    assert [s.read().name for s in find([path]) if not s.problem] == ["good.txt"]


def test_bombs_encryption_links_and_archives_within_are_refused(tmp_path):
    zipped(tmp_path / "inner.zip", {"deeper.zip": "PK"})
    (tmp_path / "secret.zip").write_bytes(
        samples.marked_as_encrypted(samples.archive(**{"a.txt": "x"}))
    )
    (tmp_path / "bomb.zip").write_bytes(samples.archive(**{"a.txt": b" " * 20_000_000}))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 no more")
    bomb, broken, inner, secret = problems(tmp_path)
    assert "bomb.zip/a.txt unpacks to 20 MB, far more than a text holds" in bomb
    assert "broken.zip is not a ZIP archive that can be read" in broken
    assert "deeper.zip is an archive within an archive" in inner
    assert "secret.zip/a.txt is encrypted" in secret


def test_a_manifest_describes_the_files_of_its_folder(tmp_path):
    folder = write(
        tmp_path / "talks",
        a_txt="x",
        sub__b_txt="x",
        c_txt="x",
        manifest_csv="file,title,date,kind\na.txt,The port,2008-06,speech\nsub/b.txt,Docks,,\n",
    )
    a, c, b = (source.read().described for source in find([folder]))
    assert (a.title, a.held, a.kind) == ("The port", "2008-06", "speech")
    assert (b.title, b.held, b.stated) == ("Docks", None, {"title"})
    assert c is None


def test_a_description_file_wins_field_by_field(tmp_path):
    folder = write(
        tmp_path,
        a_txt="x",
        a_yaml="title: Mine",
        manifest_csv="file,title,place\na.txt,Theirs,Elsa\n",
    )
    (source,) = find([folder])
    described = source.read().described
    assert (described.title, described.place) == ("Mine", "Elsa")


def test_a_changed_row_is_another_loading(tmp_path):
    digests = set()
    for title in ("One", "Two"):
        write(tmp_path, a_txt="x", manifest_csv=f"file,title\na.txt,{title}\n")
        (source,) = find([tmp_path])
        digests.add(source.read().digest)
    assert len(digests) == 2


def test_a_row_without_its_file_is_reported(tmp_path):
    folder = write(tmp_path, a_txt="x", manifest_csv="file,title\na.txt,One\nlost.txt,Two\n")
    (says,) = problems(folder)
    assert "manifest.csv, line 3: names “lost.txt”, and there is no such text" in says


def test_a_wrong_row_refuses_its_file_only(tmp_path):
    folder = write(
        tmp_path, a_txt="x", b_txt="x", manifest_csv="file,date\na.txt,2008-02-31\nb.txt,2008\n"
    )
    (says,) = problems(folder)
    assert "manifest.csv, line 2: “date”" in says


def test_texts_wait_for_a_manifest_that_can_be_read(tmp_path):
    folder = write(tmp_path, a_txt="x", manifest_csv="file,titel\na.txt,One\n")
    wrong, held_back = problems(folder)
    assert "“titel” is not a column of a manifest. Did you mean “title”?" in wrong
    assert "a.txt was held back" in held_back


def test_a_manifest_that_is_given_names_the_texts(tmp_path):
    folder = write(tmp_path, a_txt="x", b_txt="x", manifest_yaml="- file: b.txt\n  title: Docks\n")
    (source,) = find([folder / "manifest.yaml"])
    assert (source.path.name, source.read().described.title) == ("b.txt", "Docks")


def test_a_manifest_within_an_archive_describes_its_members(tmp_path):
    path = zipped(
        tmp_path / "t.zip", {"x/a.txt": "x", "x/manifest.csv": "file;title\na.txt;The port\n"}
    )
    (source,) = find([path])
    assert source.read().described.title == "The port"


def test_a_description_that_is_named_itself_is_refused_in_words(tmp_path):
    (tmp_path / "a.yaml").write_text("title: A\n")

    (source,) = find([tmp_path / "a.yaml"])

    assert "name the text itself" in source.problem


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that nobody can read here")
def test_a_file_that_even_root_cannot_read_is_a_sentence(tmp_path):
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    assert "a.txt: cannot be read (" in problems(tmp_path)[0]


def test_a_link_to_a_folder_elsewhere_is_told_and_one_within_is_not(tmp_path):
    write(tmp_path / "elsewhere", a_txt="x")
    talks = write(tmp_path / "talks", sub__b_txt="x")
    (talks / "out").symlink_to(tmp_path / "elsewhere")
    (talks / "in").symlink_to(talks / "sub")
    (talks / "loop").symlink_to(talks)
    (says,) = problems(talks)
    assert says.endswith(
        "out is a link to a folder, which is not followed. Name the folder itself as well."
    )


def test_a_row_that_leads_out_of_the_folder_of_its_manifest_is_refused(tmp_path):
    write(tmp_path, a_txt="x", talks__b_txt="x")
    folder = write(tmp_path / "talks", manifest_csv="file,title\n../a.txt,A\nb.txt,B\n")
    (says,) = problems(folder / "manifest.csv")
    assert "line 2: “../a.txt” lies outside of the folder of the manifest." in says
