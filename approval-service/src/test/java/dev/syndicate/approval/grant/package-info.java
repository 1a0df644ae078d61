@NullMarked
package dev.syndicate.approval.grant;

import org.jspecify.annotations.NullMarked;
