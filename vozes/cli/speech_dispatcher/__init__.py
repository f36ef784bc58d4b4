"""`vozes speech-dispatcher`: an output module of Speech Dispatcher, through which screen readers such as Orca speak.

The protocol is that of speech-dispatcher.texi, "Communication Protocol for Output Modules". Sound goes to the daemon,
which plays it; so nothing here knows of devices. It has an engine of its own even beside a server: the places that
screen readers ask for need the times of words, which speech over HTTP does not carry.
"""
