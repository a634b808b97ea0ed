"""Pure functions from frame to frame: every figure that a page, chart or workbook shows is computed here."""

from metrics.activities import (
    DUE_SOON_DAYS,
    UnfinishedCounts,
    count_by,
    count_by_status,
    in_plan_order,
    selection,
    timing,
    unfinished,
    unfinished_counts,
)
from metrics.activity_changes import activity_changes
from metrics.agreed_datasets import agreed_datasets
from metrics.area_denominators import area_denominators
from metrics.areas import area_coverage_by_period, area_figures, area_table
from metrics.change import Change, change_between, change_by_region
from metrics.clarifications import ClarificationWindow, clarification_window
from metrics.comparison import GroupComparison, against_group, heat_table, ranking
from metrics.composition import composition, composition_by_period
from metrics.coverage import (
    COVERAGE_COLUMNS,
    METRIC_COLUMNS,
    coverage_by_region_period,
    government_registered_by_region_period,
    latest_period,
    previous_period,
)
from metrics.facilities import (
    facilities_by_area_year,
    facilities_by_region_year,
    facilities_by_type_year,
    facility_changes,
    facility_checks,
    facility_drops,
)
from metrics.facility_growth import facility_density, facility_growth
from metrics.follow_up import follow_up, lost_items, pareto
from metrics.forum_cadence import cadence_periods
from metrics.forum_changes import figure_changes
from metrics.forum_documents import document_validity, receipts_by_institution
from metrics.forum_institutions import institution_summary
from metrics.headline import CoverageHeadline, comparable, coverage_headline, path_to
from metrics.lineage import area_members, areas_above
from metrics.membership import counted_segments, members_by_region_period, segment_checks
from metrics.partnership import Partnership, partnership
from metrics.population import Spread, denominators, population_at, spread
from metrics.quality_completeness import RHYTHMS, arrivals, completeness, completeness_by_period
from metrics.quality_matching import (
    matching_checks,
    matching_counts,
    matching_findings,
    newest_matching,
    unanswered_proposals,
)
from metrics.quality_outliers import (
    ENOUGH_AREAS,
    ENOUGH_CHANGES,
    FAR,
    SMALL_HISTORY_PCT,
    far_from_others,
    impossible_figures,
    jumps,
)
from metrics.quality_sources import pbi_differences, population_differences
from metrics.quality_totals import total_differences
from metrics.quality_warnings import (
    PARTS,
    WARNING_KEY,
    missing_warnings,
    outlier_warnings,
    source_warnings,
    total_warnings,
    with_acceptance,
)
from metrics.ratios import percent, points
from metrics.report_periods import report_periods
from metrics.sources import FigureSources, facility_rows, membership_rows, population_rows, sources_of
from metrics.targets import (
    Gap,
    gap_to_target,
    gaps,
    indicative_path,
    missing_people,
    state_against,
    states_against,
    targets_for,
)
from metrics.uhc import Verdict, uhc_criteria, uhc_grades, uhc_status, uhc_verdicts

__all__ = [
    "COVERAGE_COLUMNS",
    "DUE_SOON_DAYS",
    "ENOUGH_AREAS",
    "ENOUGH_CHANGES",
    "FAR",
    "METRIC_COLUMNS",
    "PARTS",
    "RHYTHMS",
    "SMALL_HISTORY_PCT",
    "WARNING_KEY",
    "Change",
    "ClarificationWindow",
    "CoverageHeadline",
    "FigureSources",
    "Gap",
    "GroupComparison",
    "Partnership",
    "Spread",
    "UnfinishedCounts",
    "Verdict",
    "activity_changes",
    "against_group",
    "agreed_datasets",
    "area_coverage_by_period",
    "area_denominators",
    "area_figures",
    "area_members",
    "area_table",
    "areas_above",
    "arrivals",
    "cadence_periods",
    "change_between",
    "change_by_region",
    "clarification_window",
    "comparable",
    "completeness",
    "completeness_by_period",
    "composition",
    "composition_by_period",
    "count_by",
    "count_by_status",
    "counted_segments",
    "coverage_by_region_period",
    "coverage_headline",
    "denominators",
    "document_validity",
    "facilities_by_area_year",
    "facilities_by_region_year",
    "facilities_by_type_year",
    "facility_changes",
    "facility_checks",
    "facility_density",
    "facility_drops",
    "facility_growth",
    "facility_rows",
    "far_from_others",
    "figure_changes",
    "follow_up",
    "gap_to_target",
    "gaps",
    "government_registered_by_region_period",
    "heat_table",
    "impossible_figures",
    "in_plan_order",
    "indicative_path",
    "institution_summary",
    "jumps",
    "latest_period",
    "lost_items",
    "matching_checks",
    "matching_counts",
    "matching_findings",
    "members_by_region_period",
    "membership_rows",
    "missing_people",
    "missing_warnings",
    "newest_matching",
    "outlier_warnings",
    "pareto",
    "partnership",
    "path_to",
    "pbi_differences",
    "percent",
    "points",
    "population_at",
    "population_differences",
    "population_rows",
    "previous_period",
    "ranking",
    "receipts_by_institution",
    "report_periods",
    "segment_checks",
    "selection",
    "source_warnings",
    "sources_of",
    "spread",
    "state_against",
    "states_against",
    "targets_for",
    "timing",
    "total_differences",
    "total_warnings",
    "uhc_criteria",
    "uhc_grades",
    "uhc_status",
    "uhc_verdicts",
    "unanswered_proposals",
    "unfinished",
    "unfinished_counts",
    "with_acceptance",
]
