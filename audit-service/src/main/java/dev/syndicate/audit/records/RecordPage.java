package dev.syndicate.audit.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records in ascending sequence.
 *
 * @param next ask with this as {@code after} for what follows; absent at the end
 */
record RecordPage(List<RecordView> records, @Nullable Long next) {}
