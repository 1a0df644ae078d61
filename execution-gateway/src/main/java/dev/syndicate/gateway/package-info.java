/** execution-gateway: sessions, actions, permits, the execution gate and the coding tools' hooks. */
@NullMarked
package dev.syndicate.gateway;

import org.jspecify.annotations.NullMarked;
