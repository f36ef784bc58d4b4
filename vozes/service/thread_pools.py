"""Threads in which a server waits for the disk: a pool for each kind of work, so that none waits for a slower one."""

from vozes.process.threads import Threads

in_thread = Threads("look-up", 8).run
"""Runs what is quick: looks into the library and at files, which speech waits for too. No lock is waited for here."""

with_files = Threads("files", 8).run
"""Runs what moves bytes between the disk and a client, and is as slow as the disk."""

with_texts = Threads("texts", 2).run
"""Runs what reads texts, which takes some tenths of a second where they are long."""

with_archives = Threads("archives", 2).run
"""Runs what may take minutes: whole libraries, packed and unpacked."""
