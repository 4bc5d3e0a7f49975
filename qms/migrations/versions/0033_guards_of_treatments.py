"""What the database refuses of nonconformities and of the rounds in which they are treated."""

from qms.migrations.guards import again, changed, create, not_in, values

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Take the step."""
    create(GUARDS)


STEPS = (
    ("reported", "accepted"),
    ("reported", "declined"),
    ("reported", "merged"),
    ("reported", "withdrawn"),
    ("accepted", "corrected"),
    ("corrected", "analysed"),
    ("analysed", "proposed"),
    ("proposed", "analysed"),
    ("proposed", "approved"),
    ("approved", "analysed"),
    ("acting", "analysed"),
    ("approved", "acting"),
    ("approved", "implemented"),
    ("acting", "implemented"),
    ("implemented", "effective"),
    ("implemented", "corrected"),
    ("effective", "closed"),
    ("closed", "corrected"),
)
PRESENT = "nonconformity_treatment AS t WHERE t.nonconformity_id = NEW.id AND t.round = NEW.round"
KEPT = (
    "corrective_action AS a JOIN nonconformity_treatment AS t ON t.id = a.treatment_id "
    "WHERE t.nonconformity_id = NEW.id AND t.round = NEW.round AND a.state <> 'dropped'"
)
FROM_CORRECTED = (
    "NEW.state IN ('corrected', 'analysed', 'proposed', 'approved', 'acting', 'implemented', "
    "'effective', 'closed')"
)
FROM_ANALYSED = FROM_CORRECTED.replace("'corrected', ", "")
FROM_PROPOSED = FROM_ANALYSED.replace("'analysed', ", "")
FROM_APPROVED = FROM_PROPOSED.replace("'proposed', ", "")
FROM_IMPLEMENTED = FROM_APPROVED.replace("'approved', 'acting', ", "")
REOPENS = "(NEW.state = 'corrected' AND OLD.state IN ('implemented', 'closed'))"
SLIP = (
    (
        "nonconformity_takes_allowed_steps",
        "UPDATE ON nonconformity",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {values(STEPS)})",
        "no such step in the life of a nonconformity",
    ),
    (
        "nonconformity_that_ended_is_fixed",
        "UPDATE ON nonconformity",
        "OLD.ended_at IS NOT NULL AND NOT (OLD.state = 'closed' AND NEW.state = 'corrected')",
        "a nonconformity that has ended stays as it is, unless it reopens",
    ),
    (
        "nonconformity_begins_in_its_first_round",
        "INSERT ON nonconformity",
        "NEW.round <> 1",
        "a nonconformity begins in its first round",
    ),
    (
        "nonconformity_counts_its_rounds",
        "UPDATE ON nonconformity",
        f"NEW.round <> OLD.round + {REOPENS}",
        "a round begins when a nonconformity reopens, and then alone",
    ),
    (
        "nonconformity_is_treated",
        "UPDATE ON nonconformity",
        f"{FROM_CORRECTED} AND NOT EXISTS (SELECT 1 FROM {PRESENT})",
        "each round of a nonconformity is kept",
    ),
    (
        "nonconformity_has_a_cause",
        "UPDATE ON nonconformity",
        f"{FROM_ANALYSED} AND NOT EXISTS (SELECT 1 FROM {PRESENT} AND t.analysed_at IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM nonconformity_cause AS c WHERE c.treatment_id = t.id))",
        "a nonconformity goes on with its cause found",
    ),
    (
        "nonconformity_has_a_plan",
        "UPDATE ON nonconformity",
        f"{FROM_PROPOSED} AND (NOT EXISTS (SELECT 1 FROM {PRESENT} AND t.proposed_at IS NOT NULL) "
        f"OR NOT EXISTS (SELECT 1 FROM {KEPT} AND a.kind = 'corrective') "
        f"OR EXISTS (SELECT 1 FROM {KEPT} AND NOT EXISTS (SELECT 1 FROM "
        "corrective_action_indicator AS i WHERE i.action_id = a.id)))",
        "a plan has a corrective action, and each action an indicator",
    ),
    (
        "nonconformity_has_its_plan_approved",
        "UPDATE ON nonconformity",
        f"{FROM_APPROVED} AND NOT EXISTS (SELECT 1 FROM {PRESENT} AND t.approved_at IS NOT NULL)",
        "nobody acts on a plan that is not approved",
    ),
    (
        "nonconformity_is_implemented",
        "UPDATE ON nonconformity",
        f"{FROM_IMPLEMENTED} AND (EXISTS (SELECT 1 FROM {KEPT} AND a.state <> 'verified') OR "
        f"NOT EXISTS (SELECT 1 FROM {PRESENT} AND t.implemented_at IS NOT NULL))",
        "each action is done and checked first",
    ),
    (
        "nonconformity_worked",
        "UPDATE ON nonconformity",
        f"NEW.state IN ('effective', 'closed') AND NOT EXISTS (SELECT 1 FROM {PRESENT} AND EXISTS "
        "(SELECT 1 FROM effect_check AS e WHERE e.treatment_id = t.id AND e.result = 'worked'))",
        "somebody else saw that it worked first",
    ),
    (
        "nonconformity_reopens_where_it_failed",
        "UPDATE ON nonconformity",
        "OLD.state = 'implemented' AND NEW.state = 'corrected' AND NOT EXISTS (SELECT 1 FROM "
        "nonconformity_treatment AS t JOIN effect_check AS e ON e.treatment_id = t.id WHERE "
        "t.nonconformity_id = OLD.id AND t.round = OLD.round AND e.result = 'failed')",
        "it reopens where a check found that it did not work",
    ),
)


ROUNDS = "SELECT max(round) FROM nonconformity_treatment WHERE nonconformity_id"
TREATMENT = (
    (
        "treatment_begins",
        "INSERT ON nonconformity_treatment",
        f"NEW.round <> coalesce(({ROUNDS} = NEW.nonconformity_id), 0) + 1 OR "
        f"{again('nonconformity_treatment')} OR NEW.analysed_at IS NOT NULL OR "
        "NEW.proposed_at IS NOT NULL OR (SELECT state FROM nonconformity WHERE "
        "id = NEW.nonconformity_id) NOT IN ('accepted', 'implemented', 'closed')",
        "rounds follow one another",
    ),
    (
        "treatment_is_kept",
        "UPDATE ON nonconformity_treatment",
        f"{changed('id', 'nonconformity_id', 'round', 'opened_at', 'why')} OR "
        f"NEW.round <> ({ROUNDS} = NEW.nonconformity_id)",
        "a round that is over stays as it is",
    ),
    (
        "treatment_is_analysed_in_its_time",
        "UPDATE ON nonconformity_treatment",
        f"{changed('branch', 'conclusion', 'elsewhere', 'analysed_by_id', 'analysed_at')} AND "
        f"{not_in('NEW.id', 'corrected', 'analysed')}",
        "a cause is found before there is a plan",
    ),
    (
        "treatment_is_planned_in_its_time",
        "UPDATE ON nonconformity_treatment",
        f"{changed('criterion', 'months', 'proposed_by_id', 'proposed_at')} AND "
        f"{not_in('NEW.id', 'analysed', 'proposed', 'approved', 'acting')}",
        "a plan is proposed once there is a cause",
    ),
    (
        "treatment_is_approved_in_its_time",
        "UPDATE ON nonconformity_treatment",
        f"{changed('approved_by_id', 'approved_at')} AND "
        f"{not_in('NEW.id', 'proposed', 'approved', 'acting')}",
        "a plan is approved once it is proposed",
    ),
    (
        "treatment_is_implemented_in_its_time",
        "UPDATE ON nonconformity_treatment",
        f"{changed('implemented_at', 'check_on')} AND "
        f"{not_in('NEW.id', 'approved', 'acting', 'implemented')}",
        "it is carried out while its plan is approved",
    ),
    ("treatment_stays", "DELETE ON nonconformity_treatment", "1", "a round is never removed"),
    (
        "cause_fits",
        "INSERT ON nonconformity_cause",
        f"{not_in('NEW.treatment_id', 'corrected', 'analysed')} OR {again('nonconformity_cause')}",
        "causes are found before there is a plan",
    ),
    ("cause_is_kept", "UPDATE ON nonconformity_cause", "1", "a cause is written anew"),
    (
        "cause_stays",
        "DELETE ON nonconformity_cause",
        not_in("OLD.treatment_id", "corrected", "analysed"),
        "causes are found before there is a plan",
    ),
)
GUARDS = (*SLIP, *TREATMENT)
