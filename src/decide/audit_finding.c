/* The list of findings, and what rules add to it. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/bytes.h"
#include "base/grow.h"
#include "decide/audit_rule.h"

void findings_cut(struct findings *findings, size_t count)
{
	while (findings->count > count)
		free(findings->at[--findings->count].message);
}

void findings_release(struct findings *findings)
{
	findings_cut(findings, 0);
	free(findings->at);
	*findings = (struct findings){0};
}

static struct finding *new_finding(struct findings *findings)
{
	if (!GROW(findings->at, findings->capacity, findings->count + 1))
		return NULL;
	return &findings->at[findings->count];
}

void audit_find(struct audit *audit, enum severity severity, int line, const char *format, ...)
{
	struct bytes message = {0};
	va_list arguments;
	va_start(arguments, format);
	bytes_add_format_list(&message, format, arguments);
	va_end(arguments);
	struct finding *finding = message.failed ? NULL : new_finding(audit->findings);
	if (!finding) {
		bytes_release(&message);
		audit->failed = true;
		return;
	}
	const struct source *source = &audit->plan->source;
	struct place place = source_place(source, line, 1);
	*finding = (struct finding){.severity = severity,
				    .line = place.file == source->name ? place.line : 0,
				    .rule = audit->rule->id,
				    .message = message.at};
	audit->findings->count++;
}

enum severity audit_about(const struct audit *audit, size_t option)
{
	return option == audit->evaluation->best ? SEVERITY_WARNING : SEVERITY_NOTE;
}

int audit_line(const struct audit *audit, const struct section *section, const struct setting *setting)
{
	return setting->common.given ? audit->plan->source.entry[setting->common.entry].key_line
				     : section->line;
}
