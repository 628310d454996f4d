"""Open the encoder that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.embedding.bundled import NAME
from matcher.embedding.cache import CachedEncoder
from matcher.embedding.recipe import EncodingRecipe
from matcher.embedding.reference import read_reference_texts
from matcher.embedding.sentence_encoder import SentenceEncoder
from matcher.embedding.source import find_source
from matcher.embedding.vector_store import VectorStore
from matcher.ports import TextKind
from matcher.settings import shared_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.embedding.source import EncoderSource
    from matcher.ports import TextEncoder
    from matcher.settings import Settings


def open_encoder(
    settings: Settings, progress: Callable[[str], None] | None = None
) -> CachedEncoder:
    """Open the encoder with its cache; the weights are loaded with the first unknown text.

    The bundled model is converted the first time (seconds, 470 MB in the cache folder).

    Parameters
    ----------
    settings
        Names the encoder, its prompts and where state lies.
    progress
        Called with one line before something slow.

    Raises
    ------
    SettingsError
        There is no such encoder here and it cannot be fetched.
    ChecksumMismatch
        The bundled weights are not the ones expected.
    """
    return with_cache(open_sentence_encoder(settings, progress), settings)


def with_cache(encoder: TextEncoder, settings: Settings) -> CachedEncoder:
    """Return an encoder with the programme's cache of vectors in front."""
    store = VectorStore(settings.cache_folder / "embeddings.db", settings.cache_texts)
    return CachedEncoder(encoder, store)


def open_sentence_encoder(
    settings: Settings, progress: Callable[[str], None] | None = None
) -> SentenceEncoder:
    """Open the encoder without a cache, as measurements need it.

    Parameters and errors as for :func:`open_encoder`.
    """
    source = find_source(settings, progress)
    recipe = EncodingRecipe(prompts_of(settings, source), settings.max_tokens, settings.threads)
    return SentenceEncoder(
        source, recipe, read_reference_texts(shared_path("data", "reference")), progress
    )


def prompts_of(settings: Settings, source: EncoderSource) -> Mapping[TextKind, str]:
    """Return what is put before a text of each kind.

    A compact model names its one prompt itself. The bundled model takes its query prompt for all
    kinds: our texts are short on both sides, and on the reference texts ``query: `` for work gains
    a little over ``passage: ``.
    """
    if source.compact is not None:
        return dict.fromkeys(TextKind, source.compact.prompt)
    query = settings.query_prompt
    work = query if source.name == NAME else settings.passage_prompt
    return {TextKind.EXPERIENCE: query, TextKind.WORK: work, TextKind.LABEL: query}
