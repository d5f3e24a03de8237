"""Start Streamlit, less its look-up of this computer's public address.

Streamlit asks a server on the internet for it whenever a page of another origin tries to connect,
to see whether that origin is this computer. Heard fetches nothing from the network.
"""

from streamlit import net_util
from streamlit.web.cli import main


def no_public_address() -> None:
    """This computer has no public address that pages are served under."""


if __name__ == "__main__":
    net_util.get_external_ip = no_public_address
    main(prog_name="streamlit")
