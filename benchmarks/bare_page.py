"""A bare Streamlit page with as many tiles, charts and table rows as Ringkasan of the example, built from constants.

It is what a good engineer would write with stock parts, without figures that are read, computed or translated; no
filters, no menu, no provenance. How many of each stands in the address, because the benchmark counts them on Ringkasan
itself: `?tiles=5&charts=1&rows=2,4` (one number a table). A chart has a target line and a trend with its points.
"""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

MONTHS = pd.date_range("2016-01-01", periods=8, freq="MS")
SHARES = (36.3, 36.5, 36.8, 37.0, 37.2, 37.4, 37.6, 37.9)

st.set_page_config(page_title="Bare", layout="wide")
st.title("Ringkasan")
for column in st.columns(int(st.query_params["tiles"])):
    column.metric("Cakupan", "37,87 %", "1,54")
for number in range(int(st.query_params["charts"])):
    trend = go.Scatter(x=MONTHS, y=SHARES, mode="lines+markers")
    target = go.Scatter(x=MONTHS, y=[95.0] * len(MONTHS), mode="lines")
    st.plotly_chart(go.Figure([trend, target]), key=f"chart_{number}")
for rows in map(int, st.query_params["rows"].split(",")):
    st.dataframe(pd.DataFrame({"Instansi": ["Dinas"] * rows, "Belum tuntas": range(rows)}), hide_index=True)
