package dev.syndicate.contracts.controls;

/**
 * An exception from the controls: this record does not answer one of the five questions as it should.
 *
 * @param sequence the record
 * @param code what was not met
 */
public record ControlFinding(long sequence, ControlCode code) {}
