"""Finds the language that the user of a command reads: by the environment, on Windows by the system's setting."""

import locale
import os
import re
import sys


def user_language() -> str:
    """Returns the language of messages, as `pt_BR`."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return re.split("[:.@]", os.environ[name])[0]
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "en")
    return "en"
