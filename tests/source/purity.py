#!/usr/bin/env python3
"""Proves from the object files that model/, risk/ and decide/ are pure arithmetic.

From each function and table of theirs it follows every reference, through the other folders' functions too (they are
compiled into sections of their own), and allows only what is on the list below: no I/O, no clock, no locale but for messages, no
environment; and no data that can change.

Usage: tests/source/purity.py FOLDER   (of the object files)
"""
import glob
import os
import re
import subprocess
import sys

PURE = ("model", "risk", "decide")

# What may be called from the C library. Memory, texts, sorting and arithmetic; what compilers call of their own.
ALLOWED = re.compile("|".join((
    "malloc|calloc|realloc|aligned_alloc|posix_memalign|free|abort|__assert_fail|__errno_location",
    "mem(cpy|move|set|cmp|chr)|str(len|nlen|cmp|ncmp|chr|rchr|str|dup|ndup|spn|cspn|pbrk)|qsort|bsearch",
    "strcpy|v?snprintf|strtod|strtol|nl_langinfo",  # numbers as text, the decimal point put right: base/number.c
    "dcgettext", "dcngettext",  # of diagnostics: no figure is ever one's text
    "(exp|exp2|expm1|log|log1p|log2|log10|pow|sqrt|cbrt|fabs|floor|ceil|trunc|round|rint|nearbyint|fmod|remainder|ldexp"
    "|frexp|modf|scalbn|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|erf|erfc|tgamma|fmin|fmax|copysign|nextafter"
    "|fma|l?lround|l?lrint)f?|lgamma_r|sincos",
    "__(mem(cpy|move|set)|v?snprintf|strcpy|strcat)_chk|__stack_chk_fail|__isoc23_strtod",
    "_GLOBAL_OFFSET_TABLE_|__cpu_model|__cpu_features2|__cpu_indicator_init|__popcountdi2|__ehdr_start",
)))
# Trials run on threads of risk/; which thread does what changes no result.
THREADS = re.compile("pthread_(create|join|attr_.*|mutex_.*|cond_.*)|sched_(yield|getcpu|getaffinity)|__sched_cpucount|__atomic_.*")

CHANGEABLE = re.compile(r"\.(data|bss|tdata|tbss)(\.(?!rel\.ro).*)?$|\*COM\*")
IGNORED = re.compile(r"\.(debug|eh_frame|comment|note|gnu|llvm|stack)")


class Objects:
    """Sections, what each refers to, and where each symbol is defined. A member is an object file: "model/irr.o"."""

    def __init__(self, folder):
        self.references = {}  # (member, section) -> names or local sections
        self.defined = {}  # global symbol -> (member, section)
        self.local = {}  # (member, symbol) -> section
        paths = sorted(glob.glob(folder + "/*/*.o"))
        lines = subprocess.run(["objdump", "-t", "-r", "-w", *paths], check=True, capture_output=True, text=True).stdout
        member = section = None
        for line in lines.splitlines():
            if match := re.match(r"(\S+):\s+file format", line):
                member = os.path.relpath(match[1], folder)
            elif match := re.match(r"RELOCATION RECORDS FOR \[(.*)\]:", line):
                section = match[1]
            elif match := re.match(r"[0-9a-f]{16} (.{7}) (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)", line):
                self.add_symbol(member, *match.groups())
            elif match := re.match(r"[0-9a-f]{16} R_\S+\s+(\S+?)(?:[-+]0x[0-9a-f]+)?$", line):
                self.references.setdefault((member, section), set()).add(match[1])

    def add_symbol(self, member, flags, section, name):
        if section == "*UND*":
            return
        self.local[member, name] = section
        if flags[0] in "gu!" or flags[1] == "w":
            self.defined[name] = (member, section)
        self.references.setdefault((member, section), set())

    def resolve(self, member, name):
        """(member, section) that a reference leads to, or None when it leads outside."""
        if (member, name) in self.local:
            return member, self.local[member, name]
        if (member, name) in self.references:
            return member, name
        return self.defined.get(name)

    def faults(self, member, threads):
        """Everything forbidden that is reached from a member, as texts."""
        todo = [node for node in self.references if node[0] == member and not IGNORED.match(node[1])]
        seen, found = set(todo), set()
        while todo:
            node = todo.pop()
            if CHANGEABLE.match(node[1]) and self.holds_data(node):
                found.add("may change %s of %s" % (node[1], node[0]))
            for name in self.references.get(node, ()):
                target = self.resolve(node[0], name)
                if target is None:
                    if not (ALLOWED.fullmatch(name) or threads and THREADS.fullmatch(name)):
                        found.add("%s calls %s" % (node[1].removeprefix(".text."), name))
                elif target not in seen and not IGNORED.match(target[1]):
                    seen.add(target)
                    todo.append(target)
        return sorted(found)

    def holds_data(self, node):
        """Every object file has empty .data and .bss: one that a symbol other than the section itself is in counts."""
        return any(member == node[0] and section == node[1] and name != section
                   for (member, name), section in self.local.items())


def main():
    objects = Objects(sys.argv[1])
    for member in sorted({member for member, _ in objects.references}):
        if member.split("/")[0] not in PURE:
            continue
        faults = objects.faults(member, member.startswith("risk/"))
        print("%s - %s is pure" % ("not ok" if faults else "ok", member))
        for fault in faults:
            print("    " + fault)


main()
