"""A bare Streamlit page with as many tiles, charts and table rows as Ringkasan of the example, built from constants.

It is what a good engineer would write with stock parts, without figures that are read, computed or translated.
"""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

TILES = 5
CHARTS = 2
ROWS = 8
MONTHS = pd.date_range("2016-01-01", periods=8, freq="MS")

st.set_page_config(page_title="Bare", layout="wide")
st.title("Ringkasan")
for column in st.columns(TILES):
    column.metric("Cakupan", "37,87 %", "1,54")
for number in range(CHARTS):
    figure = go.Figure(
        [
            go.Scatter(x=MONTHS, y=[36.3, 36.5, 36.8, 37.0, 37.2, 37.4, 37.6, 37.9], mode="lines+markers"),
            go.Scatter(x=MONTHS, y=[95.0] * len(MONTHS), mode="lines"),
        ]
    )
    st.plotly_chart(figure, key=f"chart_{number}")
st.dataframe(pd.DataFrame({"Instansi": ["Dinas"] * ROWS, "Belum tuntas": range(ROWS)}), hide_index=True)
