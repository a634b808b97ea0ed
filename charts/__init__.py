"""Metric frames drawn as Plotly figures in one look; words come from `texts`, rules from `metrics`."""

from charts.activities import obstacle_pareto, unfinished_by, unfinished_by_institution
from charts.areas import area_comparison, denominators
from charts.facilities import facilities_total, facilities_trend, facility_contribution
from charts.look import STATE_MARKS, STATUS_COLOURS, StateMark, plain_title, plotly_config, segment_colour
from charts.segments import composition_over_time, segment_composition
from charts.trend import coverage_trend

__all__ = [
    "STATE_MARKS",
    "STATUS_COLOURS",
    "StateMark",
    "area_comparison",
    "composition_over_time",
    "coverage_trend",
    "denominators",
    "facilities_total",
    "facilities_trend",
    "facility_contribution",
    "obstacle_pareto",
    "plain_title",
    "plotly_config",
    "segment_colour",
    "segment_composition",
    "unfinished_by",
    "unfinished_by_institution",
]
