# Builds, checks and installs breakeven. `make help` lists what there is to make.
#
# Every .c file of src/*/ goes into libbreakeven.a, src/main.c into the program; every tests/unit/test_*.c is a
# test program of its own, the other files of tests/unit/ are shared by them. A flavour (FLAVOUR=asan, ...) is
# the same build with other flags in build/FLAVOUR.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
DATADIR = $(PREFIX)/share/breakeven
DOCDIR = $(PREFIX)/share/doc/breakeven
LOCALEDIR = $(PREFIX)/share/locale

FLAVOUR ?=
B := build$(if $(FLAVOUR),/$(FLAVOUR))

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion
WERROR ?=
LIBS := -lncursesw -liniparser -lcsv -ljansson -lmd -lm -lpthread

# What the arithmetic gains by: no errno from math functions, no traps; the results stay the same bits.
FAST := -O3 -fno-math-errno -fno-trapping-math

flavour_flags_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
flavour_flags_clang := -O1 -g -fsanitize=undefined,float-cast-overflow,float-divide-by-zero -fno-sanitize-recover=all
flavour_flags_coverage := -O0 -g --coverage
flavour_flags_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
flavour_flags_plain := -O0 -g
flavour_flags_tsan := -O1 -g -fsanitize=thread
ifneq ($(filter clang fuzz,$(FLAVOUR)),)
CC := clang
# clang takes INFINITY and NAN, which the standard makes floats, for promotions by mistake; and to it -Wconversion means
# -Wsign-conversion too, by which a loop over an enum's values is one.
WARNINGS := $(filter-out -Wdouble-promotion,$(WARNINGS)) -Wno-sign-conversion
endif
ifeq ($(origin CC),default)
CC := gcc
endif
flavour := $(flavour_flags_$(FLAVOUR))
ifneq ($(flavour),)
# Instrumented, -O2 takes the compiler 1.7 times as long as -O1: it pays where the trials are.
FAST := $(if $(filter asan,$(FLAVOUR)),-O2) -fno-math-errno -fno-trapping-math
override CFLAGS := $(flavour)
endif

# -ffp-contract=off: the same bits on machines with and without fused multiply-add. -ffunction-sections: so that
# tests/source/purity.py can follow who calls whom.
base_flags = -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -ffunction-sections -fdata-sections $(WARNINGS) $(if $(filter 1,$(WERROR)),-Werror) -Isrc \
	-DBREAKEVEN_VERSION='"$(VERSION)"' -DBREAKEVEN_DATADIR='"$(DATADIR)"' \
	-DBREAKEVEN_LOCALEDIR='"$(LOCALEDIR)"'
say = @$(if $(V),:,echo) '  $(1) $(2)'
compile = @$(if $(V),set -x;) $(CC) $(base_flags) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<
link = @$(if $(V),set -x;) $(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $(1) $(LIBS)

sources := $(wildcard src/*/*.c)
objects := $(sources:%.c=$(B)/obj/%.o)
library := $(B)/libbreakeven.a
program := $(B)/breakeven

# Test programs can make an allocation or a system call of ours fail: tests/unit/fail_alloc.h, fail_call.h.
wrapped := malloc calloc aligned_alloc realloc strdup strndup free read write fsync close rename link linkat unlink open
wraps := $(wrapped:%=-Wl,--wrap=%)
unit_sources := $(wildcard tests/unit/test_*.c)
units := $(unit_sources:tests/unit/%.c=$(B)/unit/%)
unit_helpers := $(patsubst %.c,$(B)/obj/%.o,$(filter-out $(unit_sources),$(wildcard tests/unit/*.c)))

# A fuzz target, tests/fuzz/fuzz_NAME.c, reads its corpus, tests/fuzz/NAME/, again in every build; FLAVOUR=fuzz searches on.
fuzz_sources := $(wildcard tests/fuzz/fuzz_*.c)
replays := $(fuzz_sources:tests/fuzz/%.c=$(B)/fuzz/%)
fuzz_driver := $(if $(filter fuzz,$(FLAVOUR)),-fsanitize=fuzzer,$(B)/obj/tests/fuzz/replay.o)

bench_sources := $(wildcard tests/bench/*.c)
benches := $(bench_sources:tests/bench/%.c=$(B)/bench/%)

.DELETE_ON_ERROR:
.PRECIOUS: $(B)/obj/%.o
.PHONY: all run check check-all unit install uninstall bench lint coverage fuzz mutation soak clean help units replays benches faults

all: $(program)

$(B)/obj/src/model/%.o $(B)/obj/src/risk/%.o: CFLAGS += $(FAST)

$(B)/obj/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(compile)

# Objects made with other flags are no longer good.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(base_flags) $(CFLAGS) $(CPPFLAGS) $(FAST))' | cmp -s - $@ || \
		echo '$(subst ','\'',$(CC) $(base_flags) $(CFLAGS) $(CPPFLAGS) $(FAST))' >$@
FORCE:

# Objects whose source is gone are nobody's.
stale := $(filter-out $(objects) $(B)/obj/src/main.o,$(wildcard $(B)/obj/src/*/*.o))

$(library): $(objects)
	@rm -f $@ $(stale)
	$(call say,AR,$@)
	@$(AR) qcs $@ $^

$(program): $(B)/obj/src/main.o $(library)
	$(call say,LD,$@)
	$(call link,$^)

$(B)/unit/%: $(B)/obj/tests/unit/%.o $(unit_helpers) $(library)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(call link,$(wraps) $^ -lcmocka)

units: $(units)

$(B)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(filter %.o,$(fuzz_driver)) $(library)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(call link,$^ $(filter -%,$(fuzz_driver)))

replays: $(replays)

# Fails allocations of the whole program, libraries and all.
$(B)/fail_malloc.so: tests/program/fail_malloc.c
	@mkdir -p $(@D)
	$(call say,LD,$@)
	@$(CC) -std=c11 $(WARNINGS) -O2 -shared -fPIC -o $@ $<

faults: $(B)/fail_malloc.so

$(B)/bench/%: $(B)/obj/tests/bench/%.o $(library)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(call link,$^)

benches: $(benches)

unit: units
	@tests/run $(units)

run:
	@.tools/install build
	@$(MAKE) --no-print-directory -s all
	@build/breakeven

# With all they need installed; see tests/check.
check:
	@.tools/install build test
	@MAKE='$(MAKE)' tests/check

check-all:
	@.tools/install build test
	@.tools/install peer || echo 'going on without' >&2
	@MAKE='$(MAKE)' tests/check --all

bench: all benches
	@ROOT='$(CURDIR)' BUILD='$(CURDIR)/$(B)' BREAKEVEN='$(CURDIR)/$(program)' tests/each tests/bench

lint: all
	@TEST_TIMEOUT=1800 tests/run tests/lint/lint.sh

coverage:
	@$(MAKE) --no-print-directory FLAVOUR=coverage all units >/dev/null
	@tests/coverage

FUZZ_SECONDS ?= 60
fuzz:
	@FUZZ_SECONDS=$(FUZZ_SECONDS) TEST_TIMEOUT=864000 tests/run tests/peers/fuzz.sh

MUTATION_SECONDS ?= 120
MUTATION_SEED ?= 1
mutation: all units
	@MUTATION_SECONDS=$(MUTATION_SECONDS) MUTATION_SEED=$(MUTATION_SEED) TEST_TIMEOUT=864000 tests/run tests/peers/mutation.sh

soak: all
	@TEST_TIMEOUT=864000 JOBS=1 tests/run $$(find tests/soak -maxdepth 1 -name '*.sh' -type f -executable 2>/dev/null | sort)

# A translation, po/LANG.po, begins as what `make lint` extracts: msginit -i build/breakeven.pot -l LANG -o po/LANG.po.
translations := $(patsubst po/%.po,$(B)/locale/%/LC_MESSAGES/breakeven.mo,$(wildcard po/*.po))

$(B)/locale/%/LC_MESSAGES/breakeven.mo: po/%.po
	@mkdir -p $(@D)
	$(call say,MSGFMT,$@)
	@msgfmt --check -o $@ $<

install: all $(translations)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(DATADIR)/profiles' '$(DESTDIR)$(DOCDIR)'
	install -m 755 $(program) '$(DESTDIR)$(PREFIX)/bin/breakeven'
	install -m 644 $(wildcard profiles/*.ini profiles/*.csv) '$(DESTDIR)$(DATADIR)/profiles'
	@$(foreach mo,$(translations),install -D -m 644 $(mo) '$(DESTDIR)$(LOCALEDIR)/$(mo:$(B)/locale/%=%)' && ):
	install -m 644 $(wildcard README.md CHANGELOG.md LICENSE docs/*.md) '$(DESTDIR)$(DOCDIR)'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/breakeven'
	rm -rf '$(DESTDIR)$(DATADIR)' '$(DESTDIR)$(DOCDIR)'
	rm -f '$(DESTDIR)$(LOCALEDIR)'/*/LC_MESSAGES/breakeven.mo

clean:
	rm -rf build

help:
	@echo 'make              builds build/breakeven'
	@echo 'make run          installs what is missing, builds, and shows the shipped plans'
	@echo 'make check        installs what is missing, runs the tests (under four minutes)'
	@echo 'make check-all    the same and what needs other programs and time: gnumeric, valgrind, clang, fuzzing, locales'
	@echo 'make unit         the unit tests alone'
	@echo 'make install      PREFIX=/usr/local DESTDIR='
	@echo 'make bench        the speed, beside that of others'
	@echo 'make lint         clang-tidy, cppcheck, shellcheck, texts for translators, functions that nothing uses'
	@echo 'make coverage     which lines the unit tests reach'
	@echo 'make fuzz         FUZZ_SECONDS=60 for each target of tests/fuzz'
	@echo 'make mutation     MUTATION_SECONDS=120 MUTATION_SEED=1: which small faults in the source the quick tests notice'
	@echo 'make soak         the long runs'
	@echo 'make clean        removes build/'
	@echo 'Variables: CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR, WERROR=1, V=1 (shows commands),'
	@echo '           FLAVOUR=asan|clang|coverage|plain (into build/FLAVOUR), INSTALL=no (only says what is missing)'

-include $(objects:.o=.d) $(B)/obj/src/main.d $(unit_helpers:.o=.d) \
	$(patsubst %.c,$(B)/obj/%.d,$(unit_sources) $(fuzz_sources) $(bench_sources)) $(B)/obj/tests/fuzz/replay.d
