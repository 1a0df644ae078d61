/** Who is asking: people, workloads and services, each by a verified token. */
@NullMarked
package dev.syndicate.platform.security;

import org.jspecify.annotations.NullMarked;
