/**
 * Syndicate for Java programs: open a session, propose an action, wait for people, ask leave, report. On the JDK's HTTP
 * client and the contracts alone. Each request and each answer read here fits docs/reference/openapi: a test compares them.
 */
@NullMarked
package dev.syndicate.client;

import org.jspecify.annotations.NullMarked;
