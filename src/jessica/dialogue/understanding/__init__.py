"""Words become typed commands here; nothing in this folder acts."""
