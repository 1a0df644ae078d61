package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer made of an action, as the approval states it.
 *
 * @param of the amended action
 * @param approval in which it was amended
 * @param before the intent of that action
 * @param now the intent of the new one
 * @param by the reviewer
 */
record Amended(
        Optional<String> of,
        Optional<String> approval,
        Optional<String> before,
        Optional<String> now,
        Optional<Human> by) {

    /** What the record of an approval that was amended says. */
    static Amended by(JsonObject body) {
        return new Amended(
                Facts.text(body, "action", "id"),
                Facts.text(body, "approval"),
                Facts.text(body, "digests", "intentAtApproval"),
                Facts.text(body, "amended", "intentDigest"),
                Facts.object(body, "who").flatMap(who -> Human.at(who, "actor")));
    }

    /** Everybody who had a hand in a proposed action, the latest last. */
    static List<Human> amenders(JsonObject proposal) {
        return Human.listed(Facts.object(proposal, "amendment").orElse(null), "amenders");
    }

    /** How a proposal hangs together with the amendment that it names. */
    enum Link {
        /** It names none, or the one that is on record in front of it. */
        SOUND,
        /** The amendment may lie in front of the population. */
        OUTSIDE,
        MISSING
    }

    /** Looks up the amendment that a proposal names. */
    static Link link(JsonObject proposal, @Nullable Amended known, boolean whole) {
        Optional<JsonObject> named = Facts.object(proposal, "amendment");
        if (named.isEmpty()) {
            return Link.SOUND;
        }
        if (known == null) {
            return whole ? Link.MISSING : Link.OUTSIDE;
        }
        return known.isNamedBy(named.get(), proposal) ? Link.SOUND : Link.MISSING;
    }

    private boolean isNamedBy(JsonObject named, JsonObject proposal) {
        List<Human> amenders = amenders(proposal);
        return of.equals(Facts.text(named, "of"))
                && approval.equals(Facts.text(named, "approval"))
                && before.equals(Facts.text(named, "intentDigest"))
                && now.equals(Facts.text(proposal, "digests", "intentAtApproval"))
                && !amenders.isEmpty()
                && by.equals(Optional.of(amenders.getLast()));
    }
}
