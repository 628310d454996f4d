"""What was told to employers, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Table, func, insert, literal, select

from matcher.domain.audit import pseudonym
from matcher.domain.disclosure import Disclosure, How, Telling
from matcher.domain.ids import EmployerId, OpeningId
from matcher.domain.permission import FieldGroup, up_to
from matcher.persistence.audit import keys_of, make_keys
from matcher.persistence.permissions import holding_on
from matcher.persistence.rows import (
    DisclosureRow,
    MergedCodeRow,
    OpeningRow,
    ParticipantRow,
    PermissionRow,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, RowMapping

    from matcher.domain.ids import OrganisationId, ParticipantCode
    from matcher.persistence.values import Values

DISCLOSURES: Table = DisclosureRow.__table__  # type: ignore[assignment]


class SqlDisclosures:
    """:class:`matcher.ports.Disclosures` of one organisation in one transaction."""

    def __init__(self, connection: Connection, organisation: OrganisationId) -> None:
        self._connection = connection
        self._organisation = organisation

    def tell(self, telling: Telling) -> Disclosure | None:
        """Store that something is told, if it may be; ``None`` when it may not.

        One statement looks and stores: between looking and storing there is no moment in which a
        permission could be taken back.

        Raises
        ------
        NotFound
            It is about somebody who is not in the programme.
        """
        key = make_keys(self._connection, self._organisation, [telling.participant])
        subject = pseudonym(key[telling.participant], self._organisation, telling.participant)
        values: Values = {
            "organisation_id": self._organisation,
            "id": telling.id,
            "subject": subject,
            "employer": telling.employer,
            "opening": telling.opening,
            "contact": telling.contact,
            "field_group": telling.field_group.value,
            "how": telling.how.value,
            "by": telling.by,
            "at": telling.at,
            "message": telling.message,
        }
        columns = [literal(value, DISCLOSURES.c[name].type) for name, value in values.items()]
        allowed = (
            select(*columns, PermissionRow.id)
            .where(
                *self._about(telling),
                PermissionRow.field_group == telling.field_group.value,
                self._steps_held(telling) == len(up_to(telling.field_group)),
                self._person_may_be_named(telling),
                self._opening_is_theirs(telling),
            )
            .order_by(PermissionRow.given_at, PermissionRow.id)
            .limit(1)
        )
        stored = self._connection.execute(
            insert(DISCLOSURES)
            .from_select([*values, "permission"], allowed)
            .returning(DISCLOSURES.c.id)
        )
        return self._get(telling.id) if stored.first() is not None else None

    def of(self, code: ParticipantCode) -> tuple[Disclosure, ...]:
        """Return what was told about a person, the first one first."""
        return tuple(
            _disclosure_of(row) for row in told_about(self._connection, self._organisation, code)
        )

    def _about(self, telling: Telling) -> tuple[ColumnElement[bool], ...]:
        return (
            PermissionRow.organisation_id == self._organisation,
            PermissionRow.participant == telling.participant,
            PermissionRow.employer == telling.employer,
            PermissionRow.opening == telling.opening,
            holding_on(telling.at.date()),
        )

    def _steps_held(self, telling: Telling) -> ColumnElement[int]:
        steps = [step.value for step in up_to(telling.field_group)]
        return (
            select(func.count(PermissionRow.field_group.distinct()))
            .where(*self._about(telling), PermissionRow.field_group.in_(steps))
            .correlate(None)
            .scalar_subquery()
        )

    def _person_may_be_named(self, telling: Telling) -> ColumnElement[bool]:
        return (
            select(ParticipantRow.code)
            .where(
                ParticipantRow.organisation_id == self._organisation,
                ParticipantRow.code == telling.participant,
                ParticipantRow.protected_identity.is_(False),
            )
            .exists()
        )

    def _opening_is_theirs(self, telling: Telling) -> ColumnElement[bool]:
        return (
            select(OpeningRow.id)
            .where(
                OpeningRow.organisation_id == self._organisation,
                OpeningRow.id == telling.opening,
                OpeningRow.employer == telling.employer,
            )
            .exists()
        )

    def _get(self, disclosure_id: str) -> Disclosure:
        return _disclosure_of(
            self._connection.execute(
                select(DISCLOSURES).where(
                    DISCLOSURES.c.organisation_id == self._organisation,
                    DISCLOSURES.c.id == disclosure_id,
                )
            )
            .mappings()
            .one()
        )


def told_about(
    connection: Connection, organisation: OrganisationId, code: ParticipantCode
) -> list[RowMapping]:
    """Return the rows of what was told about a person, the first one first.

    What was told under a code that was merged into hers is told about her.
    """
    keys = keys_of(connection, organisation, [code])
    before = select(MergedCodeRow.subject).where(
        MergedCodeRow.organisation_id == organisation,
        MergedCodeRow.participant == code,
        MergedCodeRow.subject.is_not(None),
    )
    names = {*connection.scalars(before)}
    names |= {pseudonym(key, organisation, code) for key in keys.values()}
    return list(
        connection.execute(
            select(DISCLOSURES)
            .where(
                DISCLOSURES.c.organisation_id == organisation,
                DISCLOSURES.c.subject.in_(sorted(names)),
            )
            .order_by(DISCLOSURES.c["at"], DISCLOSURES.c.id)
        ).mappings()
    )


def _disclosure_of(row: RowMapping) -> Disclosure:
    return Disclosure(
        id=row["id"],
        subject=row["subject"],
        employer=EmployerId(row["employer"]),
        opening=OpeningId(row["opening"]),
        contact=row["contact"],
        field_group=FieldGroup(row["field_group"]),
        how=How(row["how"]),
        by=row["by"],
        at=row["at"],
        permission=row["permission"],
        message=row["message"],
    )
