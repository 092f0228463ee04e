"""Asking a publisher's server: patiently, no faster than it allows, and by verified certificates.

The waiting between tries is urllib3's, which honours what a server says in Retry-After.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse

from wardmote.vocabulary import UserError

TOO_LARGE = 503  # what data.police.uk answers for an area of more than 10,000 crimes
BUSY = (429, 500, 502, 504)  # tried again
CONNECT_SECONDS = 10.0


class OfflineError(UserError):
    """The publisher's server cannot be reached at all."""


class NotFetchedError(Exception):
    """One file cannot be had. Says why and what to do; the others may still be."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, in seconds, and how often it is asked again.

    `timeout` is the time without a single byte; `backoff` the first wait between tries, which
    doubles; `longest` the longest wait that a server may ask for.
    """

    timeout: float = 60.0
    tries: int = 8
    backoff: float = 1.0
    longest: float = 300.0

    def retry(self, *also: int) -> PoliteRetry:
        """A fresh count of tries, for `BUSY` and further statuses."""
        return PoliteRetry(
            total=self.tries,
            connect=min(2, self.tries),  # a network that is not there seldom comes in seconds
            redirect=5,
            allowed_methods=None,  # every request here asks and changes nothing
            status_forcelist=(*BUSY, *also),
            backoff_factor=self.backoff,
            backoff_max=60,
            raise_on_status=False,
            retry_after_max=int(self.longest),
        )


class PoliteRetry(urllib3.Retry):
    """Tries that stop, where a server asks for a longer wait than is borne, instead of hurrying."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """The seconds that the server asks for. Raises NotFetchedError when they are too many."""
        patient = urllib3.Retry(retry_after_max=10**9)
        try:
            seconds = patient.get_retry_after(response)
        except HTTPError:
            return None
        if seconds is not None and seconds > self.retry_after_max:
            raise NotFetchedError(
                f"the server is busy and asks to wait {seconds:,.0f} seconds; fetch again then"
            )
        return seconds


class Pace:
    """A leaky bucket: `burst` requests at once, then `per_second`."""

    def __init__(
        self,
        per_second: float,
        burst: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._step, self._room = 1 / per_second, burst / per_second
        self._clock, self._sleep = clock, sleep
        self._full = 0.0  # the time at which the bucket will have run empty

    def wait(self) -> None:
        """Return when the next request may go out."""
        now = self._clock()
        self._full = max(self._full, now) + self._step
        over = self._full - now - self._room
        if over > 0:
            self._sleep(over)


class Client:
    """A publisher's server, or several."""

    def __init__(self, agent: str, patience: Patience, pace: Pace | None = None) -> None:
        self.patience = patience
        self._agent = agent
        self._pace = pace
        self._pools: dict[str, urllib3.PoolManager] = {}

    def open(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        retry: urllib3.Retry | None = None,
    ) -> BaseHTTPResponse:
        """The answer to a GET, its body unread.

        Raises OfflineError where the server cannot be reached, NotFetchedError where it breaks
        off again and again.
        """
        return self._asked("GET", url, retry, headers, preload_content=False)

    def json(self, url: str, form: Mapping[str, str] | None = None) -> tuple[int, object]:
        """Status and decoded body; with a `form` it is sent as one. The body is None beside a
        status that is not 200.

        Raises OfflineError and NotFetchedError as `open` does, and the second for what is no
        JSON.
        """
        if self._pace:
            self._pace.wait()
        if form is None:
            answer = self._asked("GET", url, None)
        else:
            answer = self._asked("POST", url, None, None, fields=dict(form), encode_multipart=False)
        if answer.status != 200:
            return answer.status, None
        try:
            return 200, msgspec.json.decode(answer.data)
        except msgspec.DecodeError as error:
            raise NotFetchedError(
                f"{url} answers with something that is no JSON ({error}); does a sign-in page of "
                "your network stand between?"
            ) from error

    def _asked(
        self,
        method: str,
        url: str,
        retry: urllib3.Retry | None,
        headers: Mapping[str, str] | None = None,
        **words: object,
    ) -> BaseHTTPResponse:
        named = {"User-Agent": self._agent, "Accept-Encoding": "identity", **(headers or {})}
        try:
            answer = self._pool(url).request(
                method,
                url,
                headers=named,
                retries=retry or self.patience.retry(),
                **words,  # type: ignore[arg-type]
            )
        except HTTPError as error:
            raise told(url, error) from error
        if url.startswith("https:") and not (answer.geturl() or url).startswith(("https:", "/")):
            answer.close()
            raise NotFetchedError(
                f"{url} leads to an address without encryption: {answer.geturl()}"
            )
        return answer

    def _pool(self, url: str) -> urllib3.PoolManager:
        """Connections for the address, by the proxy that the system names for it."""
        parts = urlsplit(url)
        proxy = getproxies().get(parts.scheme, "")
        if proxy and proxy_bypass(parts.hostname or ""):
            proxy = ""
        if proxy not in self._pools:
            seconds = self.patience.timeout
            timeout = urllib3.Timeout(connect=min(CONNECT_SECONDS, seconds), read=seconds)
            self._pools[proxy] = (
                urllib3.ProxyManager(proxy, timeout=timeout)
                if proxy
                else urllib3.PoolManager(timeout=timeout)
            )
        return self._pools[proxy]


def told(url: str, error: HTTPError) -> Exception:
    """The error in the words of the person who waits."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    host = urlsplit(url).netloc
    if isinstance(reason, ProxyError):
        return OfflineError(
            f"the proxy of your network cannot be used for {host} ({_short(reason)}); put its "
            "address into HTTPS_PROXY, or take it out"
        )
    if isinstance(reason, SSLError):
        return NotFetchedError(
            f"the certificate of {host} cannot be verified ({_short(reason)}); if your network "
            "has a certificate of its own, name its file in SSL_CERT_FILE"
        )
    if isinstance(reason, NewConnectionError | ConnectTimeoutError):
        return OfflineError(
            f"{host} cannot be reached, and fetching needs the internet: connect and fetch again "
            "(what is there already stays), put your network's proxy into HTTPS_PROXY, or "
            "download the files on another machine and load them with: wardmote load FILE..."
        )
    if isinstance(reason, ReadTimeoutError):
        return NotFetchedError(f"{host} does not answer in time; fetch again later")
    if isinstance(reason, ProtocolError):
        return NotFetchedError(f"{host} breaks the connection off; fetch again later")
    return NotFetchedError(f"{url} cannot be fetched ({_short(reason)})")


def _short(error: Exception) -> str:
    return str(error).split(": ", 1)[-1][:160]
