"""Equations as `breakeven why` prints them, computed: with the names of nodes (files), or with numbers (text)."""

import math
import re

# A number, its digits grouped by narrow or plain blanks, perhaps a per cent; a name; a sign.
TOKEN = re.compile(r"\s*(?:(?P<number>\d{1,3}(?:[\u202f ]\d{3})+(?:\.\d+)?%?|\d+(?:\.\d+)?(?:e[+-]?\d+)?%?(?![\w@]))"
                   r"|(?P<name>[a-zA-Z0-9][a-zA-Z0-9_.@-]*)"
                   r"|(?P<sign>[-+*/^(),×]))")

FUNCTIONS = {"min": min, "max": max, "ceil": math.ceil}


class NoEquation(ValueError):
    """The text is no equation."""


class Equation:
    """Reads and computes in one pass. value_of: what a name stands for; None: there are no names, and "x" is a sign."""

    def __init__(self, text, value_of=None):
        self.text, self.value_of, self.at = text, value_of, 0
        self.operands = []  # every number that it was computed from
        self.token = self.kind = None
        self.next()
        self.value = self.sum()
        if self.kind is not None:
            raise NoEquation("'%s' after an equation in '%s'" % (self.token, text))

    def next(self):
        match = TOKEN.match(self.text, self.at)
        if match is None:
            if self.text[self.at:].strip():
                raise NoEquation("'%s'" % self.text[self.at:])
            self.token = self.kind = None
            return
        self.at, self.kind = match.end(), match.lastgroup
        self.token = match.group(self.kind)
        if self.value_of is None and self.token in ("x", "×"):
            self.kind, self.token = "sign", "*"

    def take(self, *signs):
        """The sign, if it is one of these and next."""
        if self.kind != "sign" or self.token not in signs:
            return None
        sign = self.token
        self.next()
        return sign

    def need(self, sign):
        if not self.take(sign):
            raise NoEquation("no '%s' in '%s'" % (sign, self.text))

    def sum(self):
        value = self.product()
        while True:
            sign = self.take("+", "-")
            if sign is None:
                return value
            other = self.product()
            value = value + other if sign == "+" else value - other

    def product(self):
        value = self.signed()
        while True:
            sign = self.take("*", "/")
            if sign is None:
                return value
            other = self.signed()
            value = value * other if sign == "*" else self.divided(value, other)

    @staticmethod
    def divided(a, b):
        if b == 0:
            return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a)
        return a / b

    def signed(self):
        return -self.signed() if self.take("-") else self.power()

    def power(self):
        base = self.operand()
        if not self.take("^"):
            return base
        exponent = self.signed()
        try:
            return base ** exponent
        except (OverflowError, ZeroDivisionError):
            return math.inf

    def operand(self):
        if self.take("("):
            value = self.sum()
            self.need(")")
            return value
        kind, token = self.kind, self.token
        if kind == "number":
            value = number(token)
        elif kind == "name" and token in FUNCTIONS:
            self.next()
            return self.function(FUNCTIONS[token])
        elif kind == "name" and self.value_of is not None:
            value = self.value_of(token)
        else:
            raise NoEquation("'%s' in '%s'" % (token, self.text))
        self.next()
        self.operands.append(value)
        return value

    def function(self, function):
        self.need("(")
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        self.need(")")
        return float(function(arguments[0]) if len(arguments) == 1 else function(*arguments))


def number(text):
    """A printed number: "1 234.5" 1234.5, "18%" 0.18."""
    plain = re.sub("[\u202f ]", "", text)
    return float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)


def half_digit(text):
    """Half of the last digit that a number is printed with."""
    plain = re.sub("[\u202f ]", "", text)
    scale = 0.01 if plain.endswith("%") else 1.0
    mantissa, _, exponent = plain.rstrip("%").partition("e")
    decimals = len(mantissa.partition(".")[2])
    return 0.5 * 10.0 ** (int(exponent or 0) - decimals) * scale
