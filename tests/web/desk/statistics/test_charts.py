"""Columns of two periods stand side by side, and neither hides the other."""

from datetime import date

from openpas.insights.queries import Step
from openpas.web.desk.statistics.charts import WIDTH, columns_of

NOW = [Step(date(2026, 3, 1), 4), Step(date(2026, 3, 2), 2)]
THEN = [Step(date(2026, 2, 1), 8)]


def test_a_column_of_one_period_fills_its_place() -> None:
    chart = columns_of(NOW, None)

    assert (chart.is_compared, chart.thickness, chart.width, chart.most) == (False, WIDTH - 2, 2 * WIDTH, 4)
    assert [(one.x, one.height) for one in chart.columns] == [(1, 100), (11, 50)]


def test_columns_of_two_periods_share_a_place() -> None:
    chart = columns_of(NOW, THEN)
    first, second = chart.columns

    assert (chart.is_compared, chart.thickness, chart.most) == (True, 4, 8)
    assert first.x + chart.thickness == first.then_x
    assert first.then_x + chart.thickness <= WIDTH
    assert (first.height, first.then_height, first.then) == (50, 100, 8)
    assert second.then is None
