/*
 * Takes events: finds the meaning of a key in the current context, and runs it. This is the top of the session: it
 * knows the tables of views and actions.
 */
#ifndef TUI_DISPATCH_H
#define TUI_DISPATCH_H

#include "tui/session.h"

struct event;
struct step;

/* Opens the profiles and shows them. 0, or -1 with errors in diags. Free it with session_free. */
int dispatch_open(const struct session_options *options, struct diags *diags, struct session **session);

/* The milliseconds without input after which to send EVENT_IDLE, so that estimates are refined and copies kept. */
int dispatch_patience(const struct session *session);

void dispatch_event(struct session *session, const struct event *event);

/* Takes an event, a text or a command of a script. Steps that only look at the screen are not handled here. */
void dispatch_step(struct session *session, const struct step *step);

#endif
