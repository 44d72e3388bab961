/*
 * A table as text, in columns that fit.
 */
#ifndef DOCUMENT_TEXT_TABLE_H
#define DOCUMENT_TEXT_TABLE_H

#include "document/document.h"

/* Appends a table of the document. */
void text_print_table(struct document *document, const struct block *table, struct bytes *out);

#endif
