"""The library of voices: finds, adds, edits, deletes and restores them. A folder for each voice is the truth.

`custom/ID/` holds a voice, `trash/` the deleted ones, `embeddings/` and `previews/` what is made from them. Voices
may be put there, edited and removed by hand meanwhile, and several processes may write. Everything here may be called
from any thread and waits for the disk. It knows nothing of engines but their ids, nor of how recordings are made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

from vozes import files
from vozes.errors import ErrorCode, VozesError
from vozes.text.language import normalize_tag
from vozes.types import ClonedVoice
from vozes.voices.adding import checked_voice, write_voices
from vozes.voices.clock import Clock
from vozes.voices.consents import ConsentLibrary
from vozes.voices.derived import Derived
from vozes.voices.index import VoiceIndex
from vozes.voices.library_lock import writing
from vozes.voices.names import free_names, is_id, is_made_id, matching, name_key, name_taken, new_id, unknown_voice
from vozes.voices.reading import VOICE_FILE
from vozes.voices.trash import Trash
from vozes.voices.voice import CONSENT_FILE, DeletedVoice, LibraryVoice, VoiceDraft, checked, to_json, utc_time

Voices = list[LibraryVoice]
DeletedVoices = list[DeletedVoice]


class VoiceChanges(TypedDict, total=False):
    """What can be edited; what is left out stays as it is."""

    name: str
    language: str | None
    description: str
    transcript: str
    tags: Sequence[str]


class VoiceLibrary:
    """Needs no folder to be there yet. What a method has returned from survives a kill and a loss of power.

    What writes raises VozesError: STORAGE_FULL when the disk is full, LIBRARY_BUSY when somebody else writes for too
    long; and has changed nothing then. What reads waits for nobody.
    """

    def __init__(self, home: Path, trash_days: float, wait_seconds: float = 10.0):
        """`trash_days`: how long a deleted voice can be restored. `wait_seconds`: for another one that writes."""
        self._wait_seconds = wait_seconds
        self.uploads = home / "cache" / "uploads"
        """What is being received; whoever receives makes folders in it."""
        self._root = home / "voices"
        self._custom = self._root / "custom"
        self._index = VoiceIndex(self._custom)
        self._trash = Trash(self._root / "trash", trash_days, Clock(self._root / "clock.json"))
        self._derived = Derived(self._root)
        self.consents = ConsentLibrary(self._root / "consents", self._writing)

    def start(self, stale_seconds: float = 0.0) -> None:
        """Removes what a kill has left behind and what is in the trash for too long; reads all voices.

        For servers alone, before they receive anything: it would remove what another one is receiving, unless that
        was begun less than `stale_seconds` ago.
        """
        with self._writing():
            for folder in (
                self._root,
                self._custom,
                self._root / "trash",
                self._root / "presets",
                self._root / "consents",
            ):
                files.remove_unfinished(folder)
            files.empty_folder(self.uploads, stale_seconds)
            self._purge()
            known = {indexed.voice.id for indexed in self._index.sorted()} | self._trash.ids()
            self._derived.remove_unfinished(stale_seconds)
            self._derived.remove(lambda voice_id: is_made_id(voice_id) and voice_id not in known)

    def list(self, search: str | None = None, language: str | None = None, tag: str | None = None) -> Voices:
        """Returns the voices by name.

        `search`: words that are all in the name, the description or the tags, whatever their case and accents.
        `language`: with its regions, so that `pt` finds `pt-br`. `tag`: one of the voice's.
        """
        found = self._index.sorted()
        if search:
            matches = matching(search)
            found = [each for each in found if matches(each.words)]
        if tag is not None:
            key = name_key(tag)
            found = [each for each in found if key in each.tags]
        if language is not None:
            wanted = normalize_tag(language) + "-"
            found = [each for each in found if f"{each.voice.language or ''}-".startswith(wanted)]
        return [each.voice for each in found]

    def get(self, voice_id: str) -> LibraryVoice:
        """Raises VozesError(UNKNOWN_VOICE), the same for an id that is not there and one that may not be."""
        voice = self._index.get(voice_id) if is_id(voice_id) else None
        if voice is None:
            namesake = self.by_name(voice_id)
            raise unknown_voice(voice_id, namesake.id if namesake else None)
        return voice

    def find(self, text: str) -> LibraryVoice | None:
        """Returns the voice with that id, else with that name."""
        voice = self._index.get(text) if is_id(text) else None
        return voice or self.by_name(text)

    def by_name(self, name: str) -> LibraryVoice | None:
        """Returns the voice with that name, whatever its case."""
        return self._index.by_key(name_key(name))

    def add(self, draft: VoiceDraft) -> LibraryVoice:
        """Raises VozesError: INVALID_FIELD, NAME_TAKEN, STORAGE_FULL."""
        return self.add_all([draft])[0]

    def add_all(self, drafts: Sequence[VoiceDraft], *, rename: bool = False) -> Voices:
        """Adds all or none, as `add` does. Only a kill may leave some of them, each whole.

        `rename`: a name that is taken gets a number, as `Ana (2)`.
        """
        voices = [checked_voice(draft) for draft in drafts]
        with self._writing():
            voices = [self._with_free_id(voice) for voice in voices]
            if rename:
                names = free_names((voice.name for voice in voices), self._index.owners())
                voices = [replace(voice, name=name) for voice, name in zip(voices, names, strict=True)]
            self._refuse_taken(voices)
            voices = write_voices(self._custom, voices, drafts)
            self._index.look_at(voice.id for voice in voices)
        return voices

    def edit(self, voice_id: str, **changes: Unpack[VoiceChanges]) -> LibraryVoice:
        """Raises VozesError: UNKNOWN_VOICE, INVALID_FIELD, NAME_TAKEN, STORAGE_FULL."""
        fields: dict[str, Any] = dict(changes)
        with self._writing():
            voice = self.get(voice_id)
            edited = checked(replace(voice, **fields))
            if edited == voice:
                return voice
            if name_key(edited.name) != name_key(voice.name):
                self._refuse_taken([edited])
            edited = replace(edited, updated=utc_time())
            files.replace_file(self._custom / voice_id / VOICE_FILE, to_json(edited), workplace=self._custom)
            self._index.look_at([voice_id])
        return edited

    def delete(self, voice_id: str) -> None:
        """Puts the voice into the trash. Raises VozesError: UNKNOWN_VOICE, STORAGE_FULL."""
        with self._writing():
            self.get(voice_id)
            self._trash.put(self._custom / voice_id, voice_id)
            self._index.look_at([voice_id])
            self._purge()

    def deleted(self) -> DeletedVoices:
        """Returns what can be restored, the latest deleted first."""
        if self._trash.has_overdue():
            with suppress(VozesError):  # somebody else writes, or the disk is full: another look comes
                self.purge(wait_seconds=0)
        return self._trash.voices()

    def purge(self, wait_seconds: float | None = None) -> None:
        """Removes for good what is in the trash for too long."""
        with self._writing(wait_seconds):
            self._purge()

    def restore(self, voice_id: str) -> LibraryVoice:
        """Restores the latest deleted voice of that id. Raises VozesError: UNKNOWN_VOICE, NAME_TAKEN, STORAGE_FULL."""
        with self._writing():
            self._purge()
            trashed = self._trash.find(voice_id)
            voice = trashed.read() if trashed else None
            if trashed is None or voice is None:
                raise unknown_voice(voice_id)
            if (self._custom / voice_id).exists():
                raise self._id_taken(voice_id)
            self._refuse_taken([voice])
            files.move(trashed.folder, self._custom / voice_id)
            self._index.look_at([voice_id])
            return self.get(voice_id)

    def empty_trash(self) -> int:
        """Removes the deleted voices for good; gives how many there were."""
        with self._writing():
            return self._remove_derived(self._trash.empty())

    def recording_paths(self, voice: LibraryVoice) -> tuple[Path, ...]:
        return tuple(self._custom / voice.id / recording.file for recording in voice.recordings)

    def consent_path(self, voice: LibraryVoice) -> Path | None:
        """Returns the recording of the speaker's agreement; None where there is none, by hand it may be removed."""
        path = self._custom / voice.id / CONSENT_FILE
        return path if voice.consent_recording and path.is_file() else None

    def embedding_path(self, engine: str, voice_id: str) -> Path:
        """Returns where that engine keeps what it makes of the voice. Raises VozesError(UNKNOWN_VOICE) for no id."""
        if not is_id(voice_id):
            raise unknown_voice(voice_id)
        return self._derived.embedding(engine, voice_id)

    def cloned(self, voice: LibraryVoice, engine: str) -> ClonedVoice:
        """Returns the voice as an engine takes it."""
        recordings = tuple(map(str, self.recording_paths(voice)))
        return ClonedVoice(voice.id, recordings, str(self.embedding_path(engine, voice.id)))

    def write_presets(self, engines: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        """Lists the voices that come with the engines in `presets/metadata.json`, for whoever looks into the folder."""
        content = json.dumps({"engines": engines}, ensure_ascii=False, indent=2).encode() + b"\n"
        with self._writing():
            files.write_whole(self._root / "presets" / "metadata.json", content)

    @contextmanager
    def _writing(self, wait_seconds: float | None = None) -> Iterator[None]:
        seconds = self._wait_seconds if wait_seconds is None else wait_seconds
        with writing(self._root / ".lock", seconds):
            files.make_folder(self._custom)
            with self._index.own_write():
                yield

    def _with_free_id(self, voice: LibraryVoice) -> LibraryVoice:
        return replace(voice, id=new_id()) if (self._custom / voice.id).exists() else voice

    def _refuse_taken(self, voices: Iterable[LibraryVoice]) -> None:
        """Raises VozesError(NAME_TAKEN) where a name has another owner, in the library or before it in `voices`."""
        owners = self._index.owners()
        for voice in voices:
            if owners.setdefault(name_key(voice.name), voice).id != voice.id:
                raise name_taken(voice.name)

    def _id_taken(self, voice_id: str) -> VozesError:
        there = self._index.get(voice_id)
        who = f"The voice {there.name!r}" if there else "A folder that is no voice"
        message = f"{who} has the id {voice_id} now: this one can be restored once that is deleted."
        return VozesError(ErrorCode.NAME_TAKEN, message, param="name")

    def _purge(self) -> None:
        with suppress(OSError):  # a full disk, which keeps nobody from deleting
            self._remove_derived(self._trash.purge())

    def _remove_derived(self, removed: Sequence[str]) -> int:
        """Removes what was made of voices that are gone for good; returns how many those are."""
        gone = set(removed)
        if gone:
            self._derived.remove(gone.__contains__)
        return len(removed)
