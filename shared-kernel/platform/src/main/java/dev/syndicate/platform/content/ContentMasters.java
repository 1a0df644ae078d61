package dev.syndicate.platform.content;

import java.util.List;
import java.util.Optional;

/**
 * The master keys that this process holds: the one that encrypts, and older ones that are still good for reading while
 * everything is being wrapped anew.
 */
public record ContentMasters(ContentMaster current, List<ContentMaster> older) {

    public ContentMasters {
        older = List.copyOf(older);
    }

    Optional<ContentMaster> named(String id) {
        return current.id().equals(id)
                ? Optional.of(current)
                : older.stream().filter(master -> master.id().equals(id)).findFirst();
    }
}
