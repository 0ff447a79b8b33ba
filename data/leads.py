"""Leads in the database."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from uuid import UUID

from core.lead import Lead
from core.replan import Replan
from core.spreadsheet.lead_sheet import NewLead
from core.state import Hold, LeadState, SubState
from data.table import Table

if TYPE_CHECKING:  # it loads the spreadsheet libraries, which the sidecar never needs
    from core.upload import Order

AT_ONCE = 10_000  # leads in one statement: its parameters take memory
MOST_STEPS_A_DAY = 2  # the last safety against a loop: no lead ever gets more steps in 24 hours


def to_lead(row: dict[str, Any]) -> Lead:
    row["state"] = LeadState(row["state"])
    row["sub_state"] = SubState(row["sub_state"])
    row["held"] = Hold(row["held"])
    return Lead(**row)


class Leads(Table):
    def find_lead(self, lead_id: UUID) -> Lead | None:
        return self._lead(self.sql.lead_by_id(self.connection, id=lead_id))

    def lead_by_email(self, email: str) -> Lead | None:
        return self._lead(self.sql.lead_by_email(self.connection, email=email))

    def lead_by_token(self, token: str) -> Lead | None:
        return self._lead(self.sql.lead_by_token(self.connection, token=token))

    def lead_of_messages(self, message_ids: Sequence[str]) -> Lead | None:
        """The lead that a message with one of these Message-IDs was sent to."""
        return self._lead(self.sql.lead_of_messages(self.connection, message_ids=list(message_ids)))

    def leads_of_thread(self, domain: str, subject: str) -> list[Lead]:
        """At most two leads at that mail domain whose first message had that subject (in lower case)."""
        rows = self.sql.leads_of_thread(self.connection, domain=domain, subject=subject)
        return [to_lead(row) for row in rows]

    def save_lead(self, lead: Lead) -> None:
        self.sql.save_lead(self.connection, lead=lead)

    def due_leads(
        self, assistant_id: UUID, now: datetime, limit: int, *, safe_only: bool = False
    ) -> list[Lead]:
        """Leads whose next step may be claimed now, earliest first; `safe_only`: that took one before."""
        rows = self.sql.due_leads(
            self.connection,
            assistant_id=assistant_id,
            moment=now,
            day_ago=now - timedelta(days=1),
            most_a_day=MOST_STEPS_A_DAY,
            safe_only=safe_only,
            n=limit,
        )
        return [to_lead(row) for row in rows]

    def postpone_due_leads(self, assistant_id: UUID, now: datetime, until: datetime) -> None:
        """Move what is due to `until` and, to keep its order, up to three seconds after."""
        self.sql.postpone_due_leads(self.connection, assistant_id=assistant_id, moment=now, until=until)

    def planned_by_hour(self, assistant_id: UUID) -> list[tuple[datetime, int]]:
        """How many leads an assistant is to write to in each hour (in UTC) that has any."""
        rows = self.sql.planned_by_hour(self.connection, assistant_id=assistant_id)
        return [(row["hour"], row["leads"]) for row in rows]

    def hold_overdue_leads(self, before: datetime) -> int:
        """Hold the follow-ups that were due before that time; answers how many."""
        return len(list(self.sql.hold_overdue_leads(self.connection, before=before)))

    def returned_leads(self, now: datetime) -> list[Lead]:
        return [to_lead(row) for row in self.sql.returned_leads(self.connection, moment=now)]

    def leads_by_ids(self, ids: Sequence[UUID]) -> list[Lead]:
        return [to_lead(row) for row in self.sql.leads_by_ids(self.connection, ids=list(ids))]

    def drafted_leads(self, ids: Sequence[UUID]) -> list[Lead]:
        """Those of these leads that wait for a person's Start."""
        return [to_lead(row) for row in self.sql.drafted_leads(self.connection, ids=list(ids))]

    def start_drafted_leads(self, leads: Sequence[Lead], who: str, now: datetime) -> None:
        """Their first messages go at the `start_at` of each."""
        ids = [lead.id for lead in leads]
        self.sql.start_drafted_leads(self.connection, ids=ids, send_ats=[lead.start_at for lead in leads])
        self._insert_events(ids, "", "Follow-up started by a person", who, now)

    def replans(self, schedule_id: UUID, rewaited: Sequence[int]) -> list[Replan]:
        """Whom the steps as they are now concern; `rewaited` are the numbers of those with another wait."""
        rows = self.sql.replans(self.connection, schedule_id=schedule_id, rewaited=list(rewaited))
        return [
            Replan(
                following=row.pop("following"),
                last_sent_at=row.pop("last_sent_at"),
                on_its_way=row.pop("on_its_way"),
                lead=to_lead(row),
            )
            for row in rows
        ]

    def save_plans(self, leads: Sequence[Lead]) -> None:
        """Write next step and next date, and nothing else."""
        for start in range(0, len(leads), AT_ONCE):
            some = leads[start : start + AT_ONCE]
            self.sql.save_plans(
                self.connection,
                ids=[lead.id for lead in some],
                next_steps=[lead.next_step for lead in some],
                send_ats=[lead.next_send_at for lead in some],
            )

    def finish_leads(self, ids: Sequence[UUID], why: str, who: str, now: datetime) -> None:
        self._insert_events(ids, LeadState.PROCESSED, why, who, now)
        self.sql.finish_leads(self.connection, ids=list(ids))

    def _insert_events(self, ids: Sequence[UUID], state: str, why: str, who: str, now: datetime) -> None:
        """Events of leads that are about to be in `state`; empty: they stay where they are."""
        self.sql.insert_events(self.connection, ids=list(ids), new_state=state, why=why, who=who, moment=now)

    def lead_lines(self, state: str = "") -> Iterator[dict[str, Any]]:
        """All leads, or those of one state, as `python -m jobs leads` prints them."""
        yield from self.sql.lead_lines(self.connection, state=state)

    def known_emails(self, emails: Sequence[str]) -> set[str]:
        return {row["email"] for row in self.sql.known_emails(self.connection, emails=list(emails))}

    def fill_empty_fields(self, leads: Sequence[NewLead]) -> None:
        self.sql.fill_empty_fields(self.connection, **_columns(leads))

    def insert_leads(
        self,
        leads: Sequence[NewLead],
        send_ats: Sequence[datetime],
        places: Sequence[int],
        order: "Order",
        first_step: int,
        upload_id: UUID | None,
        now: datetime,
    ) -> None:
        """Add leads; `send_ats` are the times of their first messages, `places` where they stand."""
        ids = self.new_ids(len(leads))
        for start in range(0, len(leads), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            self.sql.insert_leads(
                self.connection,
                ids=ids[some],
                tokens=[token_hex(16) for _ in leads[some]],
                send_ats=list(send_ats[some]),
                places=list(places[some]),
                order=order,
                first_step=first_step,
                held=Hold.DRAFT if order.draft else Hold.NONE,
                upload_id=upload_id,
                moment=now,
                **_columns(leads[some]),
            )

    @staticmethod
    def _lead(row: dict[str, Any] | None) -> Lead | None:
        return to_lead(row) if row else None


def _json(custom: Mapping[str, str]) -> str:
    return json.dumps(dict(custom), ensure_ascii=False) if custom else "{}"


def _columns(leads: Sequence[NewLead]) -> dict[str, list[str]]:
    return {
        "emails": [lead.email for lead in leads],
        "first_names": [lead.first_name for lead in leads],
        "last_names": [lead.last_name for lead in leads],
        "phones": [lead.phone for lead in leads],
        "companies": [lead.company for lead in leads],
        "designations": [lead.designation for lead in leads],
        "industries": [lead.industry for lead in leads],
        "linkedin_urls": [lead.linkedin_url for lead in leads],
        "company_linkedin_urls": [lead.company_linkedin_url for lead in leads],
        "twitter_urls": [lead.twitter_url for lead in leads],
        "locations": [lead.location for lead in leads],
        "countries": [lead.country for lead in leads],
        "languages": [lead.language for lead in leads],
        "zones": [lead.zone for lead in leads],
        "customs": [_json(lead.custom) for lead in leads],
    }
