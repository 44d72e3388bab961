/* What an answer is about. */
#include "answer/subject.h"

bool subject_has(const struct subject *subject, size_t option)
{
	for (size_t i = 0; i < subject->option_count; i++)
		if (subject->option[i] == option)
			return true;
	return false;
}

const char *subject_id(const struct subject *subject, size_t option)
{
	return plan_option(subject->plan, option)->section.id;
}

const char *subject_label(const struct subject *subject, size_t option)
{
	return plan_option_label(subject->plan, option);
}

void subject_heading(struct document *document, const struct subject *subject)
{
	document_heading(document, 1, "%s", subject->title);
}
