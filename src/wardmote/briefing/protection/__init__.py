"""Small numbers of the whole pack: what is withheld and rounded, decided once, before any word."""

from wardmote.briefing.protection.ledger import Ledger, ledger_bytes
from wardmote.briefing.protection.reader import ProtectedReader, guard_of, protected

__all__ = ["Ledger", "ProtectedReader", "guard_of", "ledger_bytes", "protected"]
