"""The entry and the door: everything that reaches a page comes through here, and only from this machine."""

import streamlit as st
from starlette.middleware import Middleware

from ui.door_address import OnlyThisMachine, refuse_other_address
from ui.door_errors import show_error
from ui.door_headers import SecurityHeaders
from ui.door_language import PageLanguage
from ui.door_messages import failed, refused
from ui.door_routes import routes
from ui.menu import FIRST_PAGE
from ui.warm import lifespan
from vocab.refusal import Refusal

refuse_other_address(st.get_option("server.address"))

app = st.App(
    "ui/shell.py",
    lifespan=lifespan,
    routes=routes(FIRST_PAGE.address),
    middleware=[Middleware(SecurityHeaders), Middleware(OnlyThisMachine), Middleware(PageLanguage)],
    on_script_error=show_error,
    exception_handlers={Refusal: refused, Exception: failed},
)
