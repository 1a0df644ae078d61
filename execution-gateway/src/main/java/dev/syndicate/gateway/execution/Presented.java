package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.permit.Permit;

/**
 * What somebody asks leave for.
 *
 * @param permit one of ours; whether it still grants anything is for the gate to say
 * @param action what is about to run, in the form in which it is compared with the action on record
 */
record Presented(Permit permit, CanonicalAction action) {}
