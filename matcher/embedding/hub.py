"""Fetch a model from a hub: the only place of the encoder that may use the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matcher.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

_WANTED = ("*.json", "*.txt", "*.model", "*.safetensors")
_UNWANTED = ("onnx/*", "openvino/*")


def fetch_from_hub(
    hub_id: str, revision: str | None, progress: Callable[[str], None] | None = None
) -> Path:
    """Return the folder of a hub's model, from the local cache of the hub when it is there.

    A model that was fetched once is never asked for again, so it changes only with the revision.
    ``HF_HUB_OFFLINE`` and the other variables of the hub's own library hold.

    Parameters
    ----------
    hub_id
        For example ``intfloat/multilingual-e5-base``.
    revision
        Branch, tag or commit; ``None`` for the main branch.
    progress
        Called with one line before a download.

    Raises
    ------
    SettingsError
        The model is neither here nor to be had; the message says what to do.
    """
    folder = _snapshot(hub_id, revision, local_only=True)
    if folder is not None and any(folder.rglob("*.safetensors")):
        return folder
    if progress is not None:
        progress(f"Fetching {hub_id}")
    fetched = _snapshot(hub_id, revision, local_only=False)
    if fetched is None:  # pragma: no cover  (an online call returns or raises)
        raise SettingsError(
            f"The hub gave nothing for {hub_id!r}. Check the id in STEGVIS_ENCODER, or copy "
            "the model here and set STEGVIS_ENCODER to its folder."
        )
    return fetched


def _snapshot(hub_id: str, revision: str | None, *, local_only: bool) -> Path | None:
    from huggingface_hub import snapshot_download  # noqa: PLC0415  (slow, seldom needed)

    try:
        return Path(
            snapshot_download(
                hub_id,
                revision=revision,
                allow_patterns=list(_WANTED),
                ignore_patterns=list(_UNWANTED),
                local_files_only=local_only,
            )
        )
    except Exception as error:  # the hub's library and its transport raise many kinds
        if local_only:
            return None
        at = f" at revision {revision!r}" if revision else ""
        raise SettingsError(
            f"The encoder {hub_id!r}{at} is not on this machine and could not be fetched "
            f"({type(error).__name__}). Check the id and the connection (HF_HUB_OFFLINE must not "
            "be set), copy the model here and set STEGVIS_ENCODER to its folder, or set "
            "STEGVIS_ENCODER=bundled, which needs no network."
        ) from error
