"""Which address a request comes from, when proxies that we trust stand in between."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

Address = IPv4Address | IPv6Address

# One household or phone commonly has a whole /64 of IPv6 addresses to itself.
_IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> Address | None:
    """The nearest address that is not one of `settings.TRUSTED_PROXIES` (addresses or networks).

    `X-Forwarded-For` is read from its end, and only as far as trusted proxies have written it. None where the
    connection has no address (a Unix socket).
    """
    address = _read(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while forwarded and address is not None and _is_trusted(address):
        further = _read(forwarded.pop())
        if further is None:
            break
        address = further
    return address


def is_exempt(request: HttpRequest) -> bool:
    """Whether the visitor is this machine itself and the settings let it hurry."""
    address = client_address(request)
    return settings.RATE_LIMIT_EXEMPT_LOOPBACK and address is not None and address.is_loopback


def visitor_key(request: HttpRequest) -> str:
    """Whom to count for: a keyed hash, so that no address is stored. One IPv6 /64 counts as one visitor."""
    address = client_address(request)
    network = (
        IPv6Network((address, _IPV6_PREFIX), strict=False) if address and address.version == 6 else address
    )
    return salted_hmac("jessica.api.visitor", str(network), algorithm="sha256").hexdigest()[:32]


def _read(text: str) -> Address | None:
    """An address as it is, or out of IPv6's wrapping of IPv4; None for anything else."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


@lru_cache(maxsize=8)
def _networks(written: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(each.strip(), strict=False) for each in written)
