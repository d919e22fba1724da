"""Grid references of the Military Grid Reference System (MGRS) as latitude and longitude on WGS 84.

Squares and bands: NGA.STND.0037 (2014). From the grid to degrees: the series of Krüger to the third order in n, as in
C. Karney, Transverse Mercator with an accuracy of a few nanometers (2011), equations 7, 21, 35 and 36. Good to a metre.
"""

from __future__ import annotations

from math import atan, atan2, atanh, cos, cosh, degrees, sin, sinh, sqrt

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")  # of zones by their number's rest by three, each 100 km
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE = 100_000.0  # metres
_CYCLE = 2_000_000.0  # metres after which the letters of rows come again
_SCALE = 0.9996
_SOUTHERN = 10_000_000.0  # metres, false northing
_AXIS, _FLATTENING = 6378137.0, 1 / 298.257223563
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96,
    _N**2 / 48 + _N**3 / 15,
    17 * _N**3 / 480,
)
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))


def position_of_grid(zone: str, square: str, easting: str, northing: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a grid square such as 37S, ET, 123, 456; None if there is no such one."""
    number, band = int(zone[:-1]), _BANDS.find(zone[-1])
    columns = _COLUMNS[number % 3]
    if not 1 <= number <= 60 or band < 0 or square[0] not in columns or len(easting) != len(northing):
        return None
    size = 10.0 ** (5 - len(easting))
    east = (columns.index(square[0]) + 1) * _SQUARE + (int(easting) + 0.5) * size
    row = (_ROWS.index(square[1]) - (0 if number % 2 else 5)) % len(_ROWS)
    north = row * _SQUARE + (int(northing) + 0.5) * size
    lowest = -80.0 + 8 * band
    highest = lowest + (12 if band == len(_BANDS) - 1 else 8)
    for cycle in range(5):
        metres = north + cycle * _CYCLE - (_SOUTHERN if lowest < 0 else 0.0)
        latitude, longitude = _degrees(number, east, metres)
        if lowest - 0.01 <= latitude <= highest + 0.01 and abs(longitude - (number * 6 - 183)) <= 4:
            return latitude, longitude
    return None


def _degrees(zone: int, east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude of a place in a zone, in metres east of its false origin and north of the equator."""
    xi, eta = north / (_SCALE * _RADIUS), (east - 500_000.0) / (_SCALE * _RADIUS)
    xi_, eta_ = xi, eta
    for order, beta in enumerate(_BETA, 1):
        xi_ -= beta * sin(2 * order * xi) * cosh(2 * order * eta)
        eta_ -= beta * cos(2 * order * xi) * sinh(2 * order * eta)
    conformal = sin(xi_) / sqrt(sinh(eta_) ** 2 + cos(xi_) ** 2)  # tangent of the conformal latitude
    return degrees(atan(_tangent(conformal))), zone * 6 - 183 + degrees(atan2(sinh(eta_), cos(xi_)))


def _tangent(conformal: float) -> float:
    """The tangent of a latitude by that of its conformal latitude: Newton's method, Karney's equations 7 and 21."""
    squared = _ECCENTRICITY**2
    tangent = conformal
    for _ in range(4):
        secant = sqrt(1 + tangent**2)
        sigma = sinh(_ECCENTRICITY * atanh(_ECCENTRICITY * tangent / secant))
        reached = tangent * sqrt(1 + sigma**2) - sigma * secant
        step = (conformal - reached) / sqrt(1 + reached**2)
        tangent += step * (1 + (1 - squared) * tangent**2) / ((1 - squared) * secant)
    return tangent
