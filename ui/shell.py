"""The script that Streamlit runs for every page: language, menu, what is looked at, then the page."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).parents[1])
if ROOT not in sys.path:
    # `streamlit run` puts the folder of dashboard.py on the path; AppTest and other servers put that of this script.
    sys.path.insert(0, ROOT)

from ui import address, banner, data, filter_bar, first_start, frame, session  # noqa: E402 - needs the path above

address.restore()
session.settle_language()
data.begin_run()
frame.configure()
page, entry = frame.navigation()
frame.sidebar()
if first_start.is_needed(entry):
    first_start.show()
else:
    choice = frame.choice()
    banner.show(choice)
    if entry.has_filters:
        filter_bar.show(choice)
    page.run()
