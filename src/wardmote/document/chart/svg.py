"""SVG by one small function a mark."""

from __future__ import annotations

from html import escape

BLUE, TEAL, ORANGE, LILAC, WINE = "#12436D", "#28A197", "#F46A25", "#A285D1", "#801650"
INK, DARK, MUTED, CONTEXT, RULE, BAND = (
    "#1C2126", "#3D3D3D", "#565C63", "#868C93", "#E4E7EA", "#F4F6F7",
)  # fmt: skip
SIZE = 13


def n(value: float) -> str:
    """A coordinate to a tenth, without a trailing nought."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    fill: str = INK,
    halo: bool = False,
) -> str:
    """Words at a baseline, with a white edge where they may cross a line."""
    weight = ' font-weight="600"' if bold else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    edge = ' stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{n(x)}" y="{n(y)}"{side}{weight} fill="{fill}"{edge if halo else ""}>'
        f"{escape(words)}</text>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1.0, dash: str = ""
) -> str:
    """A straight line, broken where a dash is given."""
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}" stroke="{stroke}" '
        f'stroke-width="{n(width)}" fill="none"{broken}/>'
    )


def path(points: list[tuple[float, float]], stroke: str = BLUE, width: float = 2.1) -> str:
    """A line through points."""
    if not points:
        return ""
    way = "L".join(f"{n(x)} {n(y)}" for x, y in points)
    return f'<path d="M{way}" stroke="{stroke}" stroke-width="{n(width)}" fill="none"/>'


def area(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return f'<path d="M{n(x)} {n(y)}h{n(width)}v{n(height)}h{n(-width)}z" fill="{fill}"/>'


def dot(x: float, y: float, radius: float = 4, fill: str = BLUE, title: str = "") -> str:
    """A round mark with a white edge."""
    return _titled(
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{fill}" stroke="#fff"',
        title,
        "circle",
    )


def shape(kind: str, x: float, y: float, title: str = "", size: float = 1.0) -> str:
    """The mark of a special cause: diamond, square or triangle, outlined."""

    def by(*steps: float) -> str:
        return " ".join(n(step * size) for step in steps)

    if kind == "improvement":
        way, fill = f"M{n(x)} {n(y - 7 * size)}l{by(7, 7)} {by(-7, 7)} {by(-7, -7)}z", TEAL
    elif kind == "concern":
        corner = f"M{n(x - 5.5 * size)} {n(y - 5.5 * size)}"
        way, fill = f"{corner}h{by(11)}v{by(11)}h{by(-11)}z", ORANGE
    elif kind == "neutral_high":
        way, fill = f"M{n(x)} {n(y - 7 * size)}l{by(6.5, 11)}h{by(-13)}z", LILAC
    elif kind == "neutral_low":
        way, fill = f"M{n(x)} {n(y + 7 * size)}l{by(6.5, -11)}h{by(-13)}z", LILAC
    else:
        raise KeyError(kind)
    return _titled(
        f'<path d="{way}" fill="{fill}" stroke="{DARK}" stroke-linejoin="round"', title, "path"
    )


def plain_shape(
    which: int, x: float, y: float, colour: str, title: str = "", *, filled: bool = True
) -> str:
    """One of four shapes that tell groups apart, filled or open."""
    ways = (
        f"M{n(x - 5)} {n(y)}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        f"M{n(x - 4.5)} {n(y - 4.5)}h9v9h-9z",
        f"M{n(x)} {n(y - 6)}l6 10.5h-12z",
        f"M{n(x)} {n(y - 6)}l6 6-6 6-6-6z",
    )
    fill = colour if filled else "#fff"
    start = f'<path d="{ways[which % 4]}" fill="{fill}" stroke="{colour}" stroke-width="1.8"'
    return _titled(start, title, "path")


def open_diamond(x: float, y: float, title: str = "") -> str:
    """The mark of a value before, or of one of a group."""
    return _titled(
        f'<path d="M{n(x)} {n(y - 5.5)}l5.5 5.5-5.5 5.5-5.5-5.5z" fill="#fff" '
        f'stroke="{DARK}" stroke-width="1.8"',
        title,
        "path",
    )


def interval(x1: float, x2: float, y: float, stroke: str) -> str:
    """A lying interval with ends."""
    return (
        f'<path d="M{n(x1)} {n(y)}H{n(x2)}M{n(x1)} {n(y - 5)}v10M{n(x2)} {n(y - 5)}v10" '
        f'stroke="{stroke}" stroke-width="2" fill="none"/>'
    )


def arrow(x: float, y: float, fill: str) -> str:
    """An arrowhead that points left, to the end of a line."""
    return f'<path d="M{n(x)} {n(y)}l8-4.5v9z" fill="{fill}"/>'


def pointed(x1: float, x2: float, y: float, height: float, fill: str, stroke: str) -> str:
    """A lying bar from `x1` that ends in a point at `x2`, on whichever side that is."""
    half = height / 2
    head = min(8.0, abs(x2 - x1)) * (1 if x2 >= x1 else -1)
    return (
        f'<path d="M{n(x1)} {n(y - half)}L{n(x2 - head)} {n(y - half)}L{n(x2)} {n(y)}'
        f'L{n(x2 - head)} {n(y + half)}L{n(x1)} {n(y + half)}z" fill="{fill}" stroke="{stroke}" '
        'stroke-width="1.3" stroke-linejoin="round"/>'
    )


def stripes(identity: str, stroke: str, gap: float = 5.0) -> str:
    """The definition of a striped filling, used as `url(#identity)`."""
    return (
        f'<defs><pattern id="{identity}" width="{n(gap)}" height="{n(gap)}" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V{n(gap)}" stroke="{stroke}" stroke-width="2"/></pattern></defs>'
    )


def upright(x: float, y1: float, y2: float, stroke: str, width: float = 1.5) -> str:
    """An upright interval, without ends: of many side by side, ends would be all one saw."""
    return line(x, y1, x, y2, stroke, width)


def hatch(identity: str, x: float, y: float, width: float, height: float) -> str:
    """A hatched rectangle: not known yet."""
    return (
        f'<defs><pattern id="{identity}" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V7" stroke="{CONTEXT}" stroke-width="1.6"/>'
        f'</pattern></defs><rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" '
        f'fill="url(#{identity})" stroke="{CONTEXT}" stroke-dasharray="3 3"/>'
    )


def _titled(start: str, title: str, tag: str) -> str:
    if not title:
        return start + "/>"
    return f"{start}><title>{escape(title)}</title></{tag}>"
