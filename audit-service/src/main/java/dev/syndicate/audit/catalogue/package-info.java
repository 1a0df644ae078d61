/** Whether what protects the tables is as the migrations installed it. */
@NullMarked
package dev.syndicate.audit.catalogue;

import org.jspecify.annotations.NullMarked;
