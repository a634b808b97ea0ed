"""The classes of matching results in their groups: what is counted together, and in which unit."""

from vocab.codes import MatchClass

RESULTS: tuple[MatchClass, ...] = (
    MatchClass.MATCHED,
    MatchClass.NOT_FOUND,
    MatchClass.DUPLICATE,
    MatchClass.DECEASED,
    MatchClass.MOVED,
    MatchClass.DATA_DIFFER,
    MatchClass.SEGMENT_DIFFERS,
)
"""What became of each person of a list; their sum is the number of people compared."""
DECILES: tuple[MatchClass, ...] = (MatchClass.DECILE_1_5_WITHOUT_PBI, MatchClass.DECILE_6_10_WITH_PBI)
PROPOSALS: tuple[MatchClass, ...] = (
    MatchClass.PROPOSALS_SENT,
    MatchClass.PROPOSALS_ACCEPTED,
    MatchClass.PROPOSALS_REFUSED,
    MatchClass.PROPOSALS_WAITING,
)
"""People proposed for PBI: the first is the sum of the others where each answer is known."""
VILLAGES: tuple[MatchClass, ...] = (MatchClass.VILLAGES_VERIFIED, MatchClass.VILLAGES_ALL)
"""The only classes that count villages and not people."""
MATCH_GROUPS: dict[str, tuple[MatchClass, ...]] = {
    "results": RESULTS,
    "deciles": DECILES,
    "proposals": PROPOSALS,
    "villages": VILLAGES,
    "recorded": (MatchClass.PBI_RECORDED,),
}
