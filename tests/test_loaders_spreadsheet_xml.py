"""Workbooks written as one XML text: a value belongs to the cell it stands in, and to no other."""

import pytest

from loaders.files.sheets import UnreadableFile
from loaders.files.spreadsheet_xml import read_xml_workbook

CELL = '<Cell><Data ss:Type="Number">50</Data></Cell>'
DATA = '<Data ss:Type="Number">60</Data>'


def xml_book(rows: str) -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    start = f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Isian"><Table>'
    return f"{start}{rows}</Table></Worksheet></Workbook>".encode()


def test_remark_beside_a_value_is_not_read_in_its_place():
    remark = (
        '<Comment ss:Author="Dinkes"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>60</B></ss:Data></Comment>'
    )
    rows = f'<Row><Cell><Data ss:Type="Number">50</Data>{remark}</Cell><Cell>{remark}</Cell></Row>'
    assert read_xml_workbook(xml_book(rows)).sheets[0].rows == [[50, ""]]


@pytest.mark.parametrize(
    "rows",
    [
        f"<Row>{DATA}</Row>",
        f"<Row>{CELL}{DATA}</Row>",
        f"<Row><Cell>{DATA}{DATA}</Cell></Row>",
        f"<Row><Cell>{CELL}</Cell></Row>",
        f"<Row><Cell><Row/>{DATA}</Cell></Row>",
        f"<Row><Cell><Table><Row/></Table>{DATA}</Cell></Row>",
        CELL,
    ],
)
def test_value_that_stands_in_no_cell_or_beside_another_is_damage(rows):
    with pytest.raises(UnreadableFile) as refused:
        read_xml_workbook(xml_book(rows))
    assert refused.value.problem.code == "file_damaged"
