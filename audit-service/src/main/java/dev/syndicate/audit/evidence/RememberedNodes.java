package dev.syndicate.audit.evidence;

import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.TreeNodes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the nodes that were needed last: proofs of records that lie close together share most of theirs. */
final class RememberedNodes implements TreeNodes {

    private static final int CAPACITY = 10_000;

    private record Place(int level, long index) {}

    private final TreeNodes stored;
    private final Map<Place, Hash> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Hash> eldest) {
            return size() > CAPACITY;
        }
    };

    RememberedNodes(TreeNodes stored) {
        this.stored = stored;
    }

    @Override
    public Hash node(int level, long index) {
        Place place = new Place(level, index);
        Hash known = latest.get(place);
        if (known == null) {
            known = stored.node(level, index);
            latest.put(place, known);
        }
        return known;
    }
}
