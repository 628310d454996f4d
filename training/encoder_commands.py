"""``stegvis-train encoder`` and ``publish``: the encoder that ships, made again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matcher.cli.console import progress_bar
from matcher.settings import load_settings

encoder_app = typer.Typer(no_args_is_help=True)

Work = Annotated[Path, typer.Option(help="Folder of checkpoints and stages; some gigabytes.")]
Data = Annotated[
    Path | None, typer.Option(help="Folder of the ESCO files; STEGVIS_EVAL_DATA when not given.")
]


@encoder_app.command(epilog="Example: stegvis-train encoder --work ../encoder --share 0.02")
def encoder(
    work: Work,
    data: Data = None,
    share: Annotated[
        float,
        typer.Option(min=0.001, max=1, help="Part of all batches to train on, for a quick try."),
    ] = 1.0,
) -> None:
    """Tune the network and the vectors of pieces; an hour and a half on two cores.

    Stopped and started again, it goes on from the last checkpoint. The loss and the MRR of the
    development titles (tuning half) are shown on the way.
    """
    # Nothing else of the command line should wait for PyTorch.
    from training.bag_of_pieces import BagPlan  # noqa: PLC0415
    from training.development import development_measure  # noqa: PLC0415
    from training.encoder import Workshop, tune_network, tune_pieces  # noqa: PLC0415
    from training.encoder_run import PHASES  # noqa: PLC0415

    shop = Workshop(data or load_settings().eval_data, work)
    with progress_bar("Embedding pieces of words") as progress:
        tune_pieces(shop, BagPlan().shortened(share), progress)
    phases = [plan.shortened(share) for plan in PHASES]
    tune_network(shop, phases, development_measure(shop.data))


@encoder_app.command(
    epilog="Example: stegvis-train publish --work ../encoder --out models/stegvis-small"
)
def publish(
    work: Work,
    out: Annotated[Path, typer.Option(help="Folder of the compact model.")],
    network_share: Annotated[
        float, typer.Option(help="How much of the tuned network is taken.")
    ] = 0.75,
    piece_share: Annotated[
        float, typer.Option(help="How much of the tuned vectors of pieces is taken.")
    ] = 0.7,
    bag_share: Annotated[
        float, typer.Option(help="How much of a likeness comes from the pieces.")
    ] = 0.25,
    data: Data = None,
) -> None:
    """Mix, compress and write the compact model that `stegvis-train encoder` has tuned."""
    from training.encoder import TunedShares, Workshop, publish_model  # noqa: PLC0415

    shop = Workshop(data or load_settings().eval_data, work)
    publish_model(shop, TunedShares(network_share, piece_share), bag_share, out)
