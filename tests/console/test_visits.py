from datetime import timedelta

import pytest

from jessica.billing.models import Charge
from jessica.console.forms.booking import opening_code
from jessica.scheduling.models import Block
from tests.factories import MONDAY, NOW, make_person, make_small_clinic

pytestmark = pytest.mark.django_db

FEE_BELOW_A_FORTNIGHT = {
    "cancellation": [
        {"categories": ["consultation"], "tiers": [{"notice_hours": 336, "fee": {"amount": "75"}}]}
    ]
}


@pytest.fixture
def visit(small):
    return small.book(small.opening("10:00"))


def test_the_facts_of_a_visit(small, desk, visit):
    shown = desk.get(f"/console/visits/{visit.pk}/").content.decode()
    for words in ("Rosa Delgado", "Monday, November 30, 2026", "10:00 AM", "Downtown", "Jessica"):
        assert words in shown


def test_only_the_dialog_comes_for_htmx(small, desk, visit):
    shown = desk.get(f"/console/visits/{visit.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "Rosa Delgado" in shown
    assert "<html" not in shown


def mark(desk, visit, status):
    answer = desk.post(f"/console/visits/{visit.pk}/mark/", {"status": status}, follow=True)
    visit.refresh_from_db()
    return answer.content.decode()


def test_arrived_completed_and_back(desk, visit):
    for status in ("arrived", "fulfilled", "arrived", "booked"):
        mark(desk, visit, status)
        assert visit.status == status


def test_nobody_misses_a_visit_that_has_not_begun(desk, visit):
    assert "has not begun yet" in mark(desk, visit, "noshow")
    assert visit.status == "booked"


def test_a_visit_that_has_begun_can_be_missed(small, desk):
    today = NOW.date()
    visit = small.book(
        small.opening("09:00", day=today, at=NOW - timedelta(hours=2)), at=NOW - timedelta(hours=2)
    )
    mark(desk, visit, "noshow")
    assert visit.status == "noshow"


@pytest.mark.parametrize("status", ["cancelled", "fulfilled", "nonsense", ""])
def test_marks_that_cannot_follow_are_refused(desk, visit, status):
    mark(desk, visit, status)
    assert visit.status == "booked"


def test_a_mark_leads_back_to_the_page_it_was_made_on(desk, visit):
    answer = desk.post(
        f"/console/visits/{visit.pk}/mark/",
        {"status": "arrived"},
        headers={"Referer": "http://testserver/console/"},
    )
    assert answer["Location"] == "http://testserver/console/"
    answer = desk.post(
        f"/console/visits/{visit.pk}/mark/",
        {"status": "booked"},
        headers={"Referer": "https://elsewhere.example.org/console/"},
    )
    assert answer["Location"] == "/console/calendar/?date=2026-11-30"


def move(desk, visit, **fields):
    return desk.post(f"/console/visits/{visit.pk}/move/", {"sequence": visit.sequence} | fields)


def test_a_visit_moves_to_an_opening_of_the_list(small, desk, visit):
    opening = small.opening("14:00", provider=small.okafor)
    assert opening_code(opening) in desk.get(f"/console/visits/{visit.pk}/move/").content.decode()
    assert move(desk, visit, opening=opening_code(opening)).status_code == 302
    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence) == (small.instant("14:00"), 1)


def test_other_providers_are_shown_when_asked_for(small, desk, visit):
    theirs = opening_code(small.opening("14:00", provider=small.rivera))
    assert theirs not in desk.get(f"/console/visits/{visit.pk}/move/").content.decode()
    assert theirs in desk.get(f"/console/visits/{visit.pk}/move/?with=anybody").content.decode()
    move(desk, visit, opening=theirs)
    visit.refresh_from_db()
    assert visit.provider == small.rivera


def test_a_visit_stays_when_the_new_time_was_just_taken(small, desk, visit):
    opening = small.opening("14:00", provider=small.okafor)
    small.book(opening, person=make_person(small.clinic, "Omar"))
    answer = move(desk, visit, opening=opening_code(opening))
    assert answer.status_code == 422
    assert "has just been taken" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.starts_at == small.instant("10:00")


def test_a_visit_that_somebody_else_moved_meanwhile_stays_there(small, desk, visit):
    seen = visit.sequence
    move(desk, visit, opening=opening_code(small.opening("14:00", provider=small.okafor)))
    for late in (
        {"opening": opening_code(small.opening("15:00", provider=small.okafor))},
        {"date": "2026-11-30", "time": "16:00", "override_reason": "Why not"},
    ):
        answer = desk.post(f"/console/visits/{visit.pk}/move/", {"sequence": seen} | late)
        assert "changed meanwhile" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.starts_at == small.instant("14:00")


def test_with_a_reason_a_visit_goes_to_any_time(small, desk, visit):
    assert move(desk, visit, date="2026-11-30", time="19:00").status_code == 422
    assert move(desk, visit, date="2026-11-30", time="19:00", override_reason="Evening").status_code == 302
    visit.refresh_from_db()
    assert visit.starts_at == small.instant("19:00")
    assert visit.override_reason == "Evening"


@pytest.mark.parametrize(
    ("fields", "words"), [({}, "Choose one of the times"), ({"opening": "soon"}, "cannot be read")]
)
def test_a_move_to_nowhere_is_refused(desk, visit, fields, words):
    answer = move(desk, visit, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def cancel(desk, visit, **fields):
    return desk.post(f"/console/visits/{visit.pk}/cancel/", fields)


def test_cancelling_in_time_costs_nothing_and_says_so(small, desk, visit):
    assert "costs the patient nothing" in desk.get(f"/console/visits/{visit.pk}/cancel/").content.decode()
    assert cancel(desk, visit, reason="Ill", charge="on").status_code == 302
    visit.refresh_from_db()
    assert (visit.status, visit.cancel_reason) == ("cancelled", "Ill")
    assert not Charge.objects.exists()


@pytest.fixture
def costly(small, visit):
    small.clinic.policies = FEE_BELOW_A_FORTNIGHT
    small.clinic.save()
    return visit


def test_the_fee_is_named_before_and_charged_once(desk, costly):
    assert "$75" in desk.get(f"/console/visits/{costly.pk}/cancel/").content.decode()
    for _ in range(2):
        cancel(desk, costly, reason="Ill", charge="on")
    charge = Charge.objects.get()
    assert (charge.amount, charge.person, charge.kind) == (75, costly.person, "late_cancellation")


def test_staff_may_let_the_fee_go(desk, costly):
    cancel(desk, costly, reason="Ill")
    costly.refresh_from_db()
    assert costly.status == "cancelled"
    assert not Charge.objects.exists()


def test_a_reason_is_needed_to_cancel(desk, visit):
    assert cancel(desk, visit).status_code == 422
    visit.refresh_from_db()
    assert visit.status == "booked"


def block(desk, resource, **fields):
    wish = {
        "resource": resource.pk,
        "date": "2026-11-30",
        "starts": "12:00",
        "ends": "13:00",
        "reason": "Lunch",
    }
    return desk.post("/console/calendar/block/", wish | fields)


def test_blocked_time_is_shown_and_no_longer_offered(small, desk):
    resource = small.okafor.resource
    assert block(desk, resource).status_code == 302
    assert "12:15" not in small.clocks(provider=small.okafor)
    shown = desk.get("/console/calendar/?date=2026-11-30").content.decode()
    assert "Lunch" in shown


def test_rooms_and_devices_are_blocked_too(small, desk):
    block(desk, small.laser, reason="Maintenance")
    assert "12:15" not in small.clocks(small.laser_visit)
    assert "12:15" in small.clocks()


def test_time_is_given_back(small, desk):
    block(desk, small.okafor.resource)
    made = Block.objects.get()
    assert "Lunch" in desk.get(f"/console/calendar/block/{made.pk}/").content.decode()
    assert desk.post(f"/console/calendar/block/{made.pk}/").status_code == 302
    assert "12:15" in small.clocks(provider=small.okafor)


def test_a_visit_stands_in_the_way_of_a_block_unless_it_is_to_stay(small, desk, visit):
    answer = block(desk, small.okafor.resource, starts="09:30", ends="11:00")
    assert answer.status_code == 422
    assert "already on the calendar" in answer.content.decode()
    assert (
        block(desk, small.okafor.resource, starts="09:30", ends="11:00", over_visits="on").status_code == 302
    )
    visit.refresh_from_db()
    assert visit.status == "booked"


def test_a_block_that_ends_before_it_begins_is_refused(small, desk):
    answer = block(desk, small.okafor.resource, ends="11:00")
    assert answer.status_code == 422
    assert not Block.objects.exists()


def test_nothing_of_another_clinic_is_blocked_or_given_back(small, desk, dana):
    other = make_small_clinic("lakeside")
    assert block(desk, other.laser).status_code == 422
    made = Block.objects.create(
        id=other.laser.pk,
        clinic=other.clinic,
        resource=other.laser,
        starts_at=other.instant("12:00", MONDAY),
        ends_at=other.instant("13:00", MONDAY),
        reason="Theirs",
        created_by="staff:eva",
        created_at=NOW,
    )
    assert desk.post(f"/console/calendar/block/{made.pk}/").status_code == 404
    assert Block.objects.filter(pk=made.pk).exists()
