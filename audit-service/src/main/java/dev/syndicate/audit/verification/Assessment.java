package dev.syndicate.audit.verification;

import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.util.List;

/**
 * What a verification has found.
 *
 * @param verdict intact, or the first fault, whether or not people have released it
 * @param faults every fault that was found, released or not; where nobody has released one that keeps the records behind
 *     it from being judged, it is the last
 * @param pruned how many records were gone past because two people had let them go
 */
record Assessment(ChainVerdict verdict, List<Broken> faults, long pruned) {

    Assessment {
        faults = List.copyOf(faults);
    }

    static Assessment of(ChainVerdict verdict) {
        return of(verdict, 0);
    }

    static Assessment of(ChainVerdict verdict, long pruned) {
        return new Assessment(verdict, verdict instanceof Broken broken ? List.of(broken) : List.of(), pruned);
    }
}
