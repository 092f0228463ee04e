"""The records themselves. Dates are given, never taken from the clock."""

from __future__ import annotations

from django.db import models

MARKINGS = [("OFFICIAL", "OFFICIAL"), ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE")]
DIRECTIONS = [("increase", "increase"), ("decrease", "decrease")]
STATES = [("open", "open"), ("closed", "closed"), ("reopened", "reopened")]


class OversightBody(models.Model):
    """Who holds the force to account: a commissioner, a mayor, a board, an authority."""

    name = models.CharField(max_length=200, unique=True)
    force = models.SlugField()

    def __str__(self) -> str:
        return self.name


class Workshop(models.Model):
    """One meeting of scrutiny; `slug` is its name in commands, such as 2015-06."""

    body = models.ForeignKey(OversightBody, on_delete=models.PROTECT, related_name="workshops")
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    board_on = models.DateField(null=True)
    marking = models.CharField(max_length=40, choices=MARKINGS, default="OFFICIAL")
    financial_implications = models.TextField(blank=True)
    legal_implications = models.TextField(blank=True)

    class Meta:
        """Latest first."""

        ordering = ("-held_on",)

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on}"


class AgendaItem(models.Model):
    """One matter that the workshop looked at. A closed item never reaches the public edition."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    closed = models.BooleanField(default=False)

    class Meta:
        """In the order of the agenda."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("workshop", "number"), name="one_item_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Question(models.Model):
    """Something asked of the force, and what it answered."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    measure = models.SlugField(blank=True, max_length=100)

    class Meta:
        """In the order asked."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class Outcome(models.Model):
    """What the workshop concluded under an item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="outcomes")
    text = models.TextField()

    class Meta:
        """In the order recorded."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class Recommendation(models.Model):
    """What the board is asked to do."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        """In the order of the paper."""

        ordering = ("number",)

    def __str__(self) -> str:
        return self.text


class Action(models.Model):
    """What somebody agreed to do, and the measure that it should move.

    `category` picks a part of the measure (`outcome=cancelled`); `before` and `after` are the
    periods that its effect is read from, where they are known; `reason` says why it cannot be
    tested, where it cannot.
    """

    reference = models.SlugField(unique=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="actions")
    text = models.TextField()
    owner = models.CharField(max_length=200)
    due = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=STATES, default="open")
    measure = models.SlugField(blank=True, max_length=100)
    category = models.CharField(max_length=100, blank=True)
    direction = models.CharField(max_length=20, choices=DIRECTIONS, blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """By reference."""

        ordering = ("reference",)

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"


class Return(models.Model):
    """Information that the oversight body receives on a regular basis."""

    body = models.ForeignKey(OversightBody, on_delete=models.CASCADE, related_name="returns")
    text = models.TextField()
    owner = models.CharField(max_length=200)
    every_months = models.PositiveIntegerField(default=3)
    next_due = models.DateField(null=True)

    class Meta:
        """In the order agreed."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text
