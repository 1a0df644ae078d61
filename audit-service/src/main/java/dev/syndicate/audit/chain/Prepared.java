package dev.syndicate.audit.chain;

import dev.syndicate.platform.eventstore.StoredEvent;
import java.util.List;

/** Events and the records that they are to become; nothing is stored. */
record Prepared(List<StoredEvent> events, Batch batch) {}
