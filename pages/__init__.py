"""Streamlit scripts, thin, one a screen, in folders by menu section."""
