"""`stegvis plan spread`: how crowded everybody's lists are, and what it costs to spread them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from matcher.cli.console import open_services, out, print_json, progress_bar
from matcher.domain.spread import LENGTH, MINIMUM, SpreadBy, SpreadQuestion

if TYPE_CHECKING:
    from matcher.domain.spread import OpeningShare, SpreadPoint, SpreadPrices, SpreadReport

BAR = 40


def spread(
    strength: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=1.0,
            help="From 0 (lists by score alone) to 1 (the same exposure for all); not said, the "
            "weakest that halves the Gini.",
        ),
    ] = None,
    length: Annotated[int, typer.Option(min=1, max=100, help="How long a list is.")] = LENGTH,
    minimum: Annotated[
        int, typer.Option(min=0, help="How many openings everybody has at least, where there are.")
    ] = MINIMUM,
    weigh: Annotated[
        SpreadBy, typer.Option(help="Whether budgets go by places, or are alike for openings.")
    ] = SpreadBy.PLACES,
    use: Annotated[
        bool, typer.Option("--use", help="Choose lists of suggestions at these prices from now on.")
    ] = False,
    end: Annotated[
        bool, typer.Option("--end", help="Choose lists of suggestions by score alone again.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who asks; kept in the audit log.")] = "cli",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show in how many lists each opening stands, and what it costs to spread them more evenly.

    Nothing is changed unless you say --use or --end.
    """
    if use and end:
        raise typer.BadParameter("Say --use or --end, not both.", param_hint="use")
    if minimum > length:
        raise typer.BadParameter(f"A list of {length} cannot hold {minimum}.", param_hint="minimum")
    service = open_services().spreads
    if end:
        _ended(service.end(by), as_json=as_json)
        return
    question = SpreadQuestion(strength, length, minimum, weigh)
    prices: SpreadPrices | None
    with progress_bar("People scored") as progress:
        if use:
            found, prices = service.use(by, question, progress)
        else:
            found, prices = service.spread(by, question, progress), service.in_use()
    if as_json:
        print_json(spread_to_json(found, prices))
    else:
        _print(found)
        _say_in_use(prices, now=use)


def spread_to_json(found: SpreadReport, prices: SpreadPrices | None) -> dict[str, Any]:
    """Return the document of ``stegvis plan spread --json``; it has numbers and openings only."""
    halved = found.half_suggested
    return {
        "in_use": _prices_to_json(prices) if prices else None,
        "day": found.day.isoformat(),
        "people": found.people,
        "people_with_openings": found.with_openings,
        "openings": found.openings,
        "openings_reachable": found.reachable,
        "places": found.places,
        "pairs": found.pairs,
        "length": found.length,
        "minimum": found.minimum,
        "weighed_by": found.weighed_by.value,
        "chosen": {
            **_point_to_json(found.chosen),
            "score": found.score,
            "bound": found.bound,
            "list_lengths": {str(size): count for size, count in found.list_lengths},
        },
        "half_gini": _point_to_json(found.half) if found.half else None,
        "half_gini_suggested": _point_to_json(halved) if halved else None,
        "curve": [_point_to_json(one) for one in found.curve],
        "shares": [_share_to_json(one) for one in found.shares],
    }


def _prices_to_json(prices: SpreadPrices) -> dict[str, Any]:
    return {
        "id": prices.id,
        "since": prices.at.isoformat(),
        "by": prices.by,
        "strength": prices.strength,
        "weighed_by": prices.weighed_by.value,
        "length": prices.length,
        "minimum": prices.minimum,
        "seed": prices.seed,
        "openings": len(prices.price),
    }


def _point_to_json(one: SpreadPoint) -> dict[str, Any]:
    return {
        "strength": one.strength,
        "gini": one.gini,
        "gini_openings": one.gini_openings,
        "ndcg": one.ndcg,
        "ndcg_loss": 1 - one.ndcg,
        "lowest_ndcg": one.lowest_ndcg,
        "least_list": one.least,
        "people_below_minimum": one.too_short,
        "slots": one.slots,
        "openings_seen": one.seen,
        "largest_share": one.largest_share,
        "suggested": {
            "gini": one.suggested.gini,
            "ndcg": one.suggested.ndcg,
            "ndcg_loss": 1 - one.suggested.ndcg,
            "lowest_ndcg": one.suggested.lowest_ndcg,
            "least_list": one.suggested.least,
        },
    }


def _share_to_json(one: OpeningShare) -> dict[str, Any]:
    return {
        "opening": {"id": one.opening, "title": one.title},
        "places": one.places,
        "could": one.could,
        "lists_by_score": one.by_score,
        "lists": one.lists,
        "share_by_score": one.share_by_score,
        "share": one.share,
        "budget": one.budget,
        "exposure_cap": one.cap,
        "beyond_budget": one.beyond,
        "price": one.price,
    }


def _print(found: SpreadReport) -> None:
    shares = Table("opening", "title")
    for head in ("places", "by score", "spread", "budget", "price"):
        shares.add_column(head, justify="right")
    for one in found.shares:
        shares.add_row(
            escape(one.opening),
            escape(one.title),
            str(one.places),
            str(one.by_score),
            f"{one.lists} (+{one.beyond})" if one.beyond else str(one.lists),
            "any" if one.budget is None else str(one.budget),
            f"{one.price:.2f}",
        )
    out.print(shares)
    out.print(_curve(found))
    _say(found)


def _curve(found: SpreadReport) -> Table:
    """Draw the Gini of each strength as a bar, with what is lost."""
    table = Table("strength", f"Gini by {found.weighed_by}", box=None)
    for head in ("Gini", "suggested", "nDCG lost", "shortest list", "openings seen"):
        table.add_column(head, justify="right")
    chosen = () if found.chosen in found.curve else (found.chosen,)
    for one in sorted((*found.curve, *chosen), key=lambda point: point.strength):
        here = one.strength == found.chosen.strength
        table.add_row(
            f"{one.strength:.2f}" + (" <" if here else ""),
            "█" * round(BAR * one.gini),
            f"{one.gini:.3f}",
            f"{one.suggested.gini:.3f}",
            _lost(one.ndcg),
            str(one.least),
            f"{one.seen} of {found.reachable}",
            style="bold" if here else None,
        )
    return table


def _say(found: SpreadReport) -> None:
    chosen, usual, half = found.chosen, found.curve[0], found.half
    out.print(
        f"At strength {chosen.strength:.2f} the Gini of exposure is {chosen.gini:.3f} (by score "
        f"alone {usual.gini:.3f}); lists lose {_lost(chosen.ndcg)} of nDCG, the list that loses "
        f"most {_lost(chosen.lowest_ndcg)}.",
        soft_wrap=True,
    )
    if half is None:
        out.print("No strength halves the Gini.")
    else:
        out.print(f"Half the Gini: strength {half.strength:.2f}, {_lost(half.ndcg)} of nDCG lost.")
    out.print(
        f"{found.with_openings} of {found.people} people have a list; {chosen.too_short} have "
        f"fewer than {found.minimum} openings where there are as many.",
        soft_wrap=True,
    )
    out.print(
        f"The scores in these lists add up to {found.score:.3f}; no lists within the budgets "
        f"exceed {found.bound:.3f}.",
        soft_wrap=True,
    )
    before, after = usual.suggested, chosen.suggested
    out.print(
        f"Suggested at these prices, with three jobs of a step at most: Gini {before.gini:.3f} -> "
        f"{after.gini:.3f}, {_lost(after.ndcg)} of nDCG lost, shortest list {after.least}.",
        soft_wrap=True,
    )
    if found.half_suggested is None:
        out.print("No strength halves the Gini of suggested lists.")
    else:
        out.print(
            f"Half the Gini of suggested lists: strength {found.half_suggested.strength:.2f}, "
            f"{_lost(found.half_suggested.suggested.ndcg)} of nDCG lost.",
            soft_wrap=True,
        )


def _say_in_use(prices: SpreadPrices | None, *, now: bool) -> None:
    if prices is None:
        out.print("No prices are in use: lists of suggestions are by score alone.")
    else:
        out.print(
            f"In use since {prices.at:%Y-%m-%d %H:%M} UTC: prices {prices.id[:12]} of strength "
            f"{prices.strength:.2f} by {prices.weighed_by}, for {len(prices.price)} openings "
            f"({escape(prices.by)}).",
            soft_wrap=True,
        )
    out.print(
        "New lists of suggestions are chosen at these prices; those that are made stay."
        if now
        else "Lists of suggestions are as before. Nobody is suggested or told anything by this.",
        soft_wrap=True,
    )


def _ended(prices_id: str | None, *, as_json: bool) -> None:
    if as_json:
        print_json({"ended": prices_id})
    elif prices_id is None:
        out.print("No prices were in use: lists of suggestions are by score alone.")
    else:
        out.print(f"Prices {prices_id[:12]} are ended: new lists are by score alone.")


def _lost(ndcg: float) -> str:
    return f"{100 * (1 - ndcg):.1f} %"
