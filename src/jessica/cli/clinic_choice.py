"""Which clinic a command is about, with its database ready. Importable before Django is set up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jessica.cli.installation import Say, data_dir, django_on, open_database
from jessica.cli.listening import only_one
from jessica.cli.schema import bring_up_to_date
from jessica.cli.trial import empty
from jessica.platform.errors import NotFound, Refused

if TYPE_CHECKING:
    from jessica.clinic.models import Clinic


@contextmanager
def at_clinic(
    slug: str | None, say: Say, *, clinic_file: Path | None = None, fresh: bool = False
) -> Iterator[Clinic]:
    """The clinic `slug`, or the only one, with Django on its database.

    `clinic_file` is loaded first and then is the one; `fresh` empties the database before that (a trial's
    only, and not while it is served). Raises `NotFound` where the choice is not clear.
    """
    if fresh and clinic_file is None:
        raise Refused("--fresh needs --clinic-file: what should the empty database be given?")
    os.environ.setdefault("JESSICA_LOG_LEVEL", "WARNING")
    with ExitStack() as stack:
        if fresh:
            os.environ["JESSICA_DEMO"] = "1"
            stack.enter_context(only_one(data_dir()))
        database = stack.enter_context(open_database(say))
        if fresh:
            empty(database)
        stack.enter_context(django_on(database))
        bring_up_to_date(database, say)
        yield find_clinic(load_file(clinic_file) if clinic_file else slug)


@contextmanager
def at_clinic_or_file(named: str | None, say: Say) -> Iterator[Clinic]:
    """As `at_clinic`; where `named` is a file, the clinic that it describes, and nothing of it stays."""
    if named is None or not Path(named).is_file():
        with at_clinic(named, say) as found:
            yield found
        return
    os.environ.setdefault("JESSICA_LOG_LEVEL", "WARNING")
    with open_database(say) as database, django_on(database):
        bring_up_to_date(database, say)
        from django.db import transaction

        with transaction.atomic():
            yield find_clinic(load_file(Path(named)))
            transaction.set_rollback(True)


def find_clinic(slug: str | None) -> Clinic:
    """The clinic with this slug; without one the only clinic there is."""
    from jessica.clinic.models import Clinic

    here = list(Clinic.objects.order_by("slug"))
    named = {clinic.slug: clinic for clinic in here}
    if slug is None and len(here) == 1:
        return here[0]
    if slug in named:
        return named[slug]
    known = ", ".join(named) or "none yet (`jessica clinic load FILE` brings one in)"
    wrong = f"There is no clinic {slug!r}." if slug else "Say which clinic is meant: --clinic SLUG."
    raise NotFound(f"{wrong} Clinics in {data_dir()}: {known}.")


def slugs_here() -> list[str]:
    """The slugs of all clinics."""
    from jessica.clinic.models import Clinic

    return list(Clinic.objects.order_by("slug").values_list("slug", flat=True))


def load_file(file: Path, *, after: Callable[[Clinic], None] | None = None) -> str:
    """Load a clinic file without asking; returns the clinic's slug. `after` is called with the clinic.

    Raises `Refused` with every problem of a wrong file.
    """
    from jessica.cli.load_clinic import load_clinic
    from jessica.clinic.file_problems import ClinicFileError
    from jessica.platform.clock import clinic_clock

    try:
        slug = load_clinic(file, at=clinic_clock().now()).clinic_slug
    except ClinicFileError as error:
        lines = [
            f"{problem.file or file}:{problem.line}: {problem.path}: {problem.message}"
            for problem in error.problems
        ]
        raise Refused("\n".join([*lines, f"{file} cannot be loaded; nothing in it was."])) from error
    if after is not None:
        after(find_clinic(slug))
    return slug
