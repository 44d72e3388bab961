/* Applying the audit's rules. */
#include "decide/audit.h"

#include "decide/audit_rule.h"

int audit_run(const struct plan *plan, const struct evaluation *evaluation, const struct catalogue *catalogue,
	      struct findings *findings)
{
	struct audit audit = {
		.plan = plan, .evaluation = evaluation, .catalogue = catalogue, .findings = findings};
	size_t before = findings->count, count;
	const struct audit_rule *rules = audit_rules(&count);
	if (evaluation_overflows(evaluation))
		return 0;
	audit.failed = audit_gather(&audit) != 0;
	for (size_t i = 0; i < count && !audit.failed; i++) {
		audit.rule = &rules[i];
		rules[i].apply(&audit);
	}
	audit_release(&audit);
	if (audit.failed)
		findings_cut(findings, before);
	return audit.failed ? -1 : 0;
}
