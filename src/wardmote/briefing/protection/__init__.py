"""Small numbers of the whole pack: what is withheld and rounded, decided once, before any word."""

from wardmote.briefing.protection.ledger import Ledger, ledger_bytes
from wardmote.briefing.protection.reader import ProtectedReader, protected

__all__ = ["Ledger", "ProtectedReader", "ledger_bytes", "protected"]
