package dev.syndicate.audit.integrity;

import java.time.Instant;

/** A finding as the API shows it. */
record FindingView(String digest, long epoch, String code, long sequence, String detail, Instant foundAt) {}
