"""Brief many travellers: what to make of which table, how far it is, and what became of each row."""

from pathlib import Path

from PySide6.QtCore import Qt, QThread, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui import messages, tasks
from desktop.ui.batch_run import BatchProgress, BatchResult, BatchRun, BatchWish
from desktop.ui.batch_table import batch_header, batch_rows
from desktop.ui.fact_table import FactTable
from desktop.ui.file_field import FileField
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.sheet_page import SheetPage
from desktop.ui.parts import Choice, MessageLine, Paragraph, TickBox, button, label, make_roomy, spaced
from desktop.ui.services import BatchServices
from desktop.ui.theme import XS

_SHARES = (0.08, 0.34, 0.2, 0.38)
_MOST_JOBS = 4


class BatchDialog(QDialog):
    """Takes an officer's wish, shows the batch at work and its result; the main window stays usable meanwhile."""

    def __init__(
        self,
        *,
        services: BatchServices,
        organisation: Path | None,
        pool: tasks.Pool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Brief many travellers"))
        self._is_unfinished = services.is_unfinished
        self._out: Path | None = None
        self.run = BatchRun(brief_many=services.brief_many, pool=pool, parent=self)
        self._form = QWidget(self)
        self.travellers = FileField(
            _("Table of travellers"),
            title=_("Choose the table of travellers"),
            pattern="CSV (*.csv)",
            parent=self._form,
        )
        self.out = FileField(
            _("Folder for the briefings"), title=_("Choose the folder for the briefings"), parent=self._form
        )
        self.organisation = FileField(
            _("Organisation file"),
            title=_("Choose the organisation file"),
            pattern="TOML (*.toml)",
            hint=_("None"),
            parent=self._form,
        )
        for name in ("travellers", "out", "organisation"):
            getattr(self, name).setObjectName(name)
        self.organisation.set_path(organisation)
        self.is_short = TickBox(_("One sheet each, two pages"), self._form)
        self.has_sign_off = TickBox(_("A page to sign"), self._form)
        self.jobs = Choice(_("How many at a time"), self._form)
        for jobs in range(1, max(min(QThread.idealThreadCount(), _MOST_JOBS), 2) + 1):
            self.jobs.addItem(_("{n} at a time").format(n=jobs), jobs)
        self.jobs.setCurrentIndex(1)
        self.message = MessageLine(_("Brief many travellers"), self)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.progress = label("", "secondary", self)
        self.model = TableModel(self)
        self.table = FactTable(_("Result"), model=self.model, shares=_SHARES, parent=self)
        self.start = button(_("&Make the briefings"), "primary", self)
        self.stop = button(_("&Stop"), parent=self)
        self.open_folder = button(_("Open the &folder"), parent=self)
        self._lay_out()
        self._connect()
        self._show_state()
        make_roomy(self, 70, 62)

    def _lay_out(self) -> None:
        form = QVBoxLayout(self._form)
        spaced(form)
        for field in (self.travellers, self.out, self.organisation):
            form.addWidget(field.name)
            form.addWidget(field)
        form.addSpacing(XS)
        form.addWidget(self.is_short)
        form.addWidget(self.has_sign_off)
        jobs = QHBoxLayout()
        jobs.addWidget(self.jobs)
        jobs.addStretch(1)
        form.addLayout(jobs)
        buttons = QHBoxLayout()
        spaced(buttons)
        buttons.addWidget(self.start)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        sheet = SheetPage(self)
        around = QVBoxLayout(self)
        spaced(around)
        around.addWidget(sheet)
        layout = sheet.column
        layout.addWidget(label(_("Brief many travellers"), "title"))
        layout.addWidget(
            Paragraph(
                _(
                    "One PDF per row of a table, and manifest.csv, which says what was issued. The table is a CSV file "
                    "with the columns traveller and destinations; it may have reference, arrive, leave, profile, "
                    "paper and language as well."
                ),
                "quiet",
            )
        )
        layout.addSpacing(XS)
        layout.addWidget(self._form)
        layout.addSpacing(XS)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
        layout.addWidget(self.bar)
        layout.addWidget(self.progress)
        layout.addWidget(self.open_folder)
        layout.setAlignment(self.open_folder, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.start.clicked.connect(self._on_start_clicked)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.open_folder.clicked.connect(self._on_open_clicked)
        self.out.changed.connect(self._on_out_changed)
        self.run.progressed.connect(self._on_progressed)
        self.run.done.connect(self._on_done)
        self.run.failed.connect(self._on_failed)

    def reject(self) -> None:
        """Close, unless a batch is at work: Escape must not end what an officer waits for."""
        if self.run.is_running:
            self.message.show_note(_("The briefings are still being made; stop that first."))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        # What is made stays, and the same folder goes on from there.
        self.run.wait()
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def _on_start_clicked(self) -> None:
        travellers, out = self.travellers.path, self.out.path
        if travellers is None or out is None:
            missing = self.travellers if travellers is None else self.out
            self.message.show_error(_("“{field}” is empty; choose one.").format(field=missing.name.text()))
            missing.setFocus()
            return
        self.message.clear()
        self.model.set_rows((), ())
        self._out = out
        self.bar.setRange(0, 0)
        self.progress.setText(_("Reading the table…"))
        wish = BatchWish(
            travellers=travellers,
            out=out,
            organisation=self.organisation.path,
            is_short=self.is_short.isChecked(),
            has_sign_off=self.has_sign_off.isChecked(),
            jobs=int(self.jobs.currentData()),
        )
        self.run.start(wish)
        self._show_state()

    def _on_stop_clicked(self) -> None:
        self.run.stop()
        self.progress.setText(_("Stopping after the briefings at work…"))

    def _on_progressed(self, progress: BatchProgress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        parts = [_("{done} of {total}").format(done=progress.done, total=progress.total)]
        if progress.failed:
            parts.append(_("{n} without a briefing").format(n=progress.failed))
        if progress.seconds_left is not None:
            minutes, seconds = divmod(round(progress.seconds_left), 60)
            parts.append(_("{minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds))
        self.progress.setText(" · ".join(parts))

    def _on_done(self, result: BatchResult) -> None:
        self.model.set_rows(batch_header(), batch_rows(result.entries))
        self._show_state()
        self.message.show_note(_sentence(result, self._out or Path()))
        (self.open_folder if result.is_finished else self.start).setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._show_state()
        self.message.show_error(messages.text_for(error))
        self.start.setFocus()

    def _on_out_changed(self) -> None:
        out = self.out.path
        if out is not None and self._is_unfinished(out):
            self.message.show_note(_("This folder holds a batch that was interrupted; it goes on from where it was."))
        else:
            self.message.clear()

    def _on_open_clicked(self) -> None:
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out)))

    def _show_state(self) -> None:
        """Offer what makes sense now; a button that is out of the question gives the keyboard away."""
        is_running = self.run.is_running
        had_focus = self.start.hasFocus() or self.stop.hasFocus()
        self._form.setEnabled(not is_running)
        self.start.setEnabled(not is_running)
        self.stop.setEnabled(is_running)
        self.bar.setVisible(is_running)
        self.progress.setVisible(is_running)
        has_rows = bool(self.model.rows)
        self.table.setVisible(has_rows)
        self.open_folder.setVisible(has_rows)
        if had_focus:
            (self.stop if is_running else self.start).setFocus()


def _sentence(result: BatchResult, out: Path) -> str:
    if not result.is_finished:
        return _("Stopped after {n} of {total}. The same table and folder go on from there.").format(
            n=len(result.entries), total=result.total
        )
    made = ngettext("{n} briefing is in {folder}.", "{n} briefings are in {folder}.", result.issued)
    text = made.format(n=result.issued, folder=out.name)
    without = result.total - result.issued
    if not without:
        return text
    lacking = ngettext(
        "{n} row has none; mend it and hand in a table with that row.",
        "{n} rows have none; mend them and hand in a table with those rows.",
        without,
    )
    return f"{text} {lacking.format(n=without)}"
