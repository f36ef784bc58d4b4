"""Makes the model in the folder that is named, and ends when the process does that has started it."""

import sys
from pathlib import Path

from vozes.process.parent import end_with_parent
from vozes.text.detection.model import write_model

end_with_parent()
write_model(Path(sys.argv[1]))
