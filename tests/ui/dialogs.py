"""Every dialog of the program, in the states that a person meets."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog

from desktop import i18n
from desktop.errors import DatasetSchemaError
from desktop.ui.dialogs.about import AboutDialog
from desktop.ui.dialogs.batch import BatchDialog
from desktop.ui.dialogs.decision import DecisionDialog
from desktop.ui.dialogs.publisher import PublisherDialog
from desktop.ui.dialogs.report import ReportDialog
from desktop.ui.dialogs.update import UpdateDialog
from tests.builders import an_identity
from tests.ui.fake_handout import FakeBatches, FakeDatasets
from tests.ui.fakes import InlinePool


def dialogs() -> Iterator[QDialog]:
    """Make one after the other; the same one again when it has something new to show."""
    yield AboutDialog(identity=an_identity(), licences=lambda: "### Qt")
    yield ReportDialog("Forewarned")
    batch = BatchDialog(services=FakeBatches().services, organisation=None, pool=InlinePool())
    yield batch
    batch.start.click()
    yield batch
    batch.travellers.set_path(Path("travellers.csv"))
    batch.out.set_path(Path("out"))
    batch.start.click()
    yield batch
    datasets = FakeDatasets().services
    yield PublisherDialog(datasets.publisher(Path("root.json")))
    offered = partial(datasets.examine, Path("january.pack"), ())
    for has_trip in (True, False):
        yield UpdateDialog(examine=offered, has_trip=has_trip, pool=InlinePool())
    refused = DecisionDialog(i18n._("Update the dataset"))
    refused.refuse(DatasetSchemaError("of another version"))
    yield refused
