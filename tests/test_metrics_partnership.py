"""The partnership of a forum: Banyuasin as in S002, the rule of the types, and what counts as evidence."""

from datetime import date

import pandas as pd
import pytest
from metrics_frames import BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, frame

from metrics import agreed_datasets, cadence_periods, follow_up, partnership, population_differences
from metrics.partnership_evidence import EVIDENCE, EVIDENCE_CODES
from texts import keys
from vocab.forum_codes import Proof
from vocab.partnership import ANSWERABLE, CRITERIA, CriterionUse, Dimension, PartnershipLevel

TODAY = date(2016, 9, 30)
FORUM = {"forum": "F", "cadence": "quarterly", "cadence_from": date(2016, 1, 1)}
MEMBERS = (
    "Bupati",
    "Sekda",
    "KCU",
    "Dinkes",
    "Disnakertrans",
    "Disdukcapil",
    "Dinsos",
    "BPKAD",
    "Bappeda",
    "Ad hoc",
    "KLOK",
)


def members(*written: str) -> pd.DataFrame:
    rows = [("F", name, place, "member", True) for place, name in enumerate(MEMBERS, start=1)]
    named = frame("forum, institution, place, role, is_active", *rows)
    return named.assign(decree="", written_role=named["institution"].map(lambda name: "x" if name in written else ""))


def meetings(*days: str, state: str = "closed") -> pd.DataFrame:
    rows = [(place, "F", state, "regular", "chair") for place in range(1, len(days) + 1)]
    given = frame("meeting_id, forum, state, kind, chair_capacity", *rows)
    return given.assign(meeting_date=pd.Series(days, dtype="object").astype("datetime64[s]"))


def documents(*kinds: str, until: str | None = None) -> pd.DataFrame:
    rows = [(place, "F", kind) for place, kind in enumerate(kinds, start=1)]
    return frame("document_id, forum, kind", *rows).assign(
        valid_until=pd.Series([until] * len(kinds), dtype="object").astype("datetime64[s]")
    )


def receipts(*names: str, papers: int = 2, state: str = "received") -> pd.DataFrame:
    rows = [(number, name, state) for number in range(1, papers + 1) for name in names]
    return frame("document_id, institution, state", *rows)


def attendance(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("meeting_id, institution, attendance", *rows)


def answers(**proofs: str) -> pd.DataFrame:
    return frame("forum, criterion, proof, evidence", *(("F", code, proof, "said") for code, proof in proofs.items()))


def plan(*statuses: str, **columns: object) -> pd.DataFrame:
    rows = [(f"a{place}", "F", f"I{place}", status, "") for place, status in enumerate(statuses)]
    given = frame("activity_id, forum, institution, status, obstacle", *rows)
    return follow_up(given.assign(due_date=pd.NaT, start_date=pd.NaT, has_report=True, **columns), today=TODAY)


NOTHING = {
    "members": members().head(0),
    "meetings": meetings(),
    "attendance": attendance(),
    "documents": documents(),
    "receipts": receipts(),
    "answers": answers(),
    "datasets": agreed_datasets({}, frame("region_code, period, code, subject")),
}
S002_PLAN = plan("partly_done", "not_started", "not_started", "partly_done")
S002 = {
    "members": members(),
    "meetings": meetings("2016-03-10", "2016-06-09"),
    "documents": documents("mou", "decree"),
    "receipts": receipts("Dinkes", "Dinsos"),
    "follow_up": S002_PLAN,
    "answers": answers(
        shared_vision="spoken", role_clarity="spoken", pooled_resources="documented", committed_resources="documented",
        interdependence="documented",
    ),
}  # fmt: skip


def judged(**given: pd.DataFrame):
    frames = {**NOTHING, "follow_up": S002_PLAN.head(0), **given}
    periods = cadence_periods(FORUM, frames["meetings"], today=TODAY)
    return partnership(**frames, periods=periods, today=TODAY)


def row(result, criterion: str) -> pd.Series:
    return result.criteria.set_index("criterion").loc[criterion]


def test_banyuasin_as_in_the_paper_is_a_partnership_with_its_flags_shown() -> None:
    result = judged(**S002)
    assert result.level is PartnershipLevel.PARTNERSHIP
    assert result.flags == (
        "formal_agreement", "shared_vision", "role_clarity", "joint_planning", "comprehensive_planning",
    )  # fmt: skip
    assert (result.next_level, result.missing, result.next_step) == (None, (), "formal_agreement")
    agreement = row(result, "formal_agreement")
    assert (agreement["evidence_code"], agreement["numerator"], agreement["denominator"]) == ("papers_received", 4, 22)
    assert agreement["is_computed"]
    plan_row = row(result, "joint_planning")
    assert (plan_row["evidence_code"], plan_row["numerator"], plan_row["denominator"]) == ("plan_begun", 2, 4)
    assert not row(result, "shared_vision")["is_computed"]
    assert row(result, "shared_vision")["note"] == "said"


def test_the_eight_dimensions_of_banyuasin() -> None:
    dimensions = judged(**S002).dimensions.set_index("dimension")
    assert list(dimensions.index) == [one.value for one in Dimension]
    proofs = dimensions["proof"].to_dict()
    assert proofs["resources"] == Proof.DOCUMENTED
    assert proofs["flexibility"] == Proof.UNKNOWN
    assert proofs["values_goals"] == Proof.SPOKEN
    assert dimensions[["documented", "spoken", "absent", "unknown"]].sum().sum() == len(ANSWERABLE)


@pytest.mark.parametrize(
    ("lost", "becomes", "missing"),
    [
        ("shared_vision", "collaboration", ("shared_vision",)),
        ("role_clarity", "collaboration", ("role_clarity",)),
    ],
)
def test_without_one_criterion_it_is_one_type_less_and_that_is_the_step(lost: str, becomes: str, missing) -> None:
    said = S002["answers"][S002["answers"]["criterion"] != lost]
    result = judged(**{**S002, "answers": said})
    assert (result.level, result.next_level) == (becomes, "partnership")
    assert result.missing == missing
    assert result.next_step == lost
    assert result.flags == ("comprehensive_planning",)


def test_types_below_partnership() -> None:
    without_papers = judged(**{**S002, "documents": documents(), "receipts": receipts()})
    assert without_papers.level is PartnershipLevel.COOPERATION
    assert without_papers.missing == ("formal_understanding",)
    less = {**S002, "answers": answers()}
    assert judged(**less).level is PartnershipLevel.COORDINATION
    assert judged(**less).missing == ("committed_resources", "pooled_resources")
    assert judged(follow_up=S002_PLAN).level is PartnershipLevel.COOPERATION
    only_talk = judged(members=members(), meetings=meetings("2016-03-10"))
    assert (only_talk.level, only_talk.next_step) == (PartnershipLevel.NETWORK, "joint_activity")
    nothing = judged()
    assert (nothing.level, nothing.next_level, nothing.next_step) == ("not_formed", "network", "dialogue")
    assert nothing.flags == ()


def test_evidence_of_the_store_stands_before_an_answer_and_an_answer_before_an_empty_count() -> None:
    documented = answers(role_clarity="documented", formal_agreement="documented")
    some = judged(**{**S002, "members": members("Dinkes"), "answers": documented})
    assert row(some, "role_clarity")[["proof", "is_computed", "numerator", "denominator"]].tolist() == [
        "spoken", True, 1, 11,
    ]  # fmt: skip
    assert row(some, "formal_agreement")["proof"] == "spoken"
    none = judged(**{**S002, "answers": documented})
    assert row(none, "role_clarity")[["proof", "is_computed", "evidence_code"]].tolist() == [
        "documented", False, "answered",
    ]  # fmt: skip
    silent = judged(**{**S002, "answers": answers(role_clarity="unknown")})
    assert row(silent, "role_clarity")[["proof", "is_computed", "evidence_code"]].tolist() == [
        "absent", True, "roles_written",
    ]  # fmt: skip
    assert row(silent, "shared_vision")[["proof", "evidence_code"]].tolist() == ["unknown", "unanswered"]


def proof(criterion: str, **given: pd.DataFrame) -> str:
    return row(judged(**{**S002, "answers": answers(), **given}), criterion)["proof"]


def test_papers_count_while_in_force_and_when_everyone_has_them() -> None:
    everyone = receipts(*MEMBERS)
    assert proof("formal_agreement", receipts=everyone) == "documented"
    assert proof("formal_agreement", receipts=receipts(*MEMBERS[1:])) == "spoken"
    assert proof("formal_agreement", receipts=receipts(*MEMBERS, state="not_yet")) == "spoken"
    assert proof("formal_agreement", receipts=everyone, documents=documents("decree", "decree")) == "spoken"
    assert proof("formal_agreement", documents=documents("mou", "decree", until="2016-09-30")) == "spoken"
    expired = documents("mou", "decree", until="2016-09-29")
    assert proof("formal_agreement", documents=expired) == "unknown"
    assert proof("formal_understanding", documents=expired) == "absent"
    assert proof("information_passed_on", receipts=receipts(*MEMBERS, state="passed_on")) == "documented"
    assert proof("new_structures", documents=documents("mou")) == "absent"


def test_meetings_kept_missed_and_attended() -> None:
    assert proof("durable_relation") == "documented"
    assert proof("durable_relation", meetings=meetings("2016-03-10")) == "spoken"
    assert proof("continuing_relation", meetings=meetings("2016-03-10")) == "spoken"
    assert proof("long_term_relation", meetings=meetings("2016-03-10")) == "spoken"
    assert proof("dialogue", meetings=meetings("2016-03-10", state="draft")) == "absent"
    six = attendance(*((1, name, "represented") for name in MEMBERS[:6]))
    five = attendance(*((1, name, "present") for name in MEMBERS[:5]), (1, "Dinkes", "excused"))
    one = {"meetings": meetings("2016-03-10")}
    assert proof("attendance", attendance=six, **one) == "documented"
    assert proof("attendance", attendance=five, **one) == "absent"
    assert proof("attendance", attendance=six, members=members().head(10), **one) == "documented"
    assert proof("attendance", attendance=five.head(5), members=members().head(10), **one) == "absent"
    acting = meetings("2016-03-10").assign(chair_capacity="acting")
    assert proof("chair_present", meetings=acting) == "absent"


def test_a_plan_carried_out_wholly_partly_or_not_at_all() -> None:
    assert proof("joint_planning", follow_up=plan("done", "done", "cancelled")) == "documented"
    assert proof("joint_planning", follow_up=plan("done", "not_started")) == "spoken"
    assert proof("joint_planning", follow_up=plan("not_started", "postponed")) == "absent"
    assert proof("joint_planning", follow_up=plan("cancelled")) == "unknown"
    whole = plan("in_progress", office="x", output_target=3.0)
    assert proof("comprehensive_planning", follow_up=whole) == "spoken"
    dated = whole.assign(due_date=pd.Timestamp("2016-12-31"))
    assert proof("comprehensive_planning", follow_up=dated) == "documented"
    assert proof("committed_resources", follow_up=plan("done", "done", budget_state=["available", "none"])) == "spoken"
    assert proof("interdependence", follow_up=plan("done", supporters="Dinsos")) == "documented"
    assert proof("adjusted_plans", follow_up=plan("in_progress", slips=1)) == "documented"


def test_commitments_on_time_ask_for_those_that_fell_due() -> None:
    late = plan("in_progress", "done", reported_on=pd.Timestamp("2016-09-01")).assign(
        effective_due_date=pd.Timestamp("2016-09-01"), timing=["overdue", "closed"]
    )
    assert proof("commitments_on_time", follow_up=late) == "spoken"
    assert proof("commitments_on_time", follow_up=late.tail(1)) == "documented"


def test_data_are_agreed_where_two_sources_say_the_same_or_somebody_explains() -> None:
    found = population_differences(
        BANYUASIN_MEMBERSHIP, BANYUASIN_POPULATION, area="16.07", members=["16.07"], period="2016-08"
    )
    key = {"region_code": "16.07", "period": "2016-08", "code": "population_source", "subject": "bpjs:disdukcapil"}
    nobody = agreed_datasets({"population_source": found}, pd.DataFrame(columns=list(key)))
    assert nobody[["subject", "is_agreed", "is_explained"]].to_numpy().tolist() == [["bpjs:disdukcapil", False, False]]
    explained = agreed_datasets({"population_source": found}, pd.DataFrame([key]))
    same = agreed_datasets({"population_source": found.assign(difference_people=0)}, pd.DataFrame([key]))
    assert same[["is_agreed", "is_explained"]].to_numpy().tolist() == [[True, False]]
    assert [proof("data_agreed", datasets=one) for one in (nobody, explained, same)] == [
        "absent",
        "spoken",
        "documented",
    ]
    assert proof("data_agreed") == "unknown"


def test_criteria_are_whole() -> None:
    assert {one.evidence for one in CRITERIA.values() if one.evidence} == set(EVIDENCE) <= set(EVIDENCE_CODES)
    assert {one.level for one in CRITERIA.values()} <= {"", *PartnershipLevel}
    assert {one.dimension for one in CRITERIA.values()} - {""} == set(Dimension)
    tested = [one for one in CRITERIA.values() if one.use is CriterionUse.TESTED]
    assert all(one.level for one in tested)
    assert judged().criteria["criterion"].tolist() == list(ANSWERABLE)


def test_every_word_of_the_partnership_is_there() -> None:
    needed = {f"partnership.level.{code}" for code in PartnershipLevel}
    needed |= {f"partnership.level_means.{code}" for code in PartnershipLevel}
    needed |= {f"partnership.dimension.{code}" for code in Dimension}
    needed |= {f"partnership.criterion.{code}" for code in CRITERIA}
    needed |= {f"partnership.{part}.{code}" for part in ("ask", "step") for code in ANSWERABLE}
    needed |= {f"partnership.evidence.{code}" for code in EVIDENCE_CODES}
    assert needed - keys("id") == set()
    groups = {
        f"partnership.{part}." for part in ("level", "level_means", "dimension", "criterion", "ask", "step", "evidence")
    }
    ours = {key for key in keys("id") if key.startswith(tuple(groups))}
    assert ours - needed == set()
