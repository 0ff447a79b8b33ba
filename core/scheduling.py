"""What a person does with schedules. A change takes effect at once, also for the leads under way.

A lead's next step is always the first, in the order as it is now, that was not written in its present run;
its date counts from the last message that was sent. What is on its way already is left alone. A lead that is
Processed gets no date and sleeps on, until a person lets it carry on.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.assistant import Assistant
from core.errors import NotAllowed, NotFound, PersonError
from core.lead import Lead
from core.planning import ENDED, step_due_at
from core.ports import Store
from core.replan import Replan
from core.schedule import NEW, Schedule, Step, checked
from core.state import Hold, LeadState
from core.transition import ASSISTANT

UNDER_WAY = (LeadState.COLD, LeadState.OUT_OF_OFFICE)


def create_schedule(store: Store, name: str, steps: Sequence[Step]) -> Schedule:
    """A schedule of the team's own. Its steps are numbered anew, in their order."""
    schedule = Schedule(
        store.new_id(),
        _free_name(store, name),
        _numbered([replace(step, number=NEW) for step in checked(steps)], (), 0),
    )
    store.insert_schedule(schedule)
    return schedule


def clone_schedule(store: Store, schedule_id: UUID, name: str) -> Schedule:
    """The same steps under another name, to be changed; also of a system schedule."""
    return create_schedule(store, name, store.schedule(schedule_id).steps)


def rename_schedule(store: Store, schedule_id: UUID, name: str) -> Schedule:
    schedule = _own(store, schedule_id)
    if name.strip() == schedule.name:
        return schedule
    renamed = replace(schedule, name=_free_name(store, name))
    store.save_schedule(renamed)
    return renamed


def change_steps(store: Store, schedule_id: UUID, steps: Sequence[Step], *, now: datetime) -> int:
    """Give the schedule these steps in this order; new ones come with the number `NEW`.

    Answers how many leads get another next step or date by it.
    """
    before = _own(store, schedule_id)
    known = [step.number for step in before.steps]
    numbered = _numbered(checked(steps), known, store.last_number(schedule_id))
    after = replace(before, steps=numbered)
    store.save_schedule(after)
    return _replan(store, before, after, now)


def set_default_schedule(store: Store, assistant_id: UUID, schedule_id: UUID) -> None:
    """New leads of the assistant get that schedule, unless another one is chosen for them."""
    schedule = store.schedule(schedule_id)
    if schedule.archived:
        raise NotAllowed(f"{schedule.name} was deleted. Choose another schedule.")
    store.save_assistant(replace(store.assistant(assistant_id), default_schedule_id=schedule.id))


def delete_schedule(store: Store, schedule_id: UUID) -> None:
    """Take the schedule from the lists; the leads under way on it finish it."""
    schedule = _own(store, schedule_id)
    if names := store.assistants_beginning_with(schedule_id):
        raise NotAllowed(
            f"{schedule.name} is the default schedule of {', '.join(names)}. Give them another default first."
        )
    store.save_schedule(replace(schedule, archived=True))


def _own(store: Store, schedule_id: UUID) -> Schedule:
    schedule = store.schedule(schedule_id)
    if schedule.system:
        raise NotAllowed(
            f"{schedule.name} comes with Leadkeeper and stays as it is. Clone it, and change that."
        )
    if schedule.archived:
        raise NotFound(f"{schedule.name} was deleted.")
    return schedule


def _free_name(store: Store, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise PersonError("A schedule needs a name.")
    if store.find_schedule(name):
        raise PersonError(f"There is a schedule named {name} already. Choose another name.")
    return name


def _numbered(steps: Sequence[Step], known: Sequence[int], last_number: int) -> tuple[Step, ...]:
    """The steps with a number each: what is known keeps its own, a new one gets one never used before."""
    kept = [step.number for step in steps if step.number != NEW]
    if len(set(kept)) < len(kept) or not set(kept) <= set(known):
        raise NotFound("Somebody else has changed this schedule meanwhile. Load it again.")
    numbered = []
    for step in steps:
        last_number += step.number == NEW
        numbered.append(replace(step, number=last_number) if step.number == NEW else step)
    return tuple(numbered)


def _replan(store: Store, before: Schedule, after: Schedule, now: datetime) -> int:
    """Bring the leads of the schedule in line with its steps, all in the caller's transaction."""
    waits = {step.number: step.wait_days for step in before.steps}
    rewaited = [
        each.number for each in after.steps if waits.get(each.number, each.wait_days) != each.wait_days
    ]
    replans = store.replans(after.id, rewaited)
    assistants = {each.id: each for each in store.assistants()}
    ended = [each.lead.id for each in replans if _has_ended(each)]
    store.finish_leads(ended, ENDED, ASSISTANT, now)
    going_on = [each for each in replans if not _has_ended(each)]
    activity = store.activity([each.lead.id for each in going_on])
    store.save_plans(
        [
            _planned(each, after, assistants[each.lead.assistant_id], activity.get(each.lead.id, []))
            for each in going_on
        ]
    )
    return len(replans)


def _has_ended(replan: Replan) -> bool:
    """An Out of office lead that has everything becomes Processed when it is back."""
    return replan.following is None and not replan.on_its_way and replan.lead.state is LeadState.COLD


def _planned(replan: Replan, schedule: Schedule, assistant: Assistant, active_at: Sequence[datetime]) -> Lead:
    """A first message keeps its date, which is the lead's start time."""
    lead = replace(replan.lead, next_step=replan.following)
    step = schedule.step(replan.following) if replan.following else None
    if step is None:
        return replace(lead, next_send_at=None)
    goes_on = lead.state in UNDER_WAY and lead.held is not Hold.STOPPED and not replan.on_its_way
    if not goes_on or replan.last_sent_at is None:
        return lead
    due = step_due_at(lead, assistant, step, replan.last_sent_at, active_at)
    return replace(lead, next_send_at=max(due, lead.resume_at) if lead.resume_at else due)
