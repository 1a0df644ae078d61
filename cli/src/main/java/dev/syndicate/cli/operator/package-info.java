/** What operators decide: alone where something stops, two of them where it goes on. */
@NullMarked
package dev.syndicate.cli.operator;

import org.jspecify.annotations.NullMarked;
