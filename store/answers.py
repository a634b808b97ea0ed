"""Answers about files that are remembered: kept with the figures they led to, replaced or taken back, never deleted."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, and_, insert, select, update

from store.engine import writing
from store.tables import metadata
from store.versions import VERSION, undone_versions
from vocab.people import Person
from vocab.refusal import Refusal
from vocab.remembered import RememberedAnswer

ANSWERS = metadata.tables["answers"]
REPLACED, TAKEN_BACK = "replaced", "taken_back"


def remembered_answers(engine: Engine) -> dict[str, dict[str, str]]:
    """The answers in force by scope and code; those of a version that was undone are asked again."""
    by_scope: dict[str, dict[str, str]] = {}
    answers = answers_frame(engine)
    for row in answers[answers["is_in_force"]].to_dict("records"):
        by_scope.setdefault(row["scope"], {})[row["code"]] = row["value"]
    return by_scope


def answers_frame(engine: Engine) -> pd.DataFrame:
    """All answers ever remembered, newest first.

    number, scope, code, value, about, by_name, by_institution, by_role, made_at (UTC), version, file_name, ended_at,
    ended_by, ended_why (replaced or taken_back), is_in_force (neither ended nor of a version that was undone).
    """
    joined = ANSWERS.join(VERSION, ANSWERS.c.version == VERSION.c.number)
    wanted = [*ANSWERS.c, VERSION.c.file_name]
    with engine.connect() as connection:
        query = select(*wanted).select_from(joined).order_by(ANSWERS.c.number.desc())
        rows = connection.execute(query).mappings().all()
    answers = pd.DataFrame(rows, columns=[column.name for column in wanted])
    moments = {name: pd.to_datetime(answers[name], utc=True).astype(MOMENT) for name in ("made_at", "ended_at")}
    is_standing = answers["ended_at"].isna() & ~answers["version"].isin(undone_versions(engine))
    return answers.assign(**moments, is_in_force=is_standing.astype(bool))


MOMENT = "datetime64[us, UTC]"


def keep(
    connection: Connection, answers: Iterable[RememberedAnswer], *, version: int, by: Person, at: datetime
) -> None:
    """Remember answers in the transaction that saves their file; a newer answer ends the older one."""
    person = {"by_name": by.name, "by_institution": by.institution, "by_role": by.role}
    for answer in answers:
        what = {"scope": answer.scope, "code": answer.code}
        same = and_(ANSWERS.c.scope == answer.scope, ANSWERS.c.code == answer.code)
        _end(connection, same, by=by, at=at, why=REPLACED)
        values = what | {"value": answer.value, "about": answer.about} | person
        connection.execute(insert(ANSWERS).values(**values, made_at=at.astimezone(UTC), version=version))


def take_back(engine: Engine, number: int, *, by: Person, at: datetime) -> None:
    """Use an answer no more; it stays listed as taken back. Refusal answer_not_there when it is not in force."""
    with writing(engine) as connection:
        if not _end(connection, ANSWERS.c.number == number, by=by, at=at, why=TAKEN_BACK):
            code = "answer_not_there"
            raise Refusal(code)


def _end(connection: Connection, which, *, by: Person, at: datetime, why: str) -> int:
    ended = update(ANSWERS).where(which, ANSWERS.c.ended_at.is_(None))
    return connection.execute(ended.values(ended_at=at.astimezone(UTC), ended_by=by.name, ended_why=why)).rowcount
