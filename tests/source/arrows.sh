#!/bin/bash
# Proves from the includes that the folders of src/ use each other in one direction only:
# base <- document; base <- plan <- model <- {risk, decide} <- answer (with document) <- {cli, tui} <- main.
# Usage: tests/source/arrows.sh [SRC]
set -u
shopt -s nullglob globstar
cd "${1:-$ROOT/src}" || exit 1
folders=(*/)
# The dot keeps a name with = in it a name.
files=(./**/*.[ch])

FOLDERS="${folders[*]%/}" exec awk '
# What each folder may include besides itself.
BEGIN {
	allow("base", "")
	allow("document", "base")
	allow("plan", "base")
	allow("model", "base plan")
	allow("risk", "base plan model")
	allow("decide", "base plan model")
	allow("answer", "base document plan model risk decide")
	allow("cli", "base document plan model risk decide answer")
	allow("tui", "base document plan model risk decide answer")
	allow("main", "base document plan model risk decide answer cli tui")
	folder_count = split(ENVIRON["FOLDERS"], folders)
	for (i = 1; i <= folder_count; i++)
		is_folder[folders[i]] = 1
	for (i = 1; i < ARGC; i++)
		is_file[substr(ARGV[i], 3)] = 1
}

function allow(folder, others) {
	order[++ordered] = folder
	may[folder] = " " others " "
}

# A fault is counted for the folder at the top, however deep the file is.
function fault(folder, what) {
	sub(/\/.*/, "", folder)
	faults[folder] = faults[folder] file ":" FNR ": " what "\n"
}

function look(folder, target, top) {
	top = target
	sub(/\/.*/, "", top)
	if (index(target, ".."))
		fault(folder, "\047" target "\047 leaves its folder")
	else if ((folder "/" target) in is_file)
		fault(folder, "\047" target "\047 is to be included as \"" folder "/" target "\"")
	else if (top in is_folder && top != folder && !index(may[folder], " " top " "))
		fault(folder, folder " may not include \047" target "\047")
}

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
	file = substr(FILENAME, 3)
	folder = target = file
	if (!sub(/\/[^\/]*$/, "", folder))
		folder = "main"
	target = $0
	sub(/^[^"<]*["<]/, "", target)
	if (/include[ \t]*<[^>]*curses/ && !index(" " curses " ", " " file " "))
		curses = curses (curses == "" ? "" : " ") file
	sub(/[">].*/, "", target)
	if (target ~ /\// || !/include[ \t]*</) # <csv.h> comes from the system, whatever is called so here
		look(folder, target)
}

# A line for each folder, so that each is counted.
END {
	for (i = 1; i <= ordered; i++) {
		print (order[i] in faults ? "not ok" : "ok") " - includes of " order[i]
		printf "%s", faults[order[i]]
	}
	for (i = 1; i <= folder_count; i++)
		if (!(folders[i] in may) || folders[i] == "main")
			print "not ok - a folder without arrows: " folders[i]
	# The screen alone may speak curses, and in one file.
	if (curses ~ /^(tui\/[^ ]*)?$/)
		print "ok - one file speaks curses"
	else
		print "not ok - these speak curses: " curses
}' "${files[@]}" /dev/null
