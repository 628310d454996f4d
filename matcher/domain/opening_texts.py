"""What the states of an own opening are called in Swedish, English and Arabic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.domain.opening import OpeningState
from matcher.domain.text import LocalText

if TYPE_CHECKING:
    from collections.abc import Mapping

_S = OpeningState


_t = LocalText

OWN_STATES: Mapping[OpeningState, LocalText] = {
    _S.SUBMITTED: _t("Inlämnad: väntar på dig", "Handed in: waits for you", "مُقدَّم: بانتظارك"),
    _S.DRAFT: _t("Utkast", "Draft", "مسودة"),
    _S.RETURNED: _t("Tillbaka hos arbetsgivaren", "With the employer", "عند صاحب العمل"),
    _S.OPEN: _t("Öppen", "Open", "مفتوح"),
    _S.PAUSED: _t("Pausad", "Paused", "متوقف مؤقتاً"),
    _S.FULL: _t("Full", "Full", "مكتمل"),
    _S.CLOSED: _t("Stängd", "Closed", "مغلق"),
}
"""In the order in which a LinkWorker looks at them."""
