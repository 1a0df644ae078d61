/**
 * The auditor's five questions, answered from records alone. docs/spec/controls.md is the authority.
 */
@NullMarked
package dev.syndicate.contracts.controls;

import org.jspecify.annotations.NullMarked;
