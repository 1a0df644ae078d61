package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.identity.Person;

/** How a view finds the requests that a person answers for. */
public final class Requester {

    private Requester() {}

    /** Issuer and subject; an issuer is a URL and holds no space. */
    public static String key(Person person) {
        return person.issuer() + " " + person.subject();
    }
}
