"""Which addresses on the network may be fetched: only public ones, looked at from inside every wrapping.

``ipaddress.is_global`` alone says yes to ``64:ff9b::7f00:1`` (NAT64), ``2002:7f00:1::`` (6to4), ``fec0::1``
(site-local) and ``224.0.0.1`` (multicast); each of them can reach this machine or its neighbours.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_REFUSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "::/96",  # IPv4-compatible, long abolished
        "64:ff9b:1::/48",  # NAT64 for local use
        "100::/64",  # discard
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",
    )
)
_REFUSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; one cloud keeps its metadata here
        "168.63.129.16/32",  # Azure's host agent: public by number, local by routing
        "192.0.0.0/24",
        "192.88.99.0/24",  # the 6to4 relay
        "198.18.0.0/15",
        "240.0.0.0/4",
    )
)


def is_public(address: str) -> bool:
    """True where a connection to ``address`` (as a resolver returns it) leaves for the open internet."""
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, IPv4Address):
        return _public_4(number)
    inner = _inside(number)
    if inner is not None:
        return _public_4(inner)
    return _plainly_public(number) and not number.is_site_local and not any(number in network for network in _REFUSED_6)


def _public_4(number: IPv4Address) -> bool:
    return _plainly_public(number) and not any(number in network for network in _REFUSED_4)


def _plainly_public(number: IPv4Address | IPv6Address) -> bool:
    wrong = (
        number.is_multicast, number.is_private, number.is_loopback, number.is_link_local,
        number.is_reserved, number.is_unspecified,
    )  # fmt: skip
    return number.is_global and not any(wrong)


def _inside(number: IPv6Address) -> IPv4Address | None:
    """The IPv4 address an IPv6 address carries: mapped, 6to4, NAT64 or ISATAP."""
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if number.sixtofour is not None:
        return number.sixtofour
    if number in _NAT64 or int(number) >> 32 & 0xFFFF_FFFF in {0x0000_5EFE, 0x0200_5EFE}:
        return IPv4Address(int(number) & 0xFFFF_FFFF)
    return None
